use struct_ops::prelude::*;

/// Each kfunc is changed in one way.
#[struct_ops]
pub mod calls_two {
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
        pub real_parent: *mut task_struct,
    }

    #[name("calls_track")]
    pub struct Track {
        pub id: u32,
    }

    #[kfuncs]
    pub trait CallsKfuncs {
        #[name("calls_shape")]
        fn shape(a: u32, b: u32) -> u32;

        #[name("calls_number")]
        fn number(a: u32) -> u32;

        #[name("calls_order")]
        fn order(b: u32, a: u32) -> u32;

        #[sleepable]
        #[name("calls_waits")]
        fn waits(a: u32) -> u32;

        #[name("calls_hurries")]
        fn hurries(a: u32) -> u32;

        #[name("calls_get")]
        fn get() -> Option<Ref<Track>>;

        #[name("calls_put")]
        fn put(track: Ref<Track>);

        #[name("calls_takes")]
        fn takes(track: &Track) -> u32;

        #[destructive]
        #[name("calls_heavy")]
        fn heavy(a: u32) -> u32;

        #[name("calls_kinds")]
        fn kinds(a: u32) -> u32;

        #[name("calls_walks")]
        fn walks(task: &task_struct) -> u32;

        #[name("calls_added")]
        fn added(a: u32) -> u32;
    }

    #[ops(name = "calls_ops", trigger = "/proc/cross_trigger")]
    pub trait CallsOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i64 {
            0
        }
    }
}
