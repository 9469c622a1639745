use struct_ops::prelude::*;

/// What programs of the first version were built for.
#[struct_ops]
pub mod cross {
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
    }

    pub struct Track {
        pub id: u32,
        pub pos: u64,
    }

    pub struct Disc {
        pub size: u32,
        pub weight: u64,
    }

    pub struct Pair {
        pub left: u32,
        pub right: u32,
    }

    pub struct Small {
        pub a: u32,
        pub b: u32,
    }

    #[repr(u32)]
    pub enum Mode {
        Loop = 0,
        Shuffle = 1,
    }

    #[ops(trigger = "/proc/cross_trigger")]
    pub trait CrossOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }

        #[trigger(7)]
        fn gone(&self, a: u32) -> i32 {
            0
        }

        #[trigger(7)]
        fn closed(&self, a: u32) -> i32 {
            0
        }

        #[unsupported]
        fn opened(&self, a: u32) -> i32 {}

        #[sleepable]
        #[trigger(7)]
        fn nap(&self, a: u32) -> i32 {
            0
        }

        #[trigger(7)]
        fn doze(&self, a: u32) -> i32 {
            0
        }

        #[trigger(7)]
        fn append(&self, a: u32) -> i32 {
            0
        }

        #[trigger(7, 8)]
        fn cut(&self, a: u32, b: u32) -> i32 {
            0
        }

        #[trigger(7, 8)]
        fn insert(&self, a: u32, b: u32) -> i32 {
            0
        }

        #[trigger(7, 8, 9)]
        fn remove(&self, a: u32, b: u32, c: u32) -> i32 {
            0
        }

        #[trigger(7, 8)]
        fn reorder(&self, a: u32, b: u32) -> i32 {
            0
        }

        #[trigger(7)]
        fn widen(&self, a: u32) -> i64 {
            0
        }

        #[trigger(4294967303)]
        fn narrow(&self, a: u64) -> i64 {
            0
        }

        #[trigger(4294967295)]
        fn sign(&self, a: u32) -> i64 {
            0
        }

        #[trigger(1)]
        fn mode(&self, a: u32) -> i32 {
            0
        }

        #[trigger(Track { id: 1, pos: 2 })]
        fn target(&self, t: &Track) -> i32 {
            0
        }

        #[trigger(Track { id: 1, pos: 2 }, Disc { size: 3, weight: 4 })]
        fn both(&self, t: &Track, d: &Disc) -> i32 {
            0
        }

        #[trigger(7)]
        fn to_pointer(&self, a: u64) -> i32 {
            0
        }

        #[trigger(Track { id: 5, pos: 2 })]
        fn to_number(&self, a: &Track) -> i32 {
            0
        }

        #[trigger(Pair { left: 3, right: 4 })]
        fn value(&self, p: Pair) -> i64 {
            0
        }

        #[trigger(Pair { left: 1, right: 2 })]
        fn pair(&self, p: Pair) -> i64 {
            0
        }

        #[trigger(Small { a: 1, b: 2 }, 7)]
        fn shifts(&self, s: Small, n: u32) -> i64 {
            0
        }

        #[trigger(message, message_len, 3)]
        fn measure(&self, #[buffer(len)] text: *const c_char, len: i32, room: i32) -> i32 {
            0
        }

        #[trigger(current)]
        fn maybe(&self, who: &task_struct) -> i32 {
            0
        }

        #[trigger(current)]
        fn sure(&self, who: Option<&task_struct>) -> i32 {
            0
        }

        #[trigger(7)]
        fn give(&self, a: u32) {}

        #[trigger(7)]
        fn keep(&self, a: u32) -> i32 {
            0
        }

        #[trigger(7)]
        fn result(&self, a: u32) -> i32 {
            0
        }
    }
}
