//! Everything of an object that can be attached, in one call.

use std::io;
use std::os::fd::AsFd as _;

use libbpf_rs::{Link, MapCore as _, MapType, Object};

use super::attach::{Attachment, attach_as, force};
use super::plain::{PlainAttachment, attach_plain_as};
use super::{capability, map, messages};
use crate::descriptor::{Descriptor, Links};
use crate::errno;
use crate::error::{Cause, Error};
use crate::sys;

/// What [`attach_all`] has attached; dropping it detaches the instances, then the programs, so
/// that a program that watches the others sees all of it.
#[derive(Debug)]
#[must_use = "dropping the attachments detaches everything"]
pub struct Attachments {
    // Fields are dropped in this order.
    instances: Vec<(String, Instance)>,
    programs: Vec<(String, Link)>,
}

#[derive(Debug)]
enum Instance {
    Linked(Attachment),
    Plain(PlainAttachment),
}

impl Attachments {
    /// The instance in the `.struct_ops.link` map of that name.
    pub fn instance(&self, map: &str) -> Option<&Attachment> {
        match self.find(map)? {
            Instance::Linked(attachment) => Some(attachment),
            Instance::Plain(_) => None,
        }
    }

    /// The instance in the plain `.struct_ops` map of that name.
    pub fn plain_instance(&self, map: &str) -> Option<&PlainAttachment> {
        match self.find(map)? {
            Instance::Plain(attachment) => Some(attachment),
            Instance::Linked(_) => None,
        }
    }

    /// The maps of the instances, in the order of the object.
    pub fn maps(&self) -> impl Iterator<Item = &str> {
        self.instances.iter().map(|(map, _)| map.as_str())
    }

    /// The programs that were attached by their section, with their links, in the order of the
    /// object.
    pub fn programs(&self) -> impl Iterator<Item = (&str, &Link)> {
        let programs = self.programs.iter();
        programs.map(|(name, link)| (name.as_str(), link))
    }

    /// Detaches everything: instances also where somebody else has pinned or holds their
    /// links, programs where the kernel can do that.
    ///
    /// # Errors
    ///
    /// The first that occurs; the rest is detached all the same.
    pub fn detach(self) -> Result<(), Error> {
        let mut result = Ok(());
        for (_, instance) in self.instances {
            result = result.and(match instance {
                Instance::Linked(attachment) => attachment.detach(),
                Instance::Plain(attachment) => attachment.detach(),
            });
        }
        for (_, link) in self.programs {
            result = result.and(force(link.as_fd()));
        }
        result
    }

    fn find(&self, map: &str) -> Option<&Instance> {
        let mut instances = self.instances.iter();
        instances.find_map(|(name, instance)| (name == map).then_some(instance))
    }
}

/// Attaches all that a loaded object has: its programs by what their sections say (`kprobe/..`,
/// `fentry/..`, `tp/..`), then the instances in its struct_ops maps.
///
/// What attaches to nothing by itself is left alone: programs of instances, `SEC("syscall")`,
/// a `SEC("kprobe")` that names no function; and so is what the object or the loader excluded,
/// by a `?` in the section, `set_autoload`, `set_autocreate` or `set_autoattach`.
///
/// ```no_run
/// use struct_ops::prelude::*;
///
/// #[struct_ops]
/// trait PlayerOps {
///     fn play(&self, track: u32) -> i32;
/// }
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// struct_ops::check::<player_ops>()?;
/// let mut object = struct_ops::load_object(struct_ops::open_file("player.bpf.o")?)?;
/// let attached = struct_ops::attach_all(&mut object, &[player_ops::DESCRIPTOR])?;
/// for (program, _link) in attached.programs() {
///     println!("{program} watches");
/// }
/// let player = attached.instance("player").ok_or("no such map")?;
/// player.wait_detached(None)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// `WrongMap` for an instance whose type is in none of the descriptors, and `LinkRequired`,
/// before anything is attached; `Program` for a program that the kernel does not attach, and
/// for one in `usdt/..`, whose link must not outlive the object; the rest as [`attach`](crate::attach). What was attached before the error is detached.
pub fn attach_all(object: &mut Object, descriptors: &[&Descriptor]) -> Result<Attachments, Error> {
    let planned = plan(object, descriptors)?;
    let mut attached = Attachments {
        instances: Vec::new(),
        programs: attach_programs(object)?,
    };
    for Planned {
        map,
        descriptor,
        has_link,
    } in planned
    {
        let found = object.maps_mut().find(|one| one.name() == map.as_str());
        let Some(mut found) = found else { continue };
        let instance = if has_link {
            Instance::Linked(attach_as(descriptor, &mut found)?)
        } else {
            Instance::Plain(attach_plain_as(descriptor, &mut found)?)
        };
        attached.instances.push((map, instance));
    }
    Ok(attached)
}

