use struct_ops::prelude::*;

#[struct_ops(name = "link", module = "kernel_has")]
pub trait Chain {
    fn play(&self);
}

#[struct_ops]
pub mod player {
    #[kfuncs]
    pub trait PlayerFunctions {
        fn get() -> u32;
    }

    #[ops(hooks(reg))]
    pub trait PlayerMain {
        fn play(&self);
    }

    #[ops]
    pub trait PlayerKfuncs {
        fn play(&self, mutex_lock: u32, srcu_read_lock: u32);
    }
}

fn main() {}
