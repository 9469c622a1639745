//! What a crate with a #[struct_ops] trait names: the attribute, its descriptors, and the BPF loader.
