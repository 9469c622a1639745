use struct_ops::prelude::*;

#[struct_ops(existing = "vmlinux", version = "1.0")]
pub mod dummy {
    #[kernel]
    pub struct bpf_dummy_ops_state {}

    #[kfuncs]
    pub trait DummyKfuncs {
        fn count() -> u32;
    }

    #[ops(name = "bpf_dummy_ops", update = false, trigger = "/proc/dummy")]
    pub trait Dummy {
        fn test_1(&self, state: Option<&mut bpf_dummy_ops_state>) -> i32;
    }
}

fn main() {}
