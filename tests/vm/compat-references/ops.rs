use struct_ops::prelude::*;

/// References of the first version.
#[struct_ops(kernel = "6.17..")]
pub mod owns {
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
    }

    #[kernel]
    pub struct cgroup {
        pub level: i32,
    }

    #[ops(trigger = "/proc/cross_trigger")]
    pub trait OwnsOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }

        fn lent(&self, task: Ref<task_struct>) {}

        fn owned(&self, task: &task_struct) {}

        #[trigger(current)]
        fn to_pointer(&self, from: &task_struct) -> i64 {
            0
        }

        fn to_number(&self, from: &task_struct) -> Option<Ref<task_struct>> {
            None
        }

        fn other(&self, from: &task_struct) -> Option<Ref<task_struct>> {
            None
        }
    }
}
