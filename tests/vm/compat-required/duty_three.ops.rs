use struct_ops::prelude::*;

/// What the first version has, and a data member whose zero is refused.
#[struct_ops]
pub mod duty_three {
    #[ops(name = "duty_ops", trigger = "/proc/cross_trigger")]
    pub trait DutyOps {
        const MUST: u32;

        #[range(1..=5)]
        const FRESH: u32 = 2;

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
