use struct_ops::prelude::*;

#[struct_ops]
pub trait EmptyOps {}

fn main() {}
