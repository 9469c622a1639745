use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    fn exclusive(&mut self);

    fn owned(self);

    fn owned_with_body(self) {}

    fn mutable(mut self) {}

    fn mutable_without_body(mut self);

    fn boxed(self: Box<Self>);

    fn typed(self: &Self);

    fn lasting(&'static self);
}

fn main() {}
