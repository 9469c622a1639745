use struct_ops::prelude::*;

/// Every scalar, as an argument, behind a pointer and as a result.
#[struct_ops(trigger = "/proc/scalars_trigger", export = true, update = false)]
pub trait ScalarsOps {
    #[trigger(-1, 2, -3, 4, -5, 6)]
    fn small(&self, a: i8, b: u8, c: i16, d: u16, e: i32, f: u32) -> i8 {
        -128
    }

    #[trigger(-1, 2, -3, 4, true, 65)]
    fn large(&self, a: i64, b: u64, c: isize, d: usize, e: bool, f: c_char) -> u64 {
        18_446_744_073_709_551_615
    }

    #[trigger(1, 2, 3, 4, 5, 6)]
    #[idle(0)]
    fn c_small(
        &self,
        a: c_schar,
        b: c_uchar,
        c: c_short,
        d: c_ushort,
        e: c_int,
        f: c_uint,
    ) -> c_uint;

    #[trigger(1, 2, 3, 4)]
    fn c_large(&self, a: c_long, b: c_ulong, c: c_longlong, d: c_ulonglong) -> c_longlong {
        -9_223_372_036_854_775_808
    }

    #[trigger(none, none, none, none)]
    fn pointers(&self, a: *const u64, b: *mut i16, c: *mut c_void, d: *const c_char) -> bool {
        true
    }

    #[trigger(none, 0, none, 0)]
    fn buffers(
        &self,
        #[buffer(a_len)] a: *const u64,
        a_len: u32,
        #[buffer(b_len, max = 16)] b: *const i32,
        b_len: u64,
    ) -> isize {
        -EOPNOTSUPP
    }

    /// Names that macros, libraries or the module itself would like to have.
    fn exit(&self) {}
    fn memcpy(&self, guard: u32) -> u32 {
        guard
    }
    fn init(&self, ops: u32, ret: u32, fn_: u32, ctx: u32) -> u32 {
        ret
    }
    fn min(&self) -> i64 {
        -EAGAIN
    }
}
