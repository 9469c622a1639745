use struct_ops::prelude::*;

/// Kfuncs of the first version.
#[struct_ops]
pub mod calls {
    #[kfuncs]
    pub trait CallsKfuncs {
        fn gone(a: u32) -> u32;
        fn shape(a: u32) -> u32;
        fn number(a: u64) -> u64;
        fn waits(a: u32) -> u32;

        #[sleepable]
        fn hurries(a: u32) -> u32;
    }

    #[ops(trigger = "/proc/cross_trigger")]
    pub trait CallsOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i64 {
            0
        }
    }
}
