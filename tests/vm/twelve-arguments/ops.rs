use struct_ops::prelude::*;

#[struct_ops(kernel = "7.3..", trigger = "/proc/long_trigger")]
pub trait LongOps {
    #[trigger(1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12)]
    fn twelve(
        &self,
        a: u8,
        b: i8,
        c: u16,
        d: i16,
        e: u32,
        f: i32,
        g: u64,
        h: i64,
        i: u8,
        j: i16,
        k: u32,
        l: i64,
    ) -> i64 {
        0
    }
}
