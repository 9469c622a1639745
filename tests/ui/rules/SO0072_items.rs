//! macro: cannot see: it is called for each trait alone

use struct_ops::prelude::*;

#[struct_ops(trigger = "/proc/player_trigger")]
pub trait FirstOps {
    fn play(&self);
}

#[struct_ops(trigger = "/proc/player_trigger")]
pub trait SecondOps {
    fn play(&self);
}

fn main() {}
