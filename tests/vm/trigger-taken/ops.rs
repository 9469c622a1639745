use struct_ops::prelude::*;

#[struct_ops(trigger = "/proc/bpf_testmod_trigger")]
pub trait TwinOps {
    fn twin(&self) {}
}
