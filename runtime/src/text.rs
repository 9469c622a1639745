//! Strings of fixed room, as structs of the kernel have them.

use core::ffi::{CStr, c_char};

/// A string in an array, filled up with zeros.
///
/// ```
/// use struct_ops::text;
///
/// const NAME: [core::ffi::c_char; 8] = text(c"player");
/// assert_eq!(NAME[7], 0);
/// ```
///
/// # Panics
///
/// When the array has no room for the end mark; a constant then does not compile.
pub const fn text<const N: usize>(text: &CStr) -> [c_char; N] {
    let bytes = text.to_bytes_with_nul();
    assert!(
        bytes.len() <= N,
        "the array has no room for the text and its end mark"
    );
    let mut out = [0; N];
    let mut rest = bytes;
    let mut index = 0;
    while let [first, tail @ ..] = rest {
        // In range: the assertion has compared the lengths.
        #[expect(
            clippy::indexing_slicing,
            reason = "checked above, and `get_mut` is not const"
        )]
        {
            out[index] = c_char::from_ne_bytes([*first]);
        }
        rest = tail;
        index += 1;
    }
    out
}
