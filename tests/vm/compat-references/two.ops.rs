use struct_ops::prelude::*;

/// Each op but the first is changed in one way.
#[struct_ops(kernel = "6.17..")]
pub mod owns_two {
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
    }

    #[kernel]
    pub struct cgroup {
        pub level: i32,
    }

    #[ops(name = "owns_ops", trigger = "/proc/cross_trigger")]
    pub trait OwnsOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }

        fn lent(&self, task: &task_struct) {}

        fn owned(&self, task: Ref<task_struct>) {}

        fn to_pointer(&self, from: &task_struct) -> Option<Ref<task_struct>> {
            None
        }

        #[trigger(current)]
        fn to_number(&self, from: &task_struct) -> i64 {
            0
        }

        fn other(&self, from: &task_struct) -> Option<Ref<cgroup>> {
            None
        }
    }
}
