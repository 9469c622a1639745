use struct_ops::prelude::*;

#[struct_ops]
pub mod fetch {
    /// Gets blocks: from far away, where one waits, or from what is at hand.
    #[ops(hooks(unreg, func_proto))]
    pub trait FetchOps {
        /// May sleep; so may whoever calls it.
        #[sleepable]
        fn fetch(&self, block: u32) -> i32 {
            -EOPNOTSUPP
        }

        /// May not: only its callers may.
        fn peek(&self, block: u32) -> i32 {
            -EOPNOTSUPP
        }
    }
}
