use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    #[on(attach)]
    fn init(&self, track: u32) -> i32;

    #[on(detach)]
    fn exit(&self) -> i32;

    fn play(&self);
}

#[struct_ops]
pub trait OtherOps {
    #[on(attach)]
    fn init(&self) -> u64 {
        0
    }

    fn play(&self);
}

fn main() {}
