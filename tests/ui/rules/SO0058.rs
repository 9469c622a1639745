use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    pub struct Track(u32, u64);

    #[kernel]
    pub struct task_struct(i32);

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
