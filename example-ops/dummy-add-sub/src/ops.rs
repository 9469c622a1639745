use struct_ops::prelude::*;

/// Arithmetic, which the module tries out before it accepts an instance.
#[struct_ops(hooks(reg), trigger = "/proc/dummy_trigger")]
pub trait DummyOps {
    #[trigger(20, 22)]
    fn add(&self, a: i32, b: i32) -> i32;

    #[trigger(20, 22)]
    fn sub(&self, a: i32, b: i32) -> i32;
}
