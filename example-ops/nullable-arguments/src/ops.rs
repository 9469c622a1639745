use struct_ops::prelude::*;

#[struct_ops]
pub mod greeter {
    /// A type the kernel has: the fields listed are what this interface reads.
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
        pub tgid: i32,
    }

    /// Says hello to tasks.
    #[ops(trigger = "/proc/greeter_trigger")]
    pub trait GreeterOps {
        /// There is always a task: the program reads it as it is.
        #[trigger(current)]
        fn hello(&self, task: &task_struct) -> i32 {
            0
        }

        /// There may be a task: a program must compare with NULL before it reads.
        #[trigger(current)]
        fn welcome(&self, task: Option<&task_struct>) -> i32 {
            0
        }

        /// As `welcome`, but the trigger file has no task to give.
        #[trigger(none)]
        fn farewell(&self, task: Option<&task_struct>) -> i32 {
            0
        }
    }
}
