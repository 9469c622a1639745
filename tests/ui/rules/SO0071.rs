use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    fn two(
        &self,
        #[buffer(len, max = 256)] a: *const u8,
        #[buffer(len)] b: *const u8,
        len: u32,
    );

    fn five(
        &self,
        #[buffer(len)] a: *const u8,
        #[buffer(len)] b: *const u64,
        #[buffer(len)] c: *const u32,
        #[buffer(len)] d: *const u16,
        #[buffer(len)] e: *const c_char,
        len: u32,
    );
}

fn main() {}
