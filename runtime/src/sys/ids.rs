//! BPF objects of the kernel: one after the other, by id, by pin, and what they are.

use std::ffi::{CStr, c_char};
use std::io;
use std::os::fd::{AsRawFd as _, BorrowedFd, FromRawFd as _, OwnedFd};

/// The kinds of objects that have ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Map,
    Link,
    Program,
    Btf,
}

/// The id after that one, which takes `CAP_SYS_ADMIN`; `None` after the last.
pub(crate) fn next_id(kind: Kind, id: u32) -> io::Result<Option<u32>> {
    let next_of = match kind {
        Kind::Map => libbpf_sys::bpf_map_get_next_id,
        Kind::Link => libbpf_sys::bpf_link_get_next_id,
        Kind::Program => libbpf_sys::bpf_prog_get_next_id,
        Kind::Btf => libbpf_sys::bpf_btf_get_next_id,
    };
    let mut next = 0;
    // SAFETY: takes an integer and writes one.
    match succeeded(unsafe { next_of(id, &raw mut next) }) {
        Ok(()) => Ok(Some(next)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// A descriptor of the object of that id; `NotFound` once it has gone.
pub(crate) fn by_id(kind: Kind, id: u32) -> io::Result<OwnedFd> {
    let open = match kind {
        Kind::Map => libbpf_sys::bpf_map_get_fd_by_id,
        Kind::Link => libbpf_sys::bpf_link_get_fd_by_id,
        Kind::Program => libbpf_sys::bpf_prog_get_fd_by_id,
        Kind::Btf => libbpf_sys::bpf_btf_get_fd_by_id,
    };
    // SAFETY: takes an integer and returns a descriptor of our own.
    own(unsafe { open(id) })
}

/// `BPF_OBJ_GET`: a descriptor of what is pinned there.
pub(crate) fn open_pinned(path: &CStr) -> io::Result<OwnedFd> {
    // SAFETY: a path that ends with NUL.
    own(unsafe { libbpf_sys::bpf_obj_get(path.as_ptr()) })
}

fn own(fd: i32) -> io::Result<OwnedFd> {
    if fd < 0 {
        return Err(io::Error::last_os_error());
    }
    // SAFETY: the kernel has just made this descriptor for us.
    Ok(unsafe { OwnedFd::from_raw_fd(fd) })
}

/// What the map of a descriptor is.
pub(crate) fn map_info(fd: BorrowedFd<'_>) -> io::Result<libbpf_sys::bpf_map_info> {
    let mut info = libbpf_sys::bpf_map_info::default();
    let mut size = length::<libbpf_sys::bpf_map_info>();
    // SAFETY: `info` has room for `size` bytes, and every pattern of bits is a value of it.
    succeeded(unsafe {
        libbpf_sys::bpf_map_get_info_by_fd(fd.as_raw_fd(), &raw mut info, &raw mut size)
    })?;
    Ok(info)
}

/// What the program of a descriptor is; none of the arrays that the kernel would fill.
pub(crate) fn program_info(fd: BorrowedFd<'_>) -> io::Result<libbpf_sys::bpf_prog_info> {
    let mut info = libbpf_sys::bpf_prog_info::default();
    let mut size = length::<libbpf_sys::bpf_prog_info>();
    // SAFETY: as of `map_info`; all pointers in it are NULL.
    succeeded(unsafe {
        libbpf_sys::bpf_prog_get_info_by_fd(fd.as_raw_fd(), &raw mut info, &raw mut size)
    })?;
    Ok(info)
}

/// What the link of a descriptor is; other objects of BPF are refused.
pub(crate) fn link_info(fd: BorrowedFd<'_>) -> io::Result<libbpf_sys::bpf_link_info> {
    let mut info = libbpf_sys::bpf_link_info::default();
    let mut size = length::<libbpf_sys::bpf_link_info>();
    // SAFETY: as of `map_info`; a name that is NULL is not written.
    succeeded(unsafe {
        libbpf_sys::bpf_link_get_info_by_fd(fd.as_raw_fd(), &raw mut info, &raw mut size)
    })?;
    Ok(info)
}

/// The map of a struct_ops link; 0 once it is detached.
pub(crate) fn map_of(info: &libbpf_sys::bpf_link_info) -> u32 {
    // SAFETY: every pattern of bits is a value of the union's members.
    unsafe { info.__bindgen_anon_1.struct_ops.map_id }
}

/// The module that a BTF of the kernel belongs to, or `vmlinux`; empty for a program's.
pub(crate) fn btf_name(fd: BorrowedFd<'_>) -> io::Result<String> {
    // `MODULE_NAME_LEN`, with room to spare.
    let mut name = [0_u8; 128];
    let mut info = libbpf_sys::bpf_btf_info {
        name: name.as_mut_ptr().expose_provenance() as u64,
        name_len: u32::try_from(name.len()).unwrap_or_default(),
        ..Default::default()
    };
    let mut size = length::<libbpf_sys::bpf_btf_info>();
    // SAFETY: as of `map_info`; the name has the room that `name_len` says.
    succeeded(unsafe {
        libbpf_sys::bpf_btf_get_info_by_fd(fd.as_raw_fd(), &raw mut info, &raw mut size)
    })?;
    let name = CStr::from_bytes_until_nul(&name).unwrap_or_default();
    Ok(name.to_string_lossy().into_owned())
}

/// The one value of a struct_ops map, of the size that its info says.
pub(crate) fn value_of(fd: BorrowedFd<'_>) -> io::Result<Vec<u8>> {
    let info = map_info(fd)?;
    if info.type_ != libbpf_sys::BPF_MAP_TYPE_STRUCT_OPS {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut value = vec![0; usize::try_from(info.value_size).unwrap_or_default()];
    let key = 0_u32;
    // SAFETY: a struct_ops map has a key of four bytes; the kernel writes as many bytes as
    // it has just said that a value of this map has.
    succeeded(unsafe {
        libbpf_sys::bpf_map_lookup_elem(
            fd.as_raw_fd(),
            (&raw const key).cast(),
            value.as_mut_ptr().cast(),
        )
    })?;
    Ok(value)
}

/// A name in an info, which ends with NUL.
pub(crate) fn name_of(name: &[c_char]) -> String {
    let bytes = name.iter().map(|byte| byte.cast_unsigned());
    let bytes: Vec<u8> = bytes.take_while(|byte| *byte != 0).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn length<T>() -> u32 {
    u32::try_from(size_of::<T>()).unwrap_or_default()
}

pub(super) fn succeeded(ret: i32) -> io::Result<()> {
    if ret < 0 {
        return Err(io::Error::from_raw_os_error(-ret));
    }
    Ok(())
}
