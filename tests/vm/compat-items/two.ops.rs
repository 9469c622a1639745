use struct_ops::prelude::*;

/// Every field and enumerator but `id` and `Off` is changed in one way.
#[struct_ops]
pub mod items_two {
    #[repr(u32)]
    #[name("items_mode")]
    pub enum Mode {
        #[name("ITEMS_MODE_OFF")]
        Off = 0,
        #[name("ITEMS_MODE_ADDED")]
        Added = 2,
        #[name("ITEMS_MODE_LOOP")]
        Loop = 3,
    }

    #[name("items_track")]
    #[writable(given)]
    pub struct Track {
        pub added: u64,
        pub given: u32,
        pub name: [u8; 4],
        pub behind: u32,
        pub taken: u32,
        pub wide: u32,
        pub narrow: u32,
        pub whole: i64,
        pub retyped: i32,
        pub id: u32,
        pub kind: [u8; 4],
    }

    #[name("ITEMS_LIMIT")]
    pub const LIMIT: u32 = 8;

    #[ops(name = "items_ops", trigger = "/proc/cross_trigger")]
    pub trait ItemsOps {
        #[trigger(Track { id: 1, added: 9, wide: 3, narrow: 3, whole: -1, retyped: -5, kind: [0, 0, 0, 6], taken: 7, given: 8, name: [1, 2, 3, 4], behind: 99 })]
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
