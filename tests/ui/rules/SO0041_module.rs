use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[struct_ops]
    pub trait PlayerOps {
        fn play(&self);
    }

    #[ops]
    pub trait ModuleOps {
        fn play(&self);
    }
}

fn main() {}
