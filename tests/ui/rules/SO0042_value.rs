//! macro: rustc speaks first: a macro takes no value, but it calls the macro all the same

use struct_ops::prelude::*;

#[struct_ops = "player_ops"]
pub trait PlayerOps {
    fn play(&self);
}

fn main() {}
