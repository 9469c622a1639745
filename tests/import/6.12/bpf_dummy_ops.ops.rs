//! `bpf_dummy_ops` as vmlinux has it, written by `structops-gen import`. Yours from then on.
//!
//! What is required, may sleep or is not supported comes from `net/bpf/bpf_dummy_struct_ops.c`:
//! `bpf_dummy_ops_check_member`; `bpf_dummy_init_member` and `bpf_dummy_reg`, which refuse every
//! instance.

use struct_ops::prelude::*;

#[struct_ops(existing = "vmlinux")]
pub mod bpf_dummy {
    #[kernel]
    pub struct bpf_dummy_ops_state {}

    #[ops]
    pub trait BpfDummyOps {
        fn test_1(&self, cb: Option<&mut bpf_dummy_ops_state>) -> i32 {
            0
        }

        fn test_2(
            &self,
            cb: &mut bpf_dummy_ops_state,
            a1: i32,
            a2: u16,
            a3: c_char,
            a4: u64,
        ) -> i32 {
            0
        }

        #[sleepable]
        fn test_sleepable(&self, cb: &mut bpf_dummy_ops_state) -> i32 {
            0
        }
    }
}
