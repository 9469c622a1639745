//! Maps and links: calls that libbpf-rs does not wrap.

use std::ffi::CStr;
use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd};
use std::ptr::NonNull;
use std::time::Duration;

use libbpf_rs::{AsRawLibbpf, Link, Map, MapMut, ProgramMut};

use super::ids::succeeded;

/// `bpf_map__attach_struct_ops` with the errno that [`libbpf_rs::Error`] hides.
pub(crate) fn attach_struct_ops(map: &mut MapMut<'_>) -> io::Result<Link> {
    // SAFETY: the map is alive and loaded: a `MapMut` is made of nothing else.
    let link = unsafe { libbpf_sys::bpf_map__attach_struct_ops(map.as_libbpf_object().as_ptr()) };
    let link = NonNull::new(link).ok_or_else(io::Error::last_os_error)?;
    // SAFETY: libbpf made the link, and nobody else holds it.
    Ok(unsafe { Link::from_ptr(link) })
}

/// Whether a map of a loaded object was created and is to be attached with it:
/// `bpf_map__set_autocreate`, `bpf_map__set_autoattach`. One that was not created has a
/// descriptor as well, of something that is no map (`create_placeholder_fd` in libbpf).
pub(crate) fn attaches(map: &Map<'_>) -> bool {
    let map = map.as_libbpf_object().as_ptr();
    // SAFETY: the map is alive.
    unsafe { libbpf_sys::bpf_map__autocreate(map) && libbpf_sys::bpf_map__autoattach(map) }
}

/// Whether a program is loaded and to be attached with its object:
/// `bpf_program__set_autoattach`.
pub(crate) fn attaches_by_section(program: &ProgramMut<'_>) -> bool {
    let program = program.as_libbpf_object().as_ptr();
    // SAFETY: the program is alive.
    unsafe {
        libbpf_sys::bpf_program__autoattach(program) && libbpf_sys::bpf_program__fd(program) >= 0
    }
}

/// `bpf_program__attach` with the errno; EOPNOTSUPP where the section names nothing to attach
/// to.
pub(crate) fn attach_program(program: &ProgramMut<'_>) -> io::Result<Link> {
    // SAFETY: the program is alive and loaded.
    let link = unsafe { libbpf_sys::bpf_program__attach(program.as_libbpf_object().as_ptr()) };
    let link = NonNull::new(link).ok_or_else(io::Error::last_os_error)?;
    // SAFETY: libbpf made the link, and nobody else holds it.
    Ok(unsafe { Link::from_ptr(link) })
}

/// `BPF_LINK_DETACH`: the instance is unregistered, the link stays as an empty shell.
pub(crate) fn detach_link(link: BorrowedFd<'_>) -> io::Result<()> {
    // SAFETY: takes a descriptor that is borrowed for the call.
    succeeded(unsafe { libbpf_sys::bpf_link_detach(link.as_raw_fd()) })
}

/// `BPF_MAP_DELETE_ELEM` of the one element: unregisters a map that has no link.
pub(crate) fn delete_struct_ops(map: BorrowedFd<'_>) -> io::Result<()> {
    let key = 0_u32;
    // SAFETY: a struct_ops map has a key of four bytes (`bpf_struct_ops_map_alloc_check`),
    // and the kernel only reads it.
    succeeded(unsafe {
        libbpf_sys::bpf_map_delete_elem(map.as_fd().as_raw_fd(), (&raw const key).cast())
    })
}

/// `BPF_LINK_UPDATE`: another map takes the place of the link's, or only if it is `old`.
pub(crate) fn update_link(
    link: BorrowedFd<'_>,
    new: BorrowedFd<'_>,
    old: Option<BorrowedFd<'_>>,
) -> io::Result<()> {
    let mut opts = libbpf_sys::bpf_link_update_opts {
        sz: size_of::<libbpf_sys::bpf_link_update_opts>() as libbpf_sys::size_t,
        ..Default::default()
    };
    if let Some(old) = old {
        opts.flags = libbpf_sys::BPF_F_REPLACE;
        opts.old_map_fd = old.as_raw_fd().cast_unsigned();
    }
    // SAFETY: takes descriptors that are borrowed for the call, and options it only reads.
    succeeded(unsafe {
        libbpf_sys::bpf_link_update(link.as_raw_fd(), new.as_raw_fd(), &raw const opts)
    })
}

/// `BPF_OBJ_PIN`.
pub(crate) fn pin(fd: BorrowedFd<'_>, path: &CStr) -> io::Result<()> {
    // SAFETY: a borrowed descriptor and a path that ends with NUL.
    succeeded(unsafe { libbpf_sys::bpf_obj_pin(fd.as_raw_fd(), path.as_ptr()) })
}

/// Whether the link hangs up within that time; `None` waits for ever.
///
/// # Errors
///
/// `Unsupported` where links cannot be polled: the kernel then says at once that there is
/// something to read (`DEFAULT_POLLMASK` in include/linux/poll.h), which a link never has.
pub(crate) fn poll_hangup(link: BorrowedFd<'_>, timeout: Option<Duration>) -> io::Result<bool> {
    let millis = timeout.map_or(-1, |timeout| {
        i32::try_from(timeout.as_millis().saturating_add(1)).unwrap_or(i32::MAX)
    });
    let mut poll = libc::pollfd {
        fd: link.as_raw_fd(),
        events: libc::POLLIN,
        revents: 0,
    };
    // SAFETY: one descriptor that is borrowed for the call.
    let ready = unsafe { libc::poll(&raw mut poll, 1, millis) };
    if ready < 0 {
        return Err(io::Error::last_os_error());
    }
    match poll.revents {
        events if events & libc::POLLHUP != 0 => Ok(true),
        0 => Ok(false),
        _ => Err(io::ErrorKind::Unsupported.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_polled_is_not_waited_for() {
        let file = tempfile::tempfile().unwrap();
        let error = poll_hangup(file.as_fd(), None).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::Unsupported);
    }

    #[test]
    fn a_hangup_is_told_from_silence() {
        let (reader, writer) = io::pipe().unwrap();
        let timeout = Some(Duration::ZERO);
        assert!(!poll_hangup(reader.as_fd(), timeout).unwrap());
        drop(writer);
        assert!(poll_hangup(reader.as_fd(), None).unwrap());
    }
}
