use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    const ERROR: i32 = EPERM;

    fn play(&self) -> i32 {
        EINVAL
    }

    #[idle(ENODEV)]
    fn seek(&self) -> u32;
}

fn main() {}
