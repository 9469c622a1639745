//! The struct_ops interface language: a Rust trait, parsed and checked against the kernel's rules.
