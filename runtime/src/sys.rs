//! The calls into libbpf that libbpf-rs does not wrap; the only unsafe code of the crate.
#![allow(unsafe_code)]

pub(crate) mod print;

use std::ffi::CStr;
use std::io;
use std::marker::PhantomData;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::ptr::NonNull;

use libbpf_rs::{AsRawLibbpf, Link, MapMut};

/// A BTF of the running kernel; freed on drop, before the base it was split from.
pub(crate) struct RawBtf<'base> {
    ptr: NonNull<libbpf_sys::btf>,
    base: PhantomData<&'base RawBtf<'base>>,
}

impl RawBtf<'static> {
    /// The BTF of vmlinux.
    pub(crate) fn load_vmlinux() -> io::Result<Self> {
        // SAFETY: takes no argument; the result is owned by the caller.
        Self::own(unsafe { libbpf_sys::btf__load_vmlinux_btf() })
    }
}

impl<'base> RawBtf<'base> {
    /// The BTF of a loaded module, split from the one of vmlinux.
    pub(crate) fn load_module(name: &CStr, vmlinux: &'base RawBtf<'_>) -> io::Result<Self> {
        // SAFETY: `name` ends with NUL, `vmlinux` is alive, and `'base` keeps it so for as
        // long as the split BTF refers to it.
        Self::own(unsafe { libbpf_sys::btf__load_module_btf(name.as_ptr(), vmlinux.ptr.as_ptr()) })
    }

    /// The BTF of that id, which takes `CAP_SYS_ADMIN`, split from the one of vmlinux.
    pub(crate) fn load_by_id(id: u32, vmlinux: &'base RawBtf<'_>) -> io::Result<Self> {
        // SAFETY: `vmlinux` is alive, and `'base` keeps it so for as long as the split BTF
        // refers to it.
        Self::own(unsafe {
            libbpf_sys::btf__load_from_kernel_by_id_split(id, vmlinux.ptr.as_ptr())
        })
    }

    /// The name of a type, here or in the base; `None` for an id that is in neither.
    pub(crate) fn name_of(&self, type_id: u32) -> Option<String> {
        // SAFETY: `self.ptr` is a live BTF; NULL for an id out of range, else a type of it.
        let ty = unsafe { libbpf_sys::btf__type_by_id(self.ptr.as_ptr(), type_id).as_ref() }?;
        // SAFETY: as above; NULL for an offset out of range, else a string of this BTF.
        let name = unsafe { libbpf_sys::btf__name_by_offset(self.ptr.as_ptr(), ty.name_off) };
        let name = NonNull::new(name.cast_mut())?;
        // SAFETY: libbpf's strings end with NUL, and live as long as `self.ptr`.
        let name = unsafe { CStr::from_ptr(name.as_ptr()) };
        Some(name.to_string_lossy().into_owned())
    }

    /// Whether a struct of that tag exists, here or in the base.
    pub(crate) fn has_struct(&self, tag: &CStr) -> bool {
        // SAFETY: `self.ptr` is a live BTF, `tag` ends with NUL; nothing is kept.
        let id = unsafe {
            libbpf_sys::btf__find_by_name_kind(
                self.ptr.as_ptr(),
                tag.as_ptr(),
                libbpf_sys::BTF_KIND_STRUCT,
            )
        };
        id > 0
    }

    fn own(ptr: *mut libbpf_sys::btf) -> io::Result<Self> {
        // libbpf 1.x returns NULL and sets errno.
        let ptr = NonNull::new(ptr).ok_or_else(io::Error::last_os_error)?;
        Ok(Self {
            ptr,
            base: PhantomData,
        })
    }
}

impl Drop for RawBtf<'_> {
    fn drop(&mut self) {
        // SAFETY: `self.ptr` came from libbpf, is owned, and is not used again.
        unsafe { libbpf_sys::btf__free(self.ptr.as_ptr()) };
    }
}

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
