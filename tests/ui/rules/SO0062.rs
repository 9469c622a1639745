use struct_ops::prelude::*;

#[struct_ops(kernel = "6.11..")]
pub trait PlayerOps {
    fn play(&self);
}

#[struct_ops(kernel = "5.15..6.12")]
pub mod player {
    #[ops]
    pub trait ModuleOps {
        fn play(&self);
    }
}

fn main() {}
