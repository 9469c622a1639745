use struct_ops::prelude::*;

#[struct_ops]
pub mod jukebox {
    /// A type the kernel has. Only these two fields are listed, in this order and at any
    /// offset: libbpf finds the real ones when it loads the program.
    #[kernel]
    pub struct task_struct {
        pub comm: [c_char; 16],
        pub pid: i32,
    }

    /// Shared by the module, BPF programs and Rust.
    pub struct Track {
        pub id: u32,
        pub length: u64,
        pub title: [c_char; 16],
    }

    #[repr(u32)]
    pub enum Mode {
        Loop = 0,
        Shuffle = 1,
    }

    pub const COINS: i32 = 2;

    /// A jukebox asks a program what a track costs, and who may choose.
    #[ops(trigger = "/proc/jukebox_trigger")]
    pub trait JukeboxOps {
        #[trigger(zeroed, Mode::Shuffle)]
        fn price(&self, track: &mut Track, mode: Mode) -> i32 {
            COINS
        }

        #[trigger(zeroed, current)]
        fn choose(&self, track: &mut Track, listener: &task_struct) -> i32 {
            0
        }
    }
}
