//! An object with several flavors of a type, cut down to the one that the running kernel has.

use std::collections::BTreeSet;

use libbpf_rs::OpenObject;

use super::preflight::{self, Instance};
use crate::btf::kernel::KernelBtf;
use crate::descriptor::{Descriptor, Difference, of_member};
use crate::error::{Cause, Error};

/// The flavor of a type that is loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The type, such as `player_ops`.
    pub name: String,
    /// The struct whose instances are loaded, such as `player_ops___v2`.
    pub tag: String,
    /// Maps of the other flavors: they are not created, and their programs not loaded.
    pub left_out: Vec<String>,
}

/// Of each type that an object has in several flavors, leaves one: that whose instances fit the
/// running kernel, and of these the one that has most of its members and arguments. Types of one
/// flavor, and types that are not registered, stay as they are.
///
/// A flavor is a struct whose tag goes on behind `___`, such as `player_ops___v1` and
/// `player_ops___v2` (option `flavor` of the trait). Call it before
/// [`null_missing`](crate::null_missing) and [`load`](crate::load); what is chosen is attached
/// by its map's name.
///
/// ```no_run
/// # fn f(open: &mut libbpf_rs::OpenObject) -> Result<(), struct_ops::Error> {
/// for choice in struct_ops::choose_flavors(open)? {
///     println!("{} as {}", choice.name, choice.tag);
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// `Mismatch` where no flavor fits, with what is wrong with the one that comes closest;
/// `KernelWithoutBtf`, and `System` when the kernel's types cannot be read.
pub fn choose_flavors(object: &mut OpenObject) -> Result<Vec<Choice>, Error> {
    let kernel = KernelBtf::load()?;
    let instances = preflight::instances(object);
    let types: BTreeSet<&str> = instances.iter().map(|one| &*one.descriptor.name).collect();
    let mut choices = Vec::new();
    for name in types {
        let of_type = |one: &&Instance| one.descriptor.name == name;
        let mut tags: Vec<&str> = Vec::new();
        for one in instances.iter().filter(of_type) {
            if !tags.contains(&one.tag.as_str()) {
                tags.push(&one.tag);
            }
        }
        let Some(registered) = preflight::registered(&kernel, name)?.filter(|_| tags.len() > 1)
        else {
            continue;
        };
        let flavors = tags.iter().map(|tag| {
            let of_tag = instances.iter().filter(|one| one.tag == *tag);
            (*tag, Fit::of(of_tag, &registered))
        });
        // The first of equals: it was written first.
        let best = flavors.reduce(|best, other| {
            if other.1.is_better(&best.1) {
                other
            } else {
                best
            }
        });
        let Some((tag, fit)) = best else { continue };
        if !fit.wrong.is_empty() {
            return Err(Cause::Mismatch {
                name: name.to_owned(),
                of: "object",
                differences: fit.wrong,
            }
            .into());
        }
        let others = instances
            .iter()
            .filter(of_type)
            .filter(|one| one.tag != tag);
        choices.push(Choice {
            name: name.to_owned(),
            tag: tag.to_owned(),
            left_out: others.map(|one| one.map.clone()).collect(),
        });
    }
    for choice in &choices {
        leave_out(object, &choice.left_out)?;
    }
    Ok(choices)
}

/// How well a flavor fits.
struct Fit {
    /// Members that its instances set, and that the kernel lacks or has otherwise.
    wrong: Vec<Difference>,
    /// Members, set or not, that the kernel has as well.
    same: usize,
}

impl Fit {
    fn of<'a>(instances: impl Iterator<Item = &'a Instance>, registered: &Descriptor) -> Self {
        let mut fit = Self {
            wrong: Vec::new(),
            same: 0,
        };
        for instance in instances {
            let mut same = 0;
            for member in instance.descriptor.members.iter() {
                let is_set = instance.set.iter().any(|set| *set == member.name);
                match of_member(&instance.descriptor, member, registered) {
                    None => same += 1,
                    Some(wrong) if is_set => fit.wrong.push(wrong),
                    Some(_) => {}
                }
            }
            fit.same = fit.same.max(same);
        }
        fit
    }

    fn is_better(&self, other: &Self) -> bool {
        let key = |fit: &Self| (std::cmp::Reverse(fit.wrong.len()), fit.same);
        key(self) > key(other)
    }
}

fn leave_out(object: &mut OpenObject, maps: &[String]) -> Result<(), Error> {
    for mut map in object.maps_mut() {
        let name = map.name().to_string_lossy().into_owned();
        if maps.contains(&name) {
            map.set_autocreate(false).map_err(|source| Cause::Object {
                action: "leave out a flavor of",
                excerpt: source.to_string(),
                log: String::new(),
                source,
            })?;
        }
    }
    Ok(())
}
