use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    pub trait PlayerOps {
        fn play(&self) -> i32;
    }
}

#[struct_ops]
pub mod empty {}

fn main() {}
