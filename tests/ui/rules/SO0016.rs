use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    fn play(&self, a: (), b: (()));
}

fn main() {}
