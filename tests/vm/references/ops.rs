use struct_ops::prelude::*;

#[struct_ops(kernel = "6.17..")]
pub mod refs {
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
    }

    #[ops(trigger = "/proc/refs_trigger")]
    pub trait RefsOps {
        #[trigger(current)]
        fn take(&self, task: Ref<task_struct>) {}

        #[trigger(current)]
        fn pick(&self, from: &task_struct) -> Option<Ref<task_struct>> {
            None
        }

        #[trigger(current)]
        fn pass(&self, task: Ref<task_struct>) -> Option<Ref<task_struct>> {
            Some(task)
        }
    }
}
