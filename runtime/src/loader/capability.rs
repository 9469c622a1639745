//! The capabilities that loading and attaching take.

use std::fs;

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
        needed: names(needed),
    }
    .into())
}

/// Explains an EPERM: a capability that is missing, or that holds in a user namespace only.
///
/// [`require`] alone lets the namespace pass: with a BPF token, loading works there.
///
/// # Errors
///
/// `MissingCapability`; `Ok` where the capabilities are no explanation.
pub(super) fn explain_denial(what: &'static str, of_module: bool) -> Result<(), Error> {
    require(what, of_module)?;
    // Without /proc there is nothing to say beyond the EPERM.
    let map = fs::read_to_string("/proc/self/uid_map").unwrap_or_default();
    if map.is_empty() || is_initial(&map) {
        return Ok(());
    }
    let needed = names(if of_module { MODULE_TYPE } else { ANY_TYPE });
    Err(Cause::UserNamespace { what, needed }.into())
}

/// Whether a uid map is the one of the initial user namespace: every id stands for itself.
fn is_initial(uid_map: &str) -> bool {
    let fields = uid_map.split_ascii_whitespace();
    fields.eq(["0", "0", "4294967295"])
}

fn names(capabilities: &[Capability]) -> Vec<String> {
    capabilities.iter().map(ToString::to_string).collect()
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
    fn the_initial_user_namespace_maps_every_id_to_itself() {
        assert!(is_initial("         0          0 4294967295\n"));
        assert!(!is_initial("         0       1000          1\n"));
        assert!(!is_initial("0 0 1\n1 100000 65536\n"));
        assert!(!is_initial("0 0 65536\n"));
    }

    #[test]
    fn unrelated_capabilities_do_not_help() {
        assert_eq!(missing_with(&[Capability::CAP_NET_ADMIN]).len(), 3);
    }
}
