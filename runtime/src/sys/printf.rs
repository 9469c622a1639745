//! What libbpf hands to a callback as a format and its arguments, as text.

use std::ffi::{CStr, c_char, c_int, c_void};
use std::ptr;

unsafe extern "C" {
    /// One pass over the arguments, whatever the length: a second pass would need `va_copy`,
    /// which Rust does not have.
    fn vasprintf(text: *mut *mut c_char, format: *const c_char, args: *mut c_void) -> c_int;
}

/// A message as text, with U+FFFD for what is no UTF-8.
///
/// # Safety
///
/// `format` ends with NUL, `args` is its `va_list`, which is used up.
pub(super) unsafe fn render(format: *const c_char, args: *mut c_void) -> String {
    let mut text = ptr::null_mut();
    // SAFETY: the caller's promise; on success libc allocates `text`.
    if unsafe { vasprintf(&raw mut text, format, args) } < 0 || text.is_null() {
        return String::new();
    }
    // SAFETY: libc has just made it, ending with NUL.
    let owned = unsafe { CStr::from_ptr(text) }
        .to_string_lossy()
        .into_owned();
    // SAFETY: made by `malloc`, and not used again.
    unsafe { libc::free(text.cast()) };
    owned
}
