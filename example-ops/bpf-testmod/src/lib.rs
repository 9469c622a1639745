//! The reference struct_ops type, bpf_testmod_ops: trait, BPF program and loader.
