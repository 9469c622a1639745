use struct_ops::prelude::*;

/// A type of another module.
#[struct_ops]
pub trait PirateOps {
    fn raid(&self) -> i32;
}
