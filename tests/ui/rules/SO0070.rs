use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    fn _play(&self);

    fn __stop(&self);

    fn seek(&self, __position: u32, _whence: u32);

    #[name("_named")]
    fn named(&self, #[name("__named")] argument: u32);
}

fn main() {}
