use struct_ops::prelude::*;

/// Each data member is changed in one way.
#[struct_ops]
pub mod stock_two {
    #[ops(name = "stock_ops", trigger = "/proc/cross_trigger")]
    pub trait StockOps {
        const ADDED: u32 = 0;
        const SIZE: u64 = 0;
        const KIND: [u8; 4] = [0; 4];

        #[range(-9..=0)]
        const RETYPED: i32 = 0;

        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }

        const TURN: u64 = 0;
    }
}
