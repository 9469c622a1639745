use struct_ops::prelude::*;

#[struct_ops]
pub mod answers {
    /// Its hooks return what the instance says.
    #[ops(hooks(reg, validate, update))]
    pub trait AnswerOps {
        const REG: i32 = 0;

        const VALIDATE: i32 = 0;

        const UPDATE: i32 = 0;

        fn ask(&self) -> i32 {
            0
        }
    }
}
