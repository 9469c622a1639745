use struct_ops::prelude::*;

#[struct_ops(trigger = "/proc/strict_trigger", license = "Dual MIT/GPL", author = "A. U. Thor")]
pub trait StrictOps {
    #[trigger(1)]
    fn must(&self, bit: u64) -> i64;

    /// A program may return any number; the caller sees 0 or 1.
    fn truth(&self) -> bool {
        false
    }

    #[trigger(-5)]
    fn keep(&self, value: i32) -> i32 {
        value
    }

    fn nothing(&self) {}
}
