use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    fn unnamed(&self, _: u64);

    fn tuple(&self, (a, b): (u32, u32)) {}

    fn mutable(&self, mut a: u32) {}

    fn by_reference(&self, ref a: u32) {}

    fn bound(&self, a @ _: u32) {}

    fn without_body(&self, mut a: u32, (b, c): (u32, u32));
}

fn main() {}
