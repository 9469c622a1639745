use struct_ops::prelude::*;

/// What an instance must have, and may, in the second version.
#[struct_ops]
pub mod duty_two {
    #[ops(name = "duty_ops", trigger = "/proc/cross_trigger", hooks(reg))]
    pub trait DutyOps {
        const MUST: u32 = 0;

        const MAY: u32;

        #[range(0..=10)]
        const NARROWED: u32 = 0;

        #[range(0..=100)]
        const WIDENED: u32 = 0;

        #[zero_means(30)]
        const ZERO: u32 = 0;

        #[trigger(7)]
        fn needed(&self, a: u32) -> i32 {
            0
        }

        #[trigger(7)]
        fn wanted(&self, a: u32) -> i32;
    }
}
