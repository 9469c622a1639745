use struct_ops::prelude::*;

/// Data members of the first version.
#[struct_ops]
pub mod stock {
    #[ops(trigger = "/proc/cross_trigger")]
    pub trait StockOps {
        const REMOVED: u32 = 0;
        const SIZE: u32 = 0;
        const KIND: u32 = 0;
        const RETYPED: u32 = 0;

        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }

        fn turn(&self) -> i32 {
            0
        }
    }
}
