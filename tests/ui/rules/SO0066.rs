use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    #[range(0..=100)]
    const ABOVE: u32 = 101;

    #[range(1..=100)]
    const BELOW: u32 = 0;

    #[range(0..100)]
    const END: u32 = 100;

    #[flags(0x3)]
    const FLAGS: u32 = 4;

    #[range(1..=100)]
    #[zero_means(101)]
    const ZERO: u32 = 0;

    fn play(&self);
}

fn main() {}
