use struct_ops::prelude::*;

#[struct_ops(description = "a \"quote\"", author = "a\\b", version = "1\n2")]
pub trait PlayerOps {
    fn play(&self);
}

fn main() {}
