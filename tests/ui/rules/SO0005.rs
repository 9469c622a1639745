//! macro: cannot see: it is called for each trait alone

use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    fn play(&self) -> i32;
}

#[struct_ops(name = "player_ops")]
pub trait OtherOps {
    fn stop(&self) -> i32;
}

fn main() {}
