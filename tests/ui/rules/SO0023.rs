use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    fn missing(&self, #[buffer(size)] data: *const u8, len: u32);

    fn pointer(&self, #[buffer(len)] data: *const u8, len: *const u32);

    fn boolean(&self, #[buffer(len)] data: *const u8, len: bool);

    fn itself(&self, #[buffer(data)] data: *const u8);
}

fn main() {}
