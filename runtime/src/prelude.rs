//! What the file of a trait needs: `use struct_ops::prelude::*;`.
//!
//! The names are re-exports of `core` and `libc` wherever these have them, so that a second
//! glob import of the same name is the same item and no ambiguity.

pub use crate::descriptor::StructOps;
pub use crate::errno::codes::*;
pub use crate::reference::Ref;
pub use crate::struct_ops;
pub use crate::text::text;
pub use core::ffi::{
    c_char, c_int, c_long, c_longlong, c_schar, c_short, c_uchar, c_uint, c_ulong, c_ulonglong,
    c_ushort, c_void,
};
