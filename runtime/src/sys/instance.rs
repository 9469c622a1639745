//! The instance in a map of an object: its bytes before and after loading.

use std::io;
use std::os::fd::{AsFd as _, AsRawFd as _};
use std::ptr::NonNull;

use libbpf_rs::{AsRawLibbpf, Map, MapCore as _};

/// An op's slot in the instance of a loaded object: the program that was put there.
#[derive(Clone, Copy)]
pub(crate) struct Slot(NonNull<libbpf_sys::bpf_program>);

impl Slot {
    /// The descriptor of the program.
    pub(crate) fn fd(self) -> i32 {
        // SAFETY: libbpf put the pointer there when it opened the object, or libbpf-rs's
        // typed shadow did; programs live as long as their object.
        unsafe { libbpf_sys::bpf_program__fd(self.0.as_ptr()) }
    }

    /// The program in a slot of eight bytes; `None` for an empty one.
    pub(crate) fn of_bytes(bytes: [u8; 8]) -> Option<Self> {
        let address = usize::try_from(u64::from_ne_bytes(bytes)).ok()?;
        NonNull::new(std::ptr::with_exposed_provenance_mut(address)).map(Self)
    }
}

/// The id of the type of a map's instance, in the object's BTF.
pub(crate) fn type_of<M>(map: &M) -> u32
where
    M: AsRawLibbpf<LibbpfType = libbpf_sys::bpf_map>,
{
    // SAFETY: the map is alive.
    unsafe { libbpf_sys::bpf_map__btf_value_type_id(map.as_libbpf_object().as_ptr()) }
}

/// The bytes of a map's instance as the object has them: `size` is what the object's BTF
/// says of [`type_of`]. Once the object is loaded, libbpf's own size is that of the kernel's
/// value, which is another one.
pub(crate) fn bytes_of<M>(map: &M, size: usize) -> Option<Vec<u8>>
where
    M: AsRawLibbpf<LibbpfType = libbpf_sys::bpf_map>,
{
    let map = map.as_libbpf_object();
    let mut claimed = 0;
    // SAFETY: the map is alive; libbpf writes the size.
    let bytes =
        unsafe { libbpf_sys::bpf_map__initial_value(map.as_ptr(), &raw mut claimed) }.cast::<u8>();
    let bytes = NonNull::new(bytes)?;
    if usize::try_from(claimed).ok()? < size {
        return None;
    }
    // SAFETY: libbpf's buffer has as many bytes as the type in the object's BTF
    // (`init_struct_ops_maps`), and nobody writes it meanwhile: all that does borrows the map.
    let bytes = unsafe { std::slice::from_raw_parts(bytes.as_ptr(), size) };
    Some(bytes.to_vec())
}

/// Writes the element of a `.struct_ops.link` map, which makes it ready to be attached.
pub(crate) fn prepare(map: &Map<'_>, value: &[u8]) -> io::Result<()> {
    let key = 0_u32;
    if usize::try_from(map.value_size()) != Ok(value.len()) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    // SAFETY: a struct_ops map has a key of four bytes; the kernel reads as many bytes of the
    // value as the map has, which were just compared.
    let ret = unsafe {
        libbpf_sys::bpf_map_update_elem(
            map.as_fd().as_raw_fd(),
            (&raw const key).cast(),
            value.as_ptr().cast(),
            0,
        )
    };
    if ret < 0 {
        return Err(io::Error::from_raw_os_error(-ret));
    }
    Ok(())
}
