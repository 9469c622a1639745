//! Limits of struct_ops types.

/// Members of an ops struct, data and ops together: `BPF_STRUCT_OPS_MAX_NR_MEMBERS`
/// in include/linux/bpf.h; checked by `bpf_struct_ops_desc_init`.
pub const MAX_MEMBERS: usize = 64;

/// Members, counted from 0, for which kernels with
/// [`TRACING_MULTI`](super::features::TRACING_MULTI) load no program: the number of the
/// member is the program's `expected_attach_type`, and these three are the values of that
/// feature's attach types, whatever the program's type. `BPF_PROG_LOAD` says EINVAL;
/// run on 7.2 and 7.3.
pub const NO_PROGRAM: std::ops::RangeInclusive<usize> = 59..=61;

/// Arguments of an op: `MAX_BPF_FUNC_ARGS` in include/linux/bpf.h; checked by
/// `btf_distill_func_proto`.
pub const MAX_ARGS: usize = 12;

/// Arguments of a kfunc: `MAX_BPF_FUNC_REG_ARGS` in include/linux/bpf.h; checked by
/// `check_kfunc_args` in kernel/bpf/verifier.c.
pub const MAX_KFUNC_ARGS: usize = 5;

/// Arguments that arrive in registers on x86-64, and so rightly on every kernel; see
/// [`STACK_ARGUMENTS`](super::features::STACK_ARGUMENTS).
pub const REGISTER_ARGS: usize = 6;

/// Length of a stub's name, `<type>__<op>`: `btf_name_valid_identifier` in
/// `kernel/bpf/btf.c` takes names below `KSYM_NAME_LEN`, 512, and the longest that is made of
/// the two is `bpf_<type>_call_<op>`.
pub const MAX_STUB_NAME: usize = 511 - ("bpf__call_".len() - "__".len());

/// Length of the name of a function that other modules may call: `buf_printf` in
/// scripts/mod/modpost.c has 500 characters for a line of Module.symvers, in which checksum,
/// module and kind of export stand as well.
pub const MAX_EXPORTED_NAME: usize = 400;

/// Length of a file's name below /proc: `__proc_create` in fs/proc/generic.c.
pub const MAX_PROC_NAME: usize = 255;

/// Length of a type's tag: `bpf_struct_ops_` and the tag fit `VALUE_NAME`'s buffer of
/// 128 bytes in `bpf_struct_ops_desc_init`.
pub const MAX_TYPE_NAME: usize = 128 - 1 - "bpf_struct_ops_".len();

/// Bytes of a member, a field or a shared struct. The kernel's own limit is what
/// `bpf_struct_ops_map_alloc` can have of its memory; nobody has a need for more.
pub const MAX_SIZE: u64 = 1 << 20;

/// Length of a module's name: `MODULE_NAME_LEN` in include/linux/module.h is
/// `64 - sizeof(unsigned long)`, with the end mark.
pub const MAX_MODULE_NAME: usize = 64 - 8 - 1;
