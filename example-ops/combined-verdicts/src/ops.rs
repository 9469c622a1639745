use struct_ops::prelude::*;

#[struct_ops]
pub mod verdicts {
    /// How many instances the module asks at most.
    pub const MAX: u32 = 4;

    /// A rule. The module asks one after the other, in the order in which they came.
    #[ops(instances = "many", hooks(reg, unreg))]
    pub trait VerdictOps {
        /// 0, or the errno with which the port is refused: the first that is not 0 wins.
        fn judge(&self, port: u32) -> i32 {
            0
        }

        /// Whether it took care of the event: nobody after it is asked then.
        fn handle(&self, event: u32) -> bool {
            false
        }
    }
}
