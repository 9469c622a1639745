use struct_ops::prelude::*;

#[struct_ops(links = "optional", name = "x_ops", trigger = "/proc/x", update = false)]
pub mod player {
    #[ops(module = "x", license = "GPL", author = "me", kernel = "7.3..")]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
