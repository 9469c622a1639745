use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    #[range(0..=3)]
    #[flags(0x3)]
    const MODE: u32;

    #[flags(0x3)]
    #[range(0..=3)]
    const OTHER: u32 = 1;

    fn play(&self);
}

fn main() {}
