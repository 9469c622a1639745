//! macro: cannot see: it is not called

/// A trait, but of no struct_ops type.
pub trait PlainOps {
    fn open(&self) -> i32;
}

fn main() {}
