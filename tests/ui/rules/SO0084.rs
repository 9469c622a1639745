use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[kfuncs]
    #[programs(struct_ops, socket)]
    pub trait PlayerKfuncs {
        #[programs(lsm, tracing)]
        fn volume() -> u32;
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
