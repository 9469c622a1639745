use struct_ops::prelude::*;

#[struct_ops]
pub trait DataOps {
    const VOLUME: u32;
}

fn main() {}
