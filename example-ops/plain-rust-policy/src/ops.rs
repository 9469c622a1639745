use struct_ops::prelude::*;

#[struct_ops]
pub mod throttle {
    /// A type the kernel has. In Rust it is a struct of these two fields, which a test may
    /// construct.
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
        pub prio: i32,
    }

    /// What a task wants to write.
    pub struct Request {
        pub bytes: u64,
        /// Requests that wait already.
        pub queued: u32,
    }

    /// The priority of a task that is neither nice nor important.
    pub const NORMAL_PRIO: i32 = 120;

    pub const MAX_DELAY: u32 = 1000;

    /// Slows down tasks that write more than the device can take.
    #[ops(trigger = "/proc/throttle_trigger")]
    pub trait ThrottleOps {
        /// How many milliseconds the task has to wait.
        #[idle(0)]
        #[trigger(current, Request { bytes: 40960, queued: 3 })]
        fn delay(&self, task: &task_struct, request: &Request) -> u32;

        /// How many of the tokens the task gets; without a task it is the kernel that asks.
        #[trigger(none, 9)]
        fn grant(&self, task: Option<&task_struct>, tokens: u32) -> u32 {
            0
        }
    }
}
