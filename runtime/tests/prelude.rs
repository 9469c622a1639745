//! The prelude beside another glob import of the same names.

use libc::*;
use struct_ops::prelude::*;

#[test]
fn names_shared_with_libc_are_not_ambiguous() {
    let fallback: c_int = -EOPNOTSUPP;
    let text: *const c_char = std::ptr::null();
    let context: *const c_void = text.cast();
    assert_eq!(fallback, -95);
    assert!(context.is_null());
    assert_eq!(-ENOTSUPP, -524);
}
