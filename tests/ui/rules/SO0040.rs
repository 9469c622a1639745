//! macro: cannot see: it is called for each trait alone

use struct_ops::prelude::*;

#[struct_ops(module = "player", license = "GPL", author = "A", description = "a", version = "1")]
pub trait PlayerOps {
    fn play(&self);
}

#[struct_ops(module = "player", license = "Dual MIT/GPL", author = "B", description = "b", version = "2")]
pub trait MixerOps {
    fn mix(&self);
}

fn main() {}
