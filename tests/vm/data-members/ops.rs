use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    /// A type the kernel has: the fields listed are what this interface reads.
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
    }

    /// Shared by the module, BPF programs and Rust.
    pub struct Track {
        pub id: u32,
        pub pos: u64,
        pub volume: u8,
        pub name: [c_char; 16],
    }

    #[repr(u32)]
    pub enum Mode {
        Loop = 0,
        Shuffle = 1,
    }

    #[ops(trigger = "/proc/player_trigger", requires(seek | peek))]
    pub trait PlayerOps {
        const NAME: [c_char; 16];

        #[range(0..=100)]
        const VOLUME: u32 = 50;

        #[flags(0x3)]
        const FLAGS: u64 = 0;

        const MODE: Mode = Mode::Loop;

        #[private]
        const LIST: list_head;

        const OWNER: &module;

        #[trigger(zeroed, Mode::Shuffle)]
        fn play(&self, track: &mut Track, mode: Mode) -> i32 {
            0
        }

        #[trigger(current)]
        fn seek(&self, who: Option<&task_struct>) -> i32 {
            0
        }

        #[trigger(none)]
        fn peek(&self, who: Option<&task_struct>) -> i32 {
            -EOPNOTSUPP
        }

        #[unsupported]
        fn legacy(&self) {}
    }
}
