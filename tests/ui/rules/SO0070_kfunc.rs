use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[kfuncs]
    pub trait PlayerKfuncs {
        fn volume(level__nullable: u32, #[name("a__sz")] a: u32);
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
