use struct_ops::prelude::*;

#[struct_ops(colour = "red", bare, list(1), some::path = 1)]
pub trait PlayerOps {
    fn play(&self) -> i32;
}

#[struct_ops(colour)]
pub mod organ {
    #[ops(colour)]
    pub trait ModuleOps {
        fn play(&self) -> i32;
    }
}

fn main() {}
