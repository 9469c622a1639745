//! Maps and links: calls that libbpf-rs does not wrap.

use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::ptr::NonNull;

use libbpf_rs::{AsRawLibbpf, Link, MapMut};

/// `bpf_map__attach_struct_ops` with the errno that [`libbpf_rs::Error`] hides.
pub(crate) fn attach_struct_ops(map: &mut MapMut<'_>) -> io::Result<Link> {
    // SAFETY: the map is alive and loaded: a `MapMut` is made of nothing else.
    let link = unsafe { libbpf_sys::bpf_map__attach_struct_ops(map.as_libbpf_object().as_ptr()) };
    let link = NonNull::new(link).ok_or_else(io::Error::last_os_error)?;
    // SAFETY: libbpf made the link, and nobody else holds it.
    Ok(unsafe { Link::from_ptr(link) })
}

/// `BPF_LINK_GET_FD_BY_ID`: a second reference to a link that is still there.
pub(crate) fn link_by_id(id: u32) -> io::Result<OwnedFd> {
    // SAFETY: takes an integer and returns a descriptor of our own.
    let fd = unsafe { libbpf_sys::bpf_link_get_fd_by_id(id) };
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the kernel has just made this descriptor for us.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
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

fn succeeded(ret: i32) -> io::Result<()> {
    if ret < 0 {
        return Err(io::Error::from_raw_os_error(-ret));
    }
    Ok(())
}
