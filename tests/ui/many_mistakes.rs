//! Every mistake is reported in one run.

use struct_ops::prelude::*;

#[struct_ops(trigger = "/sys/x", license = "MIT", colour = "red")]
pub trait MistakenOps {
    fn int(&self) -> i32 {
        0
    }

    #[cfg(feature = "x")]
    fn conditional(&self) {}

    fn generic<T>(&self, value: T) {}

    fn fallback(&self) -> i32 {
        EINVAL
    }

    fn idle(&self) -> u32;

    fn float(&self, speed: f64) {}

    #[trigger(1)]
    fn count(&self, a: i32, b: i32) {}

    fn buffer(&self, #[buffer(size)] data: *const u8, len: u32) {}
}

/// Several mistakes in one op.
#[struct_ops(trigger = "/proc/x")]
pub trait OneOps {
    #[trigger(1)]
    fn both(&self, a: u32, b: u32) -> f64 {
        0.0
    }

    fn argument(&self, a: f64) -> i32 {
        -ENOSUCH
    }

    fn kept(&self, a: f32) -> i32 {
        a
    }
}
