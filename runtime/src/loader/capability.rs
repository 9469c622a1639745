//! The capabilities that loading and attaching take.

use caps::{CapSet, Capability, CapsHashSet};

use crate::error::{Cause, Error};

/// What a `struct_ops` program needs: `bpf_prog_load` (`is_perfmon_prog_type`) and `map_create`
/// in kernel/bpf/syscall.c.
const ANY_TYPE: &[Capability] = &[Capability::CAP_BPF, Capability::CAP_PERFMON];

/// For a module's type libbpf opens the module's BTF by id: `bpf_btf_get_fd_by_id`.
const MODULE_TYPE: &[Capability] = &[
    Capability::CAP_BPF,
    Capability::CAP_PERFMON,
    Capability::CAP_SYS_ADMIN,
];

/// Refuses when the thread lacks what a type of vmlinux, or of a module, takes.
///
/// # Errors
///
/// `MissingCapability`, which names them; `System` when the kernel does not tell.
pub(super) fn require(what: &'static str, of_module: bool) -> Result<(), Error> {
    let effective = caps::read(None, CapSet::Effective).map_err(|error| Cause::Call {
        action: "read the capabilities of this thread",
        source: std::io::Error::other(error),
    })?;
    let needed = if of_module { MODULE_TYPE } else { ANY_TYPE };
    let missing = missing(needed, &effective);
    if missing.is_empty() {
        return Ok(());
    }
    Err(Cause::MissingCapability {
        what,
        missing,
        needed: needed.iter().map(ToString::to_string).collect(),
    }
    .into())
}

fn missing(needed: &[Capability], effective: &CapsHashSet) -> Vec<String> {
    let held = |capability: &Capability| {
        effective.contains(capability)
            // `bpf_capable` and `perfmon_capable` (include/linux/capability.h) take it too.
            || effective.contains(&Capability::CAP_SYS_ADMIN)
    };
    let missing = needed.iter().filter(|capability| !held(capability));
    missing.map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing_with(effective: &[Capability]) -> Vec<String> {
        missing(MODULE_TYPE, &effective.iter().copied().collect())
    }

    #[test]
    fn nothing_held_misses_all_three() {
        assert_eq!(
            missing_with(&[]),
            ["CAP_BPF", "CAP_PERFMON", "CAP_SYS_ADMIN"]
        );
    }

    #[test]
    fn sys_admin_stands_for_the_others() {
        assert!(missing_with(&[Capability::CAP_SYS_ADMIN]).is_empty());
    }

    #[test]
    fn a_module_type_takes_more_than_a_kernel_type() {
        let held = [Capability::CAP_BPF, Capability::CAP_PERFMON];
        assert_eq!(missing_with(&held), ["CAP_SYS_ADMIN"]);
        assert!(missing(ANY_TYPE, &held.into_iter().collect()).is_empty());
    }

    #[test]
    fn unrelated_capabilities_do_not_help() {
        assert_eq!(missing_with(&[Capability::CAP_NET_ADMIN]).len(), 3);
    }
}
