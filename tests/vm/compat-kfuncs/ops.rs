use struct_ops::prelude::*;

/// Kfuncs of the first version.
#[struct_ops]
pub mod calls {
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
        pub real_parent: *mut task_struct,
    }

    pub struct Track {
        pub id: u32,
    }

    #[kfuncs]
    pub trait CallsKfuncs {
        fn gone(a: u32) -> u32;
        fn shape(a: u32) -> u32;
        fn number(a: u64) -> u64;
        fn order(a: u32, b: u32) -> u32;
        fn waits(a: u32) -> u32;

        #[sleepable]
        fn hurries(a: u32) -> u32;

        fn get() -> Ref<Track>;
        fn put(track: Ref<Track>);
        fn takes(track: Option<&Track>) -> u32;
        fn heavy(a: u32) -> u32;

        #[programs(struct_ops, syscall)]
        fn kinds(a: u32) -> u32;

        #[rcu]
        fn walks(task: &task_struct) -> u32;
    }

    #[ops(trigger = "/proc/cross_trigger")]
    pub trait CallsOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i64 {
            0
        }
    }
}
