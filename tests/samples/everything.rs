use struct_ops::prelude::*;

/// Everything the language has, in one type.
///
/// With a second paragraph.
#[struct_ops(
    module = "sample",
    license = "Dual MIT/GPL",
    author = "A. U. Thor",
    description = "a sample",
    version = "1.0",
    trigger = "/proc/sample_trigger"
)]
pub trait EverythingOps {
    /// Must be there.
    #[trigger(1)]
    fn required(&self, number: u64) -> i64;

    /// Has a buffer.
    #[trigger(message, message_len)]
    fn buffer(&self, #[buffer(len)] data: *const u8, len: u32) -> i32 {
        -EOPNOTSUPP
    }

    fn nothing(&self) {}
}
