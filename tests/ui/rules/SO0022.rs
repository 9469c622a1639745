use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    #[idle(1)]
    fn volume(&self) -> u32 {
        0
    }
}

fn main() {}
