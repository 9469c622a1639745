use struct_ops::prelude::*;

/// Drives a train. `export` lets other modules call the ops.
#[struct_ops(
    trigger = "/proc/train_trigger",
    requires(brake | coast),
    export = true
)]
pub trait TrainOps {
    /// Has no body: every instance must implement it. `-ENODEV` while none is attached.
    #[trigger(80)]
    fn drive(&self, speed: u32) -> i32;

    /// Required as well, and `#[idle]` says what callers get while none is attached: an
    /// unsigned result has no `-ENODEV`.
    #[idle(5)]
    fn distance(&self) -> u32;

    /// Each of `brake` and `coast` is optional, but a train must have one of them.
    fn brake(&self) -> i32 {
        -EOPNOTSUPP
    }

    fn coast(&self) -> i32 {
        -EOPNOTSUPP
    }

    /// Kept in the struct for the sake of those who know it; no program may implement it.
    #[unsupported]
    fn whistle(&self) {}
}
