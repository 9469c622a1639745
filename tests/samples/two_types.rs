use struct_ops::prelude::*;

#[struct_ops(module = "pair", update = false)]
pub trait FirstOps {
    fn first(&self) -> bool {
        true
    }
}

#[struct_ops(module = "pair")]
pub trait SecondOps {
    #[idle(7)]
    fn second(&self, kept: u32) -> u32;
}
