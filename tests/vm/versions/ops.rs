use struct_ops::prelude::*;

/// The first version.
#[struct_ops(flavor = "v1", trigger = "/proc/cross_trigger")]
pub trait PlayerOps {
    #[trigger(7)]
    fn play(&self, id: u32) -> i32 {
        0
    }
}
