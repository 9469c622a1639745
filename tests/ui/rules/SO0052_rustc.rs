//! macro: rustc speaks first: these are no numbers in Rust either

use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    pub const NEGATIVE: u32 = -1;
    pub const ZERO: u32 = 1 / 0;
    pub const BITS: u32 = 1 << 40;
    pub const UNKNOWN: u32 = NOWHERE;

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
