//! What can be done with an instance while it is attached.

use std::ffi::CString;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::time::{Duration, Instant};

use libbpf_rs::{Map, MapCore as _, MapType, Object};

use super::attach::Attachment;
use super::kernel_log::KernelLog;
use super::map::{kind, takes_link};
use super::value;
use crate::btf::kernel::KernelBtf;
use crate::errno;
use crate::error::{Cause, Error, Refuser};
use crate::sys;

impl Attachment {
    /// Puts another instance in the place of this one, at once: every call runs the old or
    /// the new one, and the old one has no callers any more when this returns.
    ///
    /// The map is one of `object`, loaded and not attached.
    ///
    /// ```no_run
    /// # fn f(attachment: &struct_ops::Attachment, object: &libbpf_rs::Object) -> Result<(), struct_ops::Error> {
    /// attachment.update(object, "quiet_player")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `WrongMap` when the object has no such instance, `LinkRequired` when it is in a plain
    /// `.struct_ops` map; `Refused` where the type does not
    /// allow updates (`update = false`), or the new instance has a member that the module
    /// refuses; `Detached` where the instance has gone.
    pub fn update(&self, object: &Object, map: &str) -> Result<(), Error> {
        self.replace(object, map, None)
    }

    /// As [`update`](Self::update), but only if the instance is the one in `current`: of two
    /// that replace it, one comes too late.
    ///
    /// ```no_run
    /// # use libbpf_rs::{MapCore as _, Object};
    /// # fn f(attachment: &struct_ops::Attachment, object: &Object) -> Result<(), Box<dyn std::error::Error>> {
    /// let current = object.maps().find(|map| map.name() == "player").ok_or("no such map")?;
    /// attachment.update_if(&current, object, "quiet_player")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of `update`, and `Stale` where another instance is attached by now.
    pub fn update_if(&self, current: &impl AsFd, object: &Object, map: &str) -> Result<(), Error> {
        self.replace(object, map, Some(current.as_fd()))
    }

    fn replace(
        &self,
        object: &Object,
        name: &str,
        current: Option<BorrowedFd<'_>>,
    ) -> Result<(), Error> {
        let absent = || Cause::WrongMap {
            map: name.to_owned(),
            is: "not in the object".into(),
            wanted: "an instance of the type".into(),
            cure: "name the variable in SEC(\".struct_ops.link\")".into(),
        };
        let map = object
            .maps()
            .find(|map| map.name() == name && map.map_type() == MapType::StructOps)
            .ok_or_else(absent)?;
        // The kernel would attach a plain one as soon as its value is written.
        if !takes_link(&map)? {
            let (map, plain_allowed) = (name.to_owned(), false);
            return Err(Cause::LinkRequired { map, plain_allowed }.into());
        }
        value::prepare(object, &map)?;
        let log = KernelLog::from_now();
        sys::link::update_link(self.as_fd(), map.as_fd(), current)
            .map_err(|source| refused(&map, current.is_some(), &source, log))
    }

    /// Waits until the kernel, or somebody else, has detached the instance: `true`, or
    /// `false` when the time is over before. Without a timeout it waits for ever.
    ///
    /// For an event loop, poll the attachment's descriptor ([`AsFd`]) for `POLLHUP`.
    ///
    /// ```no_run
    /// # async fn f(attachment: struct_ops::Attachment) -> Result<(), Box<dyn std::error::Error>> {
    /// use std::os::fd::AsFd as _;
    ///
    /// // With any executor; to epoll, hanging up is being readable.
    /// let link = async_io::Async::new_nonblocking(attachment.as_fd())?;
    /// link.readable().await?;
    /// assert!(!attachment.is_attached()?);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `System` when the descriptor cannot be polled, as before Linux 6.11.
    pub fn wait_detached(&self, timeout: Option<Duration>) -> Result<bool, Error> {
        let end = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        loop {
            let left = end.map(|end| end.saturating_duration_since(Instant::now()));
            match sys::link::poll_hangup(self.as_fd(), left) {
                Ok(false) if left.is_none_or(|left| !left.is_zero()) => {}
                Ok(hung_up) => return Ok(hung_up),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(source) => {
                    return Err(Cause::Call {
                        action: "wait for the link",
                        source,
                    }
                    .into());
                }
            }
        }
    }

