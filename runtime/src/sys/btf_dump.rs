//! libbpf's writer of C, `btf_dump`.

use std::ffi::{c_char, c_void};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::{self, NonNull};

use super::btf::RawBtf;
use super::printf::render;

/// What is written so far.
struct Text {
    written: String,
    /// Bytes that it may have; the pieces from there on are dropped.
    most: usize,
    is_cut: bool,
}

/// `btf_dump_printf_fn_t` with `va_list` as the pointer that every C ABI of Linux passes it
/// as; bindgen's type differs from platform to platform.
type RawWriter = extern "C" fn(*mut c_void, *const c_char, *mut c_void);

/// A dump in progress; freed on drop, before the BTF and the text.
struct Dump(NonNull<libbpf_sys::btf_dump>);

impl Drop for Dump {
    fn drop(&mut self) {
        // SAFETY: made by `btf_dump__new`, owned, and not used again.
        unsafe { libbpf_sys::btf_dump__free(self.0.as_ptr()) };
    }
}

/// The definitions of some types in C, and of all that those contain by value.
///
/// `btf_dump` takes on trust that types end, have a size, and are called what C allows: who
/// calls this has checked it of all that the ids lead to.
///
/// # Errors
///
/// What libbpf says; `FileTooLarge` for a text of more than `most` bytes.
pub(crate) fn write(
    btf: &RawBtf,
    ids: impl IntoIterator<Item = u32>,
    most: usize,
) -> io::Result<String> {
    let mut text = Text {
        written: String::new(),
        most,
        is_cut: false,
    };
    // Behind a raw pointer from here on: libbpf gives it to the callback.
    let context = &raw mut text;
    let writer: RawWriter = on_piece;
    // SAFETY: same signature, but for the spelling of `va_list`.
    let writer =
        unsafe { std::mem::transmute::<RawWriter, libbpf_sys::btf_dump_printf_fn_t>(writer) };
    // SAFETY: the BTF and the text outlive the dump, and options may be NULL.
    let dump =
        unsafe { libbpf_sys::btf_dump__new(btf.as_ptr(), writer, context.cast(), ptr::null()) };
    let dump = Dump(NonNull::new(dump).ok_or_else(io::Error::last_os_error)?);
    for id in ids {
        // SAFETY: the dump is alive; a negative errno for an id that is nowhere.
        let ret = unsafe { libbpf_sys::btf_dump__dump_type(dump.0.as_ptr(), id) };
        if ret < 0 {
            return Err(io::Error::from_raw_os_error(-ret));
        }
    }
    drop(dump);
    if text.is_cut {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(text.written)
}

extern "C" fn on_piece(context: *mut c_void, format: *const c_char, args: *mut c_void) {
    // C frames lie above, and a panic may not pass them.
    let _ = catch_unwind(AssertUnwindSafe(|| {
        // SAFETY: `context` is the `Text` of the call to `write` that this is below, which
        // does not touch it meanwhile.
        let Some(text) = (unsafe { context.cast::<Text>().as_mut() }) else {
            return;
        };
        if text.is_cut {
            return;
        }
        // SAFETY: libbpf passes a format and its arguments, which nobody read before.
        let piece = unsafe { render(format, args) };
        text.is_cut = text.written.len() + piece.len() > text.most;
        if !text.is_cut {
            text.written.push_str(&piece);
        }
    }));
}
