use struct_ops::prelude::*;

#[struct_ops(trigger = "/proc/player_trigger")]
pub trait PlayerOps {
    #[range(100)]
    const RANGE: u32;

    #[range(5..=1)]
    const REVERSED: u32;

    #[range(0..=300)]
    const WIDE: u8;

    #[range(..=300)]
    const OPEN: u32;

    #[flags("x")]
    const FLAGS: u32;

    #[flags(1)]
    const NEGATIVE: i32;

    #[zero_means]
    const NONZERO: u32;

    #[name(constant)]
    const NAMED: u32;

    #[name]
    fn name(&self, #[name(1)] a: u32, #[c_type(gfp_t)] b: u32);

    #[idle]
    fn idle(&self) -> u32;

    #[idle(1, 2)]
    fn two(&self) -> u32;

    #[trigger]
    fn trigger(&self);
}

#[struct_ops("other_ops")]
pub trait OtherOps {
    fn play(&self);
}

fn main() {}
