use struct_ops::prelude::*;

/// Structs and enums of the first version.
#[struct_ops]
pub mod items {
    #[repr(u32)]
    pub enum Mode {
        Off = 0,
        Gone = 1,
        Loop = 2,
    }

    #[writable(taken)]
    pub struct Track {
        pub id: u32,
        pub gone: u32,
        pub wide: u64,
        pub narrow: u64,
        pub whole: i32,
        pub retyped: u32,
        pub kind: u32,
        pub taken: u32,
        pub given: u32,
        pub name: [u8; 8],
        pub behind: u32,
    }

    pub const LIMIT: u32 = 7;

    #[ops(trigger = "/proc/cross_trigger")]
    pub trait ItemsOps {
        #[trigger(Track { id: 1, gone: 2, wide: 3, narrow: 4294967299, whole: -1, retyped: 5, kind: 6, taken: 7, given: 8, name: [1, 2, 3, 4, 5, 6, 7, 8], behind: 99 })]
        fn read(&self, track: &mut Track) -> i64 {
            0
        }

        #[trigger(LIMIT)]
        fn limit(&self, a: u32) -> i64 {
            0
        }

        #[trigger(Mode::Loop)]
        fn mode(&self, mode: Mode) -> i64 {
            0
        }
    }
}
