use struct_ops::prelude::*;

#[struct_ops]
pub trait Player {
    fn play(&self);
}

#[struct_ops(module = "other_ops")]
pub trait OtherOps {
    fn play(&self);
}

fn main() {}
