use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    pub struct Braces {}

    pub struct Unit;

    #[repr(u32)]
    pub enum Mode {}

    #[kernel]
    #[repr(u32)]
    pub enum dma_data_direction {}

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
