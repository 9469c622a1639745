use struct_ops::prelude::*;

#[struct_ops(name = "tape", module = "tape_deck", hooks(reg))]
pub trait TapeOps {
    fn deck_init(&self);

    fn deck_structops_register(&self);
}

fn main() {}
