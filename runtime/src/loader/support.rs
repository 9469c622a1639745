//! Whether the running kernel can have the type at all, whatever module is loaded.
//!
//! The kernel's own types tell it, not its release: distributions bring struct_ops back to
//! kernels of older numbers.

use std::fs;

use crate::btf::kernel::KernelBtf;
use crate::descriptor::{Descriptor, Links};
use crate::error::Cause;

/// The table of types per BTF, in `kernel/bpf/btf.c` since modules have types of their own:
/// 6.9.
const TYPES_OF_MODULES: &str = "btf_struct_ops_tab";

/// Of `kernel/bpf/bpf_struct_ops.c`, which its Makefile builds with `CONFIG_BPF_JIT` only;
/// without, `register_bpf_struct_ops` in include/linux/bpf.h is 0.
const IMPLEMENTATION: &str = "bpf_struct_ops_map";

/// Of include/linux/bpf.h, whether there is a JIT or not.
const STRUCT_OPS: &str = "bpf_struct_ops";

/// Of `kernel/bpf/bpf_struct_ops.c` since links came, in 6.4.
const LINKS: &str = "bpf_struct_ops_link";

/// Why a type that is nowhere cannot be anywhere; `None` where it could.
pub(super) fn obstacle(kernel: &KernelBtf, name: &str, of_module: bool) -> Option<Cause> {
    obstacle_among(|tag| kernel.is_of_vmlinux(tag), name, of_module)
}

fn obstacle_among(has: impl Fn(&str) -> bool, name: &str, of_module: bool) -> Option<Cause> {
    let name = name.to_owned();
    if of_module && !has(TYPES_OF_MODULES) {
        let release = release();
        return Some(Cause::KernelTooOld { name, release });
    }
    // A kernel without either is too old for types of its own as well.
    let is_without_jit = has(STRUCT_OPS) && !has(IMPLEMENTATION);
    is_without_jit.then_some(Cause::KernelWithoutJit { name })
}

/// Why a type that exists cannot be attached; `None` where it can.
pub(super) fn obstacle_to_links(kernel: &KernelBtf, descriptor: &Descriptor) -> Option<Cause> {
    obstacle_to_links_among(|tag| kernel.is_of_vmlinux(tag), descriptor)
}

fn obstacle_to_links_among(has: impl Fn(&str) -> bool, descriptor: &Descriptor) -> Option<Cause> {
    let is_obstacle = descriptor.links == Links::Required && !has(LINKS);
    is_obstacle.then(|| Cause::KernelWithoutLinks {
        name: descriptor.name.clone().into_owned(),
        release: release(),
    })
}

/// For the sentence only: a container may hide it.
fn release() -> String {
    match fs::read_to_string("/proc/sys/kernel/osrelease") {
        Ok(release) => format!("Linux {}", release.trim()),
        Err(_) => "this kernel".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    fn kind(structs: &[&str], of_module: bool) -> Option<ErrorKind> {
        let cause = obstacle_among(|tag| structs.contains(&tag), "player_ops", of_module);
        cause.map(|cause| cause.kind())
    }

    #[test]
    fn a_kernel_with_all_of_it_is_no_obstacle() {
        let all = [TYPES_OF_MODULES, STRUCT_OPS, IMPLEMENTATION];
        assert_eq!(kind(&all, true), None);
        assert_eq!(kind(&all, false), None);
    }

    #[test]
    fn an_old_kernel_has_types_of_its_own_only() {
        let old = [STRUCT_OPS, IMPLEMENTATION];
        assert_eq!(kind(&old, true), Some(ErrorKind::KernelTooOld));
        assert_eq!(kind(&old, false), None);
    }

    #[test]
    fn a_kernel_without_jit_has_no_types() {
        let without = [TYPES_OF_MODULES, STRUCT_OPS];
        assert_eq!(kind(&without, true), Some(ErrorKind::JitOff));
        assert_eq!(kind(&without, false), Some(ErrorKind::JitOff));
    }

    #[test]
    fn who_needs_a_link_needs_a_kernel_that_has_them() {
        let found = |structs: &[&str], links| {
            let descriptor = Descriptor::named("player_ops", None, links);
            obstacle_to_links_among(|tag| structs.contains(&tag), &descriptor)
        };
        let cause = found(&[], Links::Required).unwrap();
        assert_eq!(cause.kind(), ErrorKind::KernelTooOld);
        assert!(found(&[LINKS], Links::Required).is_none());
        assert!(found(&[], Links::Optional).is_none());
    }
}
