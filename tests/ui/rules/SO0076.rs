use struct_ops::prelude::*;

#[struct_ops]
pub trait OneOps {
    #[key]
    const ID: u32;

    fn play(&self);
}

#[struct_ops(instances = "many")]
pub trait ManyOps {
    #[key]
    const NAME: [c_char; 16];

    #[key]
    const ID: u32;

    fn play(&self);
}

#[struct_ops(instances = "many")]
pub trait BytesOps {
    #[key]
    const BYTES: [u8; 16];

    fn play(&self);
}

fn main() {}
