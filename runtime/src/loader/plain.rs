//! Instances of plain `.struct_ops` maps, which have no link.

use std::os::fd::{AsFd, OwnedFd};

use libbpf_rs::{MapCore, MapFlags, MapMut};

use super::attach::{call, register};
use super::map::{has_link, map_name};
use crate::descriptor::{Descriptor, Links, StructOps};
use crate::error::{Cause, Error};
use crate::sys;

/// An instance attached without a link; dropping it detaches.
///
/// A process that is killed leaves the instance attached and the module pinned, until the
/// element of the map is deleted: `bpftool struct_ops unregister`, or a reboot. Prefer
/// [`attach`](crate::attach).
#[derive(Debug)]
#[must_use = "dropping the attachment detaches the instance"]
pub struct PlainAttachment {
    /// `None` once detached. A descriptor of its own: the object may be closed first.
    map: Option<OwnedFd>,
}

impl PlainAttachment {
    /// Detaches, and says whether that worked; dropping does the same in silence.
    ///
    /// ```no_run
    /// # fn f(attachment: struct_ops::PlainAttachment) -> Result<(), struct_ops::Error> {
    /// attachment.detach()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `System` when the kernel refuses.
    pub fn detach(mut self) -> Result<(), Error> {
        self.delete()
    }

    fn delete(&mut self) -> Result<(), Error> {
        let Some(map) = self.map.take() else {
            return Ok(());
        };
        sys::link::delete_struct_ops(map.as_fd()).map_err(|source| {
            let action = "delete the element of the map";
            Cause::Call { action, source }.into()
        })
    }
}

impl Drop for PlainAttachment {
    fn drop(&mut self) {
        // A drop has nobody to tell; `detach` reports.
        let _ = self.delete();
    }
}

/// Attaches the instance in a plain `.struct_ops` map.
///
/// ```no_run
/// # use struct_ops::prelude::*;
/// # #[struct_ops(links = "optional")]
/// # trait PlayerOps { fn play(&self, track: u32) -> i32; }
/// # fn f(map: &mut libbpf_rs::MapMut<'_>) -> Result<(), struct_ops::Error> {
/// let attachment = struct_ops::attach_plain::<player_ops>(map)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// `LinkRequired` when `T` is attached through links only, before anything is tried;
/// `WrongMap` for a map that has a link, was attached before, or is another type's; the
/// rest as [`attach`](crate::attach).
pub fn attach_plain<T: StructOps>(map: &mut MapMut<'_>) -> Result<PlainAttachment, Error> {
    attach_plain_as(T::DESCRIPTOR, map)
}

/// [`attach_plain`] for a type that is known by its descriptor only.
///
/// ```no_run
/// # fn f(map: &mut libbpf_rs::MapMut<'_>) -> Result<(), struct_ops::Error> {
/// use struct_ops::{Descriptor, Links};
///
/// let player = Descriptor::named("player_ops", Some("player".into()), Links::Optional);
/// let attachment = struct_ops::attach_plain_as(&player, map)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Those of [`attach_plain`].
pub fn attach_plain_as(
    descriptor: &Descriptor,
    map: &mut MapMut<'_>,
) -> Result<PlainAttachment, Error> {
    let has_link = has_link(descriptor, map)?;
    if descriptor.links == Links::Required {
        let (map, plain_allowed) = (map_name(map), false);
        return Err(Cause::LinkRequired { map, plain_allowed }.into());
    }
    if has_link {
        return Err(Cause::WrongMap {
            map: map_name(map),
            is: "a `.struct_ops.link` map".into(),
            wanted: "a plain one".into(),
            cure: "attach it with `attach`".into(),
        }
        .into());
    }
    if was_attached(map)? {
        return Err(Cause::WrongMap {
            map: map_name(map),
            is: "an instance that was attached before".into(),
            wanted: "a fresh one".into(),
            cure: "load the object again: a map without a link attaches once".into(),
        }
        .into());
    }
    let own = map.as_fd().try_clone_to_owned().map_err(|source| {
        let action = "duplicate the descriptor of the map";
        Cause::Call { action, source }
    })?;
    let mut link = register(descriptor, map)?;
    // libbpf's link would delete through the object's descriptor, which may be closed, or
    // be another file, by then.
    link.disconnect();
    Ok(PlainAttachment { map: Some(own) })
}

/// Whether the map has left `BPF_STRUCT_OPS_STATE_INIT`, to which it never returns; an
/// update would fail with the EBUSY that some types use for "taken".
fn was_attached(map: &MapMut<'_>) -> Result<bool, Error> {
    let value = map
        .lookup(&0_u32.to_ne_bytes(), MapFlags::ANY)
        .map_err(|error| call("read the state of the map", error))?;
    // `struct bpf_struct_ops_common_value`: a reference count, then the state.
    let state = value.as_deref().and_then(|value| value.get(4..8));
    Ok(state.is_some_and(|state| state.iter().any(|byte| *byte != 0)))
}
