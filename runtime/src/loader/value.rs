//! The value of an instance as the kernel lays it out.
//!
//! libbpf makes it while loading and keeps it to itself; it writes it to the map on attach.
//! An update of a link that libbpf did not make, or only of the instance that is expected,
//! needs the value by itself.

use libbpf_rs::{Map, Object};

use crate::btf::describe::is_op;
use crate::btf::kernel::KernelBtf;
use crate::error::{Cause, Error};
use crate::sys::btf::{Entry, RawBtf};
use crate::sys::instance::{self, Slot};

/// Makes a `.struct_ops.link` map ready to be attached, as `bpf_map__attach_struct_ops` does
/// before it makes a link. One that is ready already stays so.
pub(super) fn prepare(object: &Object, map: &Map<'_>) -> Result<(), Error> {
    let fail = |what| Cause::Call {
        action: "lay out the instance",
        source: std::io::Error::other(what),
    };
    let ty = instance::type_of(map);
    let kernel = KernelBtf::load()?;
    let value = RawBtf::of_object(object, |btf| -> Result<Vec<u8>, Error> {
        let tag = btf.head(ty).map(|head| head.name()).unwrap_or_default();
        let tag = crate::btf::without_flavor(&tag);
        let (home, id) = kernel
            .home_of(tag)?
            .ok_or_else(|| fail("nothing registers its type"))?;
        let bytes = btf
            .size_of(ty)
            .and_then(|size| instance::bytes_of(map, size))
            .ok_or_else(|| fail("the map has no instance"))?;
        let value = lay_out(&bytes, btf, ty, &home, id);
        Ok(value.ok_or_else(|| fail("its members do not fit the kernel's"))?)
    });
    let value = value.ok_or_else(|| fail("the object has no BTF"))??;
    match instance::prepare(map, &value) {
        Err(error) if error.raw_os_error() != Some(crate::errno::EBUSY) => Err(Cause::Call {
            action: "write the instance to its map",
            source: error,
        }
        .into()),
        _ => Ok(()),
    }
}

/// Members are found by name; what the kernel has beyond them stays zero.
fn lay_out(bytes: &[u8], object: &RawBtf, ty: u32, home: &RawBtf, id: u32) -> Option<Vec<u8>> {
    let mut value = vec![0; home.size_of(id)?];
    let [_, data] = home.head(id)?.members().try_into().ok()?;
    let (ops, base) = (home.head(data.ty)?, bytes_at(&data)?);
    let known = ops.members();
    for member in object.head(ty)?.members() {
        let (from, size) = (bytes_at(&member)?, object.size_of(member.ty)?);
        let given = bytes.get(from..from.checked_add(size)?)?;
        if given.iter().all(|byte| *byte == 0) {
            continue;
        }
        let to = known.iter().find(|other| other.name == member.name)?;
        let to = base.checked_add(bytes_at(to)?)?;
        let place = value.get_mut(to..to.checked_add(size)?)?;
        if is_op(object, member.ty) {
            let fd = Slot::of_bytes(given.try_into().ok()?)?.fd();
            place.copy_from_slice(&u64::try_from(fd).ok()?.to_ne_bytes());
        } else {
            place.copy_from_slice(given);
        }
    }
    Some(value)
}

fn bytes_at(member: &Entry) -> Option<usize> {
    usize::try_from(member.value / 8).ok()
}
