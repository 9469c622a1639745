use struct_ops::prelude::*;

#[struct_ops(protect = "rcu", busy = "EBUSY", instances = "many", hooks(update, func_proto), update = false, helpers = "none")]
pub trait PlayerOps {
    #[sleepable]
    fn load(&self);

    #[sleepable]
    #[unsupported]
    fn sleeps(&self);

    #[idle(1)]
    #[unsupported]
    fn waits(&self) -> i32;

    #[on(attach)]
    #[unsupported]
    fn comes(&self);

    #[on(detach)]
    #[idle(())]
    fn goes(&self);
}

#[struct_ops(trigger = "/proc/other_trigger")]
pub trait OtherOps {
    #[trigger()]
    #[unsupported]
    fn legacy(&self);

    #[on(attach)]
    #[trigger()]
    fn comes(&self);

    fn play(&self);
}

fn main() {}
