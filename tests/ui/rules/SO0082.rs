use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[kfuncs]
    pub trait PlayerKfuncs {
        fn volume(&self) -> u32;

        fn body(level: u32) -> u32 {
            level
        }
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
