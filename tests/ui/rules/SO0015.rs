use struct_ops::prelude::*;

/// A type that Rust knows, and a generator does not.
pub struct Known;

#[struct_ops]
pub trait OtherOps {
    fn known(&self, a: &Known, b: *const Known, c: Known) -> i32;
}

#[struct_ops]
pub trait PlayerOps {
    const LIST: list_head;

    fn unknown(&self, a: &Unknown, b: Option<&mut Unknown>, c: [Unknown; 2]) -> i32 {
        0
    }

    fn result(&self) -> Unknown {
        Unknown::new()
    }
}

/// A refused trait is still there for the rest of the crate.
pub struct Policy;

impl OtherOps for Policy {
    fn known(&self, _: &Known, _: *const Known, _: Known) -> i32 {
        0
    }
}

fn main() {}
