use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    #[trigger(1)]
    fn play(&self, track: u32) -> i32;

    #[trigger()]
    fn stop(&self);
}

fn main() {}
