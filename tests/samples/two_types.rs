use struct_ops::prelude::*;

/// The first of a module.
#[struct_ops(module = "pair", update = false)]
pub trait FirstOps {
    /// Optional.
    fn first(&self) -> bool {
        true
    }
}

/// The second of it.
#[struct_ops(module = "pair")]
pub trait SecondOps {
    /// Required.
    #[idle(7)]
    fn second(&self, kept: u32) -> u32;
}
