use struct_ops::prelude::*;

/// Each kfunc is changed in one way.
#[struct_ops]
pub mod calls_two {
    #[kfuncs]
    pub trait CallsKfuncs {
        #[name("calls_shape")]
        fn shape(a: u32, b: u32) -> u32;

        #[name("calls_number")]
        fn number(a: u32) -> u32;

        #[sleepable]
        #[name("calls_waits")]
        fn waits(a: u32) -> u32;

        #[name("calls_hurries")]
        fn hurries(a: u32) -> u32;

        #[name("calls_added")]
        fn added(a: u32) -> u32;
    }

    #[ops(name = "calls_ops", trigger = "/proc/cross_trigger")]
    pub trait CallsOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i64 {
            0
        }
    }
}
