//! Programs of ops that no instance names.
//!
//! libbpf learns from an instance which op a program implements. One that none names has no
//! type to be verified against, and the load of the whole object fails with `EINVAL`
//! (`bpf_object__load_progs`): a stub that was just appended to a program is such a one.

use std::collections::BTreeSet;

use libbpf_rs::{AsRawLibbpf as _, MapType, OpenObject, ProgramType};

use super::preflight;

/// Keeps programs out of the load that no instance of the object names.
pub(super) fn leave_out(object: &mut OpenObject) {
    let instances = preflight::instances(object);
    let is_instance =
        |map: &libbpf_rs::OpenMap<'_>| map.map_type() == MapType::StructOps && map.autocreate();
    // An instance that cannot be read could name any of them.
    if object.maps().filter(is_instance).count() != instances.len() {
        return;
    }
    let slots = instances.iter().flat_map(|instance| &instance.slots);
    let named: BTreeSet<usize> = slots.map(|(_, address)| *address).collect();
    for mut program in object.progs_mut() {
        let address = program.as_libbpf_object().as_ptr().addr();
        if program.prog_type() == ProgramType::StructOps && !named.contains(&address) {
            program.set_autoload(false);
        }
    }
}