/// An instance to attach.
struct Planned<'a> {
    map: String,
    descriptor: &'a Descriptor,
    has_link: bool,
}

/// The instances that were loaded.
fn plan<'a>(object: &Object, descriptors: &[&'a Descriptor]) -> Result<Vec<Planned<'a>>, Error> {
    let maps = object
        .maps()
        .filter(|map| map.map_type() == MapType::StructOps && sys::link::attaches(map));
    maps.map(|map| {
        let kind = map::kind(&map)?;
        let name = map.name().to_string_lossy().into_owned();
        let descriptor = descriptors
            .iter()
            .copied()
            .find(|one| map::compare(&one.name, &kind.tags, String::new()).is_ok())
            .ok_or_else(|| unknown(&name, &kind.tags, descriptors))?;
        if !kind.has_link && descriptor.links == Links::Required {
            let plain_allowed = false;
            return Err(Cause::LinkRequired {
                map: name,
                plain_allowed,
            }
            .into());
        }
        Ok(Planned {
            map: name,
            descriptor,
            has_link: kind.has_link,
        })
    })
    .collect()
}

fn unknown(map: &str, tags: &[String], descriptors: &[&Descriptor]) -> Error {
    let wanted: Vec<&str> = descriptors.iter().map(|one| &*one.name).collect();
    let wanted = match wanted.as_slice() {
        [] => "one of a type that was passed".to_owned(),
        wanted => format!("one of `{}`", wanted.join("` or `")),
    };
    Cause::WrongMap {
        map: map.to_owned(),
        is: format!("an instance of `{}`", tags.join("` or `")).into(),
        wanted: wanted.into(),
        cure: "pass the descriptor of its type too, or open the object without the map: \
            `set_autocreate(false)`"
            .into(),
    }
    .into()
}

fn attach_programs(object: &Object) -> Result<Vec<(String, Link)>, Error> {
    let mut attached = Vec::new();
    for program in object.progs_mut() {
        if !sys::link::attaches_by_section(&program) {
            continue;
        }
        let name = program.name().to_string_lossy().into_owned();
        let section = program.section().to_string_lossy().into_owned();
        if is_usdt(&section) {
            return Err(needs_object(name, section));
        }
        match messages::keep(|| sys::link::attach_program(&program)) {
            Ok(link) => attached.push((name, link)),
            // libbpf's word for a section that names no target; the kernel's comes with
            // messages of libbpf.
            Err((error, log))
                if error.raw_os_error() == Some(errno::EOPNOTSUPP) && log.is_empty() => {}
            Err((source, log)) => {
                if source.raw_os_error() == Some(errno::EPERM) {
                    capability::explain_denial("attaching the programs", false)?;
                }
                return Err(Cause::Program {
                    program: name,
                    section,
                    source,
                    log,
                }
                .into());
            }
        }
    }
    Ok(attached)
}

/// Whether the section names a probe that user space defines (`SEC_DEF("usdt")` in libbpf).
fn is_usdt(section: &str) -> bool {
    let kind = section.split_once('/').map(|(kind, _)| kind);
    let kind = kind.map(|kind| kind.trim_start_matches('?'));
    matches!(kind, Some("usdt" | "usdt.s"))
}

/// Such a link gives numbers back to a table of its object when it goes
/// (`bpf_link_usdt_detach` in libbpf), and [`Attachments`] may be kept longer than that.
fn needs_object(program: String, section: String) -> Error {
    let why = "its link must go before the object does: exclude it by `set_autoattach(false)`, \
        and attach it by `attach_usdt`";
    Cause::Program {
        program,
        section,
        source: io::Error::new(io::ErrorKind::Unsupported, why),
        log: String::new(),
    }
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probes_of_user_space_are_told_by_their_section() {
        for section in ["usdt/libc.so.6:libc:setjmp", "usdt.s/a:b:c", "?usdt/a:b:c"] {
            assert!(is_usdt(section), "{section}");
        }
        for section in ["uprobe/a:b", "usdtx/a:b:c", "struct_ops/usdt", "usdt"] {
            assert!(!is_usdt(section), "{section}");
        }
    }
}
