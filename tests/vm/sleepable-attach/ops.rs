use struct_ops::prelude::*;

#[struct_ops(protect = "rcu", trigger = "/proc/comes_trigger")]
pub trait ComesOps {
    #[on(attach)]
    #[sleepable]
    fn come(&self) -> i32;

    fn beat(&self) -> i32 {
        -1
    }

    #[on(detach)]
    #[sleepable]
    fn go(&self);
}
