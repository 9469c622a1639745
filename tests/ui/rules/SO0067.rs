use struct_ops::prelude::*;

#[struct_ops(requires(play | nowhere), requires(seek | LIMIT | legacy))]
pub trait PlayerOps {
    const LIMIT: u32;

    fn play(&self);

    fn seek(&self) {}

    #[unsupported]
    fn legacy(&self);
}

fn main() {}
