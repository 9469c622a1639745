use struct_ops::prelude::*;

#[struct_ops]
pub struct Struct {
    pub id: u32,
}

/// A doc comment is not the place.
#[struct_ops]
#[derive(Debug)]
pub enum Enum {
    One,
}

#[struct_ops]
pub union Union {
    pub id: u32,
}

#[struct_ops]
impl Struct {}

#[struct_ops]
pub fn function() {}

#[struct_ops]
pub const CONST: u32 = 1;

#[struct_ops]
pub static STATIC: u32 = 1;

#[struct_ops]
pub type Alias = u32;

#[struct_ops]
pub use core::ffi;

fn main() {}
