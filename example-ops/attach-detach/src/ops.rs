use struct_ops::prelude::*;

#[struct_ops]
pub mod session {
    /// Has something to do when it comes and when it goes.
    #[ops(hooks(reg, unreg, update, func_proto))]
    pub trait SessionOps {
        /// Which one it is.
        const ID: u32;

        /// Refuses the attach, or the update, with a negated errno.
        #[on(attach)]
        fn open(&self) -> i32 {
            0
        }

        /// Of what was opened, when it is detached or has been replaced.
        #[on(detach)]
        fn close(&self) {}

        /// What the session gives.
        fn work(&self) -> i32 {
            0
        }
    }
}
