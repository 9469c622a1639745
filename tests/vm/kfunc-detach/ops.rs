use struct_ops::prelude::*;

#[struct_ops]
pub mod quit {
    #[kfuncs]
    pub trait QuitKfuncs {
        /// Has the kernel let go of the instance whose program calls it.
        fn leave();
    }

    #[ops(trigger = "/proc/quit_trigger")]
    pub trait QuitOps {
        fn work(&self) -> i32 {
            -1
        }
    }
}
