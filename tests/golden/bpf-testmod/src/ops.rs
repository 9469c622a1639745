//! The reference type.

use struct_ops::prelude::*;

/// Operations of the reference test module.
#[struct_ops(links = "optional", trigger = "/proc/bpf_testmod_trigger")]
pub trait BpfTestmodOps {
    /// Called first.
    fn test_1(&self) -> i32 {
        0
    }

    #[trigger(10, 20)]
    fn test_2(&self, a: i32, b: i32) -> i32 {
        0
    }

    #[trigger(message, message_len)]
    fn test_3(&self, #[buffer(len)] buf: *const c_char, len: i32) -> i32 {
        0
    }
}
