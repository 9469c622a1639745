use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    fn bare(&self, #[buffer] data: *const u8, len: u32);

    fn empty(&self, #[buffer()] data: *const u8, len: u32);

    fn zero(&self, #[buffer(len, max = 0)] data: *const u8, len: u32);

    fn large(&self, #[buffer(len, max = 257)] data: *const u8, len: u32);

    fn wide(&self, #[buffer(len, max = 33)] data: *const u64, len: u32);

    fn other(&self, #[buffer(len, min = 1)] data: *const u8, len: u32);

    fn text(&self, #[buffer(len, max = "8")] data: *const u8, len: u32);

    fn more(&self, #[buffer(len, max = 8, 9)] data: *const u8, len: u32);
}

fn main() {}
