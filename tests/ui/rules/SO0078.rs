use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    #[on(attach)]
    fn init(&self);

    #[on(attach)]
    fn begin(&self);

    #[on(detach)]
    fn end(&self);

    #[on(detach)]
    fn exit(&self);

    fn play(&self);
}

fn main() {}
