//! An object for newer kernels, cut down to the members that the running one has.

use libbpf_rs::OpenObject;

use super::preflight;
use super::shadow::shadow;
use crate::btf::kernel::KernelBtf;
use crate::btf::without_flavor;
use crate::error::Error;

/// Leaves out what the running kernel lacks: members that instances set and the registered
/// type does not have become zero, and their programs are not loaded. Returns them as
/// `map.member`.
///
/// ```no_run
/// # fn f(open: &mut libbpf_rs::OpenObject) -> Result<(), struct_ops::Error> {
/// for member in struct_ops::null_missing(open)? {
///     println!("this kernel lacks {member}");
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// `KernelWithoutBtf`, and `System` when the kernel's types cannot be read.
pub fn null_missing(object: &mut OpenObject) -> Result<Vec<String>, Error> {
    let kernel = KernelBtf::load()?;
    let mut nulled = Vec::new();
    for instance in preflight::instances(object) {
        let tag = without_flavor(&instance.descriptor.name);
        let Some(registered) = preflight::registered(&kernel, tag)? else {
            continue;
        };
        let missing = instance
            .set
            .iter()
            .filter(|name| registered.member(name).is_none());
        for member in missing {
            let mut shadow = shadow(object, &instance.map)?;
            let size = shadow.find(member).map_or(0, |place| place.size);
            shadow.write(member, &vec![0; size])?;
            nulled.push(format!("{}.{member}", instance.map));
        }
    }
    Ok(nulled)
}
