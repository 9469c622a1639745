//! Generates kernel module, BPF program and loader of a BPF struct_ops type from one Rust trait.
