use struct_ops::prelude::*;

/// One op with an argument and a result, as most have them.
#[struct_ops(hooks(reg, unreg))]
pub trait CallsOps {
    fn op(&self, value: u32) -> i32 {
        0
    }
}
