use struct_ops::prelude::*;

#[struct_ops]
pub mod measured {
    pub struct Span {
        pub from: u64,
        pub len: u64,
    }
    #[ops]
    pub trait MeasuredOps {
        fn op_0_v(&self) {}
        fn op_0_r(&self) -> i64 {
            0
        }
        fn op_1_v(&self, a0: u64) {}
        fn op_1_r(&self, a0: u64) -> i64 {
            0
        }
        fn op_2_v(&self, a0: u64, a1: u64) {}
        fn op_2_r(&self, a0: u64, a1: u64) -> i64 {
            0
        }
        fn op_3_v(&self, a0: u64, a1: u64, a2: u64) {}
        fn op_3_r(&self, a0: u64, a1: u64, a2: u64) -> i64 {
            0
        }
        fn op_4_v(&self, a0: u64, a1: u64, a2: u64, a3: u64) {}
        fn op_4_r(&self, a0: u64, a1: u64, a2: u64, a3: u64) -> i64 {
            0
        }
        fn op_5_v(&self, a0: u64, a1: u64, a2: u64, a3: u64, a4: u64) {}
        fn op_5_r(&self, a0: u64, a1: u64, a2: u64, a3: u64, a4: u64) -> i64 {
            0
        }
        fn op_6_v(&self, a0: u64, a1: u64, a2: u64, a3: u64, a4: u64, a5: u64) {}
        fn op_6_r(&self, a0: u64, a1: u64, a2: u64, a3: u64, a4: u64, a5: u64) -> i64 {
            0
        }
        fn op_span(&self, a: u32, span: Span) -> i64 {
            0
        }
        #[sleepable]
        fn op_sleep(&self) -> i64 {
            0
        }
    }
}
