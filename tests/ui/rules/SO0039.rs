use struct_ops::prelude::*;

#[struct_ops(license = "MIT")]
pub trait PlayerOps {
    fn play(&self);
}

#[struct_ops(license = "Proprietary")]
pub mod other {
    #[ops]
    pub trait ModuleOps {
        fn play(&self);
    }
}

fn main() {}
