use struct_ops::prelude::*;

/// References that change hands.
#[struct_ops(kernel = "6.17..")]
pub mod refs {
    /// A task.
    #[kernel]
    pub struct task_struct {
        /// Its number.
        pub pid: i32,
    }

    /// Takes and gives tasks.
    #[ops(trigger = "/proc/refs_trigger")]
    pub trait RefsOps {
        /// Takes one.
        #[trigger(current)]
        fn take(&self, task: Ref<task_struct>) {}

        /// Gives one.
        #[trigger(current)]
        fn pick(&self, from: &task_struct) -> Option<Ref<task_struct>> {
            None
        }

        /// Gives back what it takes.
        #[trigger(current)]
        fn pass(&self, task: Ref<task_struct>) -> Option<Ref<task_struct>> {
            Some(task)
        }
    }
}
