use struct_ops::prelude::*;

/// What an instance must have, and may, in the first version.
#[struct_ops]
pub mod duty {
    #[ops(trigger = "/proc/cross_trigger", hooks(reg))]
    pub trait DutyOps {
        const MUST: u32;

        const MAY: u32 = 0;

        #[range(0..=100)]
        const NARROWED: u32 = 0;

        #[range(0..=10)]
        const WIDENED: u32 = 0;

        #[zero_means(20)]
        const ZERO: u32 = 0;

        #[trigger(7)]
        fn needed(&self, a: u32) -> i32;

        #[trigger(7)]
        fn wanted(&self, a: u32) -> i32 {
            0
        }
    }
}
