//! macro: rustc speaks first: it looks for the file before it calls the macro

use struct_ops::prelude::*;

#[struct_ops]
mod player;

fn main() {}
