//! Limits of struct_ops types.

/// Members of an ops struct, data and ops together: `BPF_STRUCT_OPS_MAX_NR_MEMBERS`
/// in include/linux/bpf.h; checked by `bpf_struct_ops_desc_init`.
pub const MAX_MEMBERS: usize = 64;

/// Arguments of an op: `MAX_BPF_FUNC_ARGS` in include/linux/bpf.h; checked by
/// `btf_distill_func_proto`.
pub const MAX_ARGS: usize = 12;

/// Length of a type's tag: `bpf_struct_ops_` and the tag fit `VALUE_NAME`'s buffer of
/// 128 bytes in `bpf_struct_ops_desc_init`.
pub const MAX_TYPE_NAME: usize = 128 - 1 - "bpf_struct_ops_".len();

/// Length of a module's name: `MODULE_NAME_LEN` in include/linux/module.h is
/// `64 - sizeof(unsigned long)`, with the end mark.
pub const MAX_MODULE_NAME: usize = 64 - 8 - 1;
