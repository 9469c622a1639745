//! Whether trait, object and kernel mean the same type: libbpf matches members by name and
//! never compares prototypes (`bpf_map__init_kern_struct_ops`), so that a program with a
//! drifted argument would load and read a wrong value.

use libbpf_rs::{AsRawLibbpf as _, MapType, OpenObject};

use crate::btf::describe;
use crate::btf::kernel::KernelBtf;
use crate::descriptor::{Descriptor, Difference, differences, of_member};
use crate::error::{Cause, Error};
use crate::sys::btf::RawBtf;
use crate::sys::instance;

use super::shadow::op_of_section;

/// What to do about members that the running kernel lacks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Missing {
    /// They are a mismatch.
    #[default]
    Refused,
    /// They are none: nobody sets them, see [`null_missing`](crate::null_missing).
    Allowed,
}

/// Compares a trait with what is registered; members that only the kernel has stay unset.
pub(super) fn check_trait(
    kernel: &KernelBtf,
    descriptor: &Descriptor,
    missing: Missing,
) -> Result<(), Error> {
    if descriptor.members.is_empty() {
        return Ok(());
    }
    let Some(registered) = registered(kernel, &descriptor.name)? else {
        return Ok(());
    };
    let mut found = differences(descriptor, &registered);
    found.retain(|one| one.left.is_some() && (one.right.is_some() || missing == Missing::Refused));
    refuse(&descriptor.name, "trait", found)?;
    check_tags(kernel, &registered)
}

pub(super) fn registered(kernel: &KernelBtf, tag: &str) -> Result<Option<Descriptor>, Error> {
    let home = kernel.home_of(tag)?;
    Ok(home.and_then(|(btf, _)| describe::registered(&btf, tag)))
}

/// Compares every instance of an object, as far as it sets members, with the type that is
/// registered for it. A type that is not registered is left to the load.
pub(super) fn check_object(object: &OpenObject) -> Result<(), Error> {
    let kernel = KernelBtf::load()?;
    for instance in instances(object) {
        let Some(registered) = registered(&kernel, &instance.descriptor.name)? else {
            continue;
        };
        check_slots(object, &instance)?;
        let set = |name: &str| instance.set.iter().any(|set| set == name);
        let members = instance.descriptor.members.iter();
        let found = members
            .filter(|member| set(&member.name))
            .filter_map(|member| of_member(&instance.descriptor, member, &registered));
        refuse(&instance.descriptor.name, "object", found.collect())?;
        check_tags(&kernel, &registered)?;
    }
    Ok(())
}

/// A program in the slot of another op than its section names.
fn check_slots(object: &OpenObject, instance: &Instance) -> Result<(), Error> {
    for (op, address) in &instance.slots {
        let mut programs = object.progs();
        let program = programs.find(|one| one.as_libbpf_object().as_ptr().addr() == *address);
        let Some(program) = program else { continue };
        let section = program.section().to_string_lossy().into_owned();
        if let Some(other) = op_of_section(&section).filter(|other| other != op) {
            let name = program.name().to_string_lossy().into_owned();
            return Err(Cause::Shadow {
                map: instance.map.clone(),
                member: op.clone(),
                why: format!("cannot be program `{name}`, which implements `{other}`"),
            }
            .into());
        }
    }
    Ok(())
}

/// An instance of an open object.
pub(super) struct Instance {
    /// The name of its map.
    pub(super) map: String,
    /// The tag of its struct, with its flavor.
    pub(super) tag: String,
    /// Its type, as the object has it.
    pub(super) descriptor: Descriptor,
    /// The members that are not zero.
    pub(super) set: Vec<String>,
    /// The ops among them, and the addresses of their programs.
    pub(super) slots: Vec<(String, usize)>,
}

pub(super) fn instances(object: &OpenObject) -> Vec<Instance> {
    let maps = object
        .maps()
        .filter(|map| map.map_type() == MapType::StructOps && map.autocreate());
    maps.filter_map(|map| {
        let ty = instance::type_of(&map);
        let name = map.name().to_string_lossy().into_owned();
        RawBtf::of_object(object, |btf| {
            let bytes = instance::bytes_of(&map, btf.size_of(ty)?)?;
            Some(Instance {
                map: name,
                tag: btf.head(ty)?.name(),
                descriptor: describe::of_id(btf, ty)?,
                set: set_members(btf, ty, &bytes),
                slots: slots(btf, ty, &bytes),
            })
        })?
    })
    .collect()
}

fn set_members(btf: &RawBtf, ty: u32, bytes: &[u8]) -> Vec<String> {
    let members = btf.head(ty).map(|head| head.members()).unwrap_or_default();
    let is_set = |offset: usize, size: usize| {
        let end = offset.checked_add(size)?;
        Some(bytes.get(offset..end)?.iter().any(|byte| *byte != 0))
    };
    members
        .into_iter()
        .filter(|member| {
            let offset = usize::try_from(member.value / 8).ok();
            let size = btf.size_of(member.ty);
            offset
                .zip(size)
                .and_then(|(offset, size)| is_set(offset, size))
                == Some(true)
        })
        .map(|member| member.name)
        .collect()
}

fn slots(btf: &RawBtf, ty: u32, bytes: &[u8]) -> Vec<(String, usize)> {
    let members = btf.head(ty).map(|head| head.members()).unwrap_or_default();
    let slot = |member: crate::sys::btf::Entry| {
        let offset = usize::try_from(member.value / 8).ok()?;
        let word = bytes.get(offset..offset.checked_add(8)?)?;
        let address = u64::from_ne_bytes(word.try_into().ok()?);
        let address = usize::try_from(address)
            .ok()
            .filter(|address| *address != 0)?;
        describe::is_op(btf, member.ty).then_some((member.name, address))
    };
    members.into_iter().filter_map(slot).collect()
}

fn refuse(name: &str, of: &'static str, differences: Vec<Difference>) -> Result<(), Error> {
    if differences.is_empty() {
        return Ok(());
    }
    Err(Cause::Mismatch {
        name: name.to_owned(),
        of,
        differences,
    }
    .into())
}

/// A struct of the module under a tag of vmlinux: libbpf relocates programs against the
/// kernel's.
fn check_tags(kernel: &KernelBtf, registered: &Descriptor) -> Result<(), Error> {
    let taken = registered
        .structs
        .iter()
        .find(|layout| kernel.is_of_vmlinux(&layout.tag));
    match taken {
        Some(layout) => Err(Cause::TagTaken {
            name: registered.name.clone().into_owned(),
            tag: layout.tag.clone().into_owned(),
        }
        .into()),
        None => Ok(()),
    }
}
