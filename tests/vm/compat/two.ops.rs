use struct_ops::prelude::*;

/// The second version: every op but the first is changed in one way.
#[struct_ops]
pub mod cross_two {
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
    }

    #[name("cross_track")]
    pub struct Track {
        pub id: u32,
        pub pos: u64,
    }

    #[name("cross_disc")]
    pub struct Disc {
        pub size: u32,
        pub weight: u64,
    }

    #[name("cross_pair")]
    pub struct Pair {
        pub left: u32,
        pub right: u32,
    }

    #[name("cross_small")]
    pub struct Small {
        pub a: u32,
        pub b: u32,
        pub c: u64,
    }

    #[repr(u32)]
    #[name("cross_mode")]
    pub enum Mode {
        Loop = 0,
        Shuffle = 1,
    }

    #[ops(name = "cross_ops", trigger = "/proc/cross_trigger")]
    pub trait CrossOps {
        #[trigger(7)]
        fn result(&self, a: u32) -> i64 {
            0
        }

        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }

        #[trigger(7)]
        fn fresh(&self, a: u32) -> i32 {
            0
        }

        #[unsupported]
        fn closed(&self, a: u32) -> i32 {}

        #[trigger(7)]
        fn opened(&self, a: u32) -> i32 {
            0
        }

        #[trigger(7)]
        fn nap(&self, a: u32) -> i32 {
            0
        }

        #[sleepable]
        #[trigger(7)]
        fn doze(&self, a: u32) -> i32 {
            0
        }

        #[trigger(7, 8)]
        fn append(&self, a: u32, b: u32) -> i32 {
            0
        }

        #[trigger(7)]
        fn cut(&self, a: u32) -> i32 {
            0
        }

        #[trigger(100, 7, 8)]
        fn insert(&self, first: u32, a: u32, b: u32) -> i32 {
            0
        }

        #[trigger(7, 9)]
        fn remove(&self, a: u32, c: u32) -> i32 {
            0
        }

        #[trigger(8, 7)]
        fn reorder(&self, b: u32, a: u32) -> i32 {
            0
        }

        #[trigger(4294967303)]
        fn widen(&self, a: u64) -> i64 {
            0
        }

        #[trigger(7)]
        fn narrow(&self, a: u32) -> i64 {
            0
        }

        #[trigger(-1)]
        fn sign(&self, a: i32) -> i64 {
            0
        }

        #[trigger(Mode::Shuffle)]
        fn mode(&self, a: Mode) -> i32 {
            0
        }

        #[trigger(Disc { size: 3, weight: 4 })]
        fn target(&self, t: &Disc) -> i32 {
            0
        }

        #[trigger(Track { id: 1, pos: 2 }, Disc { size: 3, weight: 4 })]
        fn both(&self, t: &Track, d: &Disc) -> i32 {
            0
        }

        #[trigger(Track { id: 5, pos: 2 })]
        fn to_pointer(&self, a: &Track) -> i32 {
            0
        }

        #[trigger(7)]
        fn to_number(&self, a: u64) -> i32 {
            0
        }

        #[trigger(17179869187)]
        fn value(&self, p: u64) -> i64 {
            0
        }

        #[trigger(Pair { left: 1, right: 2 })]
        fn pair(&self, p: Pair) -> i64 {
            0
        }

        #[trigger(Small { a: 1, b: 2, c: 9 }, 7)]
        fn shifts(&self, s: Small, n: u32) -> i64 {
            0
        }

        #[trigger(message, 3, message_len)]
        fn measure(&self, #[buffer(room)] text: *const c_char, len: i32, room: i32) -> i32 {
            0
        }

        #[trigger(current)]
        fn maybe(&self, who: Option<&task_struct>) -> i32 {
            0
        }

        #[trigger(current)]
        fn sure(&self, who: &task_struct) -> i32 {
            0
        }

        #[trigger(7)]
        fn give(&self, a: u32) -> i32 {
            0
        }

        #[trigger(7)]
        fn keep(&self, a: u32) {}
    }
}
