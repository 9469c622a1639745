use struct_ops::prelude::*;

#[struct_ops(license = "GPL", update = true, license = "GPL", update = false)]
pub trait PlayerOps {
    fn play(&self) -> i32;
}

#[struct_ops]
pub mod organ {
    #[ops(links = "optional", links = "optional")]
    pub trait ModuleOps {
        fn play(&self) -> i32;
    }
}

fn main() {}
