//! What the module form takes, and what it does not.

#[struct_ops(trigger = "/proc/x")]
pub mod player {
    #[kernel]
    pub struct unheard_of {
        pub a: i32,
    }

    pub struct Track {
        pub task: task_struct,
        pub list: list_head,
        pub vec: Vec<u8>,
    }

    pub struct Pair(u32, u32);

    pub struct Holder {
        pub inner: Holder,
    }

    pub enum Mode {
        Loop,
    }

    #[repr(u32)]
    pub enum Shape {
        Circle(u32),
    }

    pub const NAME: &str = "x";
    pub const BIG: u8 = 300;

    #[kfuncs]
    pub trait Functions {
        fn get(id: u32);
    }

    #[ops(license = "GPL", requires(play | nowhere))]
    pub trait PlayerOps {
        #[range(0..=100)]
        #[flags(0x3)]
        const VOLUME: u32 = 101;

        #[private]
        const LIST: list_head = 1;

        const RAW: *const u32;

        fn play(&self, track: &Track, track2: &mut u32) -> i32;

        #[sleepable]
        fn sleep(&self) -> &Track;

        fn give(&self, track: Ref<Track>);

        fn many(&self, a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8) {}
    }
}
