//! Instances that live as long as their link.

use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use libbpf_rs::{Link, MapMut};

use super::capability;
use super::kernel_log::KernelLog;
use super::map::{has_link, map_name};
use crate::btf::kernel::KernelBtf;
use crate::descriptor::{Descriptor, Links, StructOps};
use crate::errno;
use crate::error::{Cause, Error, Refuser};
use crate::sys;

/// An attached instance; dropping it detaches.
///
/// It holds a link and nothing of the object it came from: the skeleton may go first. The
/// kernel closes the link of a process that is killed.
#[derive(Debug)]
#[must_use = "dropping the attachment detaches the instance"]
pub struct Attachment {
    link: OwnedFd,
}

impl Attachment {
    /// Whether the instance is still attached: the kernel, or somebody with a second
    /// reference to the link, may have detached it.
    ///
    /// ```no_run
    /// # fn f(attachment: &struct_ops::Attachment) -> Result<(), struct_ops::Error> {
    /// if !attachment.is_attached()? {
    ///     println!("the kernel, or somebody else, has detached it");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `System` when the kernel does not tell.
    pub fn is_attached(&self) -> Result<bool, Error> {
        // A detached link has no map (`bpf_struct_ops_map_link_fill_link_info`).
        let info = self.info()?;
        Ok(sys::ids::map_of(&info) != 0)
    }

    /// Detaches, also when the link is pinned or a second descriptor of it is open.
    ///
    /// Closes the link, which waits for running ops without holding up other types; only
    /// if the link outlives that, or nobody may look, it is detached by force.
    ///
    /// ```no_run
    /// # fn f(attachment: struct_ops::Attachment) -> Result<(), struct_ops::Error> {
    /// attachment.detach()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `System` when the kernel refuses.
    pub fn detach(self) -> Result<(), Error> {
        let info = self.info()?;
        // Looking up an id takes CAP_SYS_ADMIN, which may have been dropped since.
        if sys::ids::by_id(sys::ids::Kind::Link, info.id).is_err() {
            return force(self.link.as_fd());
        }
        drop(self.link);
        match sys::ids::by_id(sys::ids::Kind::Link, info.id) {
            Ok(other) => force(other.as_fd()),
            Err(_) => Ok(()),
        }
    }

    /// The attachment that a descriptor of a link is.
    pub(super) fn of_fd(link: OwnedFd) -> Self {
        Self { link }
    }

    fn info(&self) -> Result<libbpf_sys::bpf_link_info, Error> {
        sys::ids::link_info(self.link.as_fd()).map_err(|source| {
            Cause::Call {
                action: "query the link",
                source,
            }
            .into()
        })
    }
}

impl AsFd for Attachment {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.link.as_fd()
    }
}

/// Attaches the instance in a `.struct_ops.link` map.
///
/// ```no_run
/// use libbpf_rs::MapCore as _;
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
/// let map = object.maps_mut().find(|map| map.name() == "player");
/// let attachment = struct_ops::attach::<player_ops>(&mut map.ok_or("no such map")?)?;
/// assert!(attachment.is_attached()?);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// `WrongMap` for another kind of map or another type's, `LinkRequired` for a plain one,
/// `AlreadyAttached` where the type takes one instance and has it (or has one of the key, if the
/// kernel log may not be read), `MissingCapability`,
/// `Refused` with the error number for what the module or the kernel refuses, and with
/// what the kernel log says of it where that may be read;
/// `KernelWithoutBtf` and `System` when the kernel does not tell the map's type.
pub fn attach<T: StructOps>(map: &mut MapMut<'_>) -> Result<Attachment, Error> {
    attach_as(T::DESCRIPTOR, map)
}

/// [`attach`] for a type that is known by its descriptor only.
///
/// ```no_run
/// # fn f(map: &mut libbpf_rs::MapMut<'_>) -> Result<(), struct_ops::Error> {
/// use struct_ops::{Descriptor, Links};
///
/// let player = Descriptor::named("player_ops", Some("player".into()), Links::Required);
/// let attachment = struct_ops::attach_as(&player, map)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Those of [`attach`].
pub fn attach_as(descriptor: &Descriptor, map: &mut MapMut<'_>) -> Result<Attachment, Error> {
    if !has_link(descriptor, map)? {
        let plain_allowed = descriptor.links == Links::Optional;
        let map = map_name(map);
        return Err(Cause::LinkRequired { map, plain_allowed }.into());
    }
    let link = register(descriptor, map)?;
    // libbpf's own object of the link knows nothing that the kernel does not.
    let link = link
        .as_fd()
        .try_clone_to_owned()
        .map_err(|source| Cause::Call {
            action: "copy the link's descriptor",
            source,
        })?;
    Ok(Attachment { link })
}

/// Has the kernel register the instance of a map.
pub(super) fn register(descriptor: &Descriptor, map: &mut MapMut<'_>) -> Result<Link, Error> {
    let log = KernelLog::from_now();
    sys::link::attach_struct_ops(map).map_err(|error| {
        let errno = error.raw_os_error().unwrap_or_default();
        refused(descriptor, map_name(map), errno, log)
    })
}

fn refused(descriptor: &Descriptor, map: String, errno: i32, log: KernelLog) -> Error {
    if errno == errno::EPERM
        && let Err(error) = capability::explain_denial("attaching the instance", false)
    {
        return error;
    }
    let name = descriptor.name.clone().into_owned();
    let reasons = log.warnings_of(&descriptor.name);
    let refuser = KernelBtf::load().map_or(Refuser::Other, |kernel| kernel.refuser(&name));
    match errno {
        // A module that takes several instances names the key that is taken, and of some types
        // of Linux the number alone says it.
        errno::EEXIST | errno::EBUSY if reasons.is_empty() && !refuser.explains(&name, errno) => {
            Cause::AlreadyAttached { name, errno }
        }
        _ => Cause::Refused {
            action: "attach",
            name,
            map,
            errno,
            reasons,
            refuser,
        },
    }
    .into()
}

/// Detaches a link whoever else holds it.
pub(super) fn force(link: BorrowedFd<'_>) -> Result<(), Error> {
    match sys::link::detach_link(link) {
        // Links of most programs have no detach, and those of instances none before 6.11;
        // closing them is all there is.
        Err(error) if error.raw_os_error() == Some(errno::EOPNOTSUPP) => Ok(()),
        Err(source) => Err(Cause::Call {
            action: "detach the link",
            source,
        }
        .into()),
        Ok(()) => Ok(()),
    }
}

/// A call of libbpf-rs that failed, which a map or link that is alive hardly does.
pub(super) fn call(action: &'static str, error: libbpf_rs::Error) -> Error {
    let source = io::Error::other(error);
    Cause::Call { action, source }.into()
}
