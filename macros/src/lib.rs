//! The #[struct_ops] attribute.
