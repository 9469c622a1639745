use struct_ops::prelude::*;

/// The only user of a device that cannot be shared.
#[struct_ops(
    module = "exclusive",
    protect = "mutex",
    busy = "EBUSY",
    update = false,
    trigger = "/proc/exclusive_trigger"
)]
pub trait ExclusiveOps {
    /// 1 if another call was inside: never, since none begins before the one before it has
    /// ended.
    #[trigger()]
    fn enter(&self) -> i32 {
        -ENODEV
    }
}