    /// Pins the link to a file below a BPF file system: the instance stays attached when
    /// this process has gone, until the file is removed and nobody else holds the link.
    ///
    /// ```no_run
    /// # fn f(attachment: struct_ops::Attachment) -> Result<(), struct_ops::Error> {
    /// attachment.pin("/sys/fs/bpf/player")?;
    /// drop(attachment);
    /// // Still attached; some other process:
    /// struct_ops::Attachment::open_pinned("/sys/fs/bpf/player")?.detach()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `System` when the path is none of a BPF file system, or is taken.
    pub fn pin(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        c_path(path)
            .and_then(|text| sys::link::pin(self.as_fd(), &text))
            .map_err(|source| pinned(path, source))
    }

    /// Opens a link by its number, as `bpftool link` lists it; takes `CAP_SYS_ADMIN`.
    ///
    /// ```no_run
    /// # fn f() -> Result<(), struct_ops::Error> {
    /// struct_ops::Attachment::open_id(17)?.detach()?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `System` when there is no such link; `WrongMap` when it is one of something else.
    pub fn open_id(id: u32) -> Result<Self, Error> {
        let fd = sys::ids::by_id(sys::ids::Kind::Link, id).map_err(|source| Cause::Call {
            action: "open the link",
            source,
        })?;
        Self::of_link(fd, &format!("link {id}"))
    }

    /// Opens the link that somebody has pinned.
    ///
    /// ```no_run
    /// # fn f() -> Result<(), struct_ops::Error> {
    /// let attachment = struct_ops::Attachment::open_pinned("/sys/fs/bpf/player")?;
    /// assert!(attachment.is_attached()?);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `System` when there is no such file; `WrongMap` when something else is pinned there.
    pub fn open_pinned(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let fd = c_path(path)
            .and_then(|text| sys::ids::open_pinned(&text))
            .map_err(|source| pinned(path, source))?;
        Self::of_link(fd, &path.display().to_string())
    }

    fn of_link(fd: OwnedFd, name: &str) -> Result<Self, Error> {
        match sys::ids::link_info(fd.as_fd()) {
            Ok(info) if info.type_ == libbpf_sys::BPF_LINK_TYPE_STRUCT_OPS => Ok(Self::of_fd(fd)),
            _ => Err(Cause::WrongMap {
                map: name.to_owned(),
                is: "no link of an instance".into(),
                wanted: "one of a struct_ops type".into(),
                cure: "`bpftool link list -f` shows what is pinned where".into(),
            }
            .into()),
        }
    }
}

fn c_path(path: &Path) -> io::Result<CString> {
    CString::new(path.as_os_str().as_bytes()).map_err(io::Error::from)
}

fn pinned(path: &Path, source: io::Error) -> Error {
    Cause::Pin {
        path: path.to_owned(),
        source,
    }
    .into()
}

fn refused(map: &Map<'_>, conditional: bool, source: &io::Error, log: KernelLog) -> Error {
    let name = map.name().to_string_lossy().into_owned();
    match source.raw_os_error().unwrap_or_default() {
        // `bpf_struct_ops_map_link_update` in kernel/bpf/bpf_struct_ops.c.
        errno::ENOLINK => Cause::Detached { map: name },
        errno::EPERM if conditional => Cause::Stale { map: name },
        errno => not_updated(map, name, errno, log),
    }
    .into()
}

/// Its type and what the log says of that are empty where the kernel does not tell.
fn not_updated(map: &Map<'_>, name: String, errno: i32, log: KernelLog) -> Cause {
    let tags = kind(map).map_or_else(|_| Vec::new(), |kind| kind.tags);
    let tag = tags.into_iter().next().unwrap_or_default();
    let reasons = if tag.is_empty() {
        String::new()
    } else {
        log.warnings_of(&tag)
    };
    let refuser = KernelBtf::load().map_or(Refuser::Other, |kernel| kernel.refuser(&tag));
    Cause::NotUpdated {
        name: tag,
        map: name,
        errno,
        reasons,
        refuser,
    }
}
