use struct_ops::prelude::*;

#[struct_ops(trigger = "/proc/wide_trigger")]
pub trait WideOps {
    #[trigger(-1, 65535, -2, 7, true, -3)]
    fn six(&self, a: i8, b: u16, c: i64, d: u64, e: bool, f: i32) -> i64 {
        0
    }
}
