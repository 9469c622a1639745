//! macro: cannot see: rustc evaluates the conditions of an item before it calls its macro

use struct_ops::prelude::*;

#[struct_ops]
#[cfg(feature = "x")]
pub trait PlayerOps {
    fn play(&self);
}

#[struct_ops]
#[cfg_attr(feature = "x", doc = "x")]
pub mod player {
    #[ops]
    pub trait ModuleOps {
        fn play(&self);
    }
}

fn main() {}
