//! macro: cannot see: rustc stops at the syntax

#[struct_ops]
pub trait BrokenOps {
    fn open(&self) -> i32 { 0
}
