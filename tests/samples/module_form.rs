//! The module form as README shows it, with as few words.

#![allow(missing_docs)]

use struct_ops::prelude::*;

#[struct_ops(license = "GPL", description = "a music player")]
pub mod player {
    // The kernel's own: the fields that this interface reads.
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
    }

    pub struct Track {
        pub id: u32,
        pub name: [c_char; 16],
    }

    #[repr(u32)]
    pub enum Mode {
        Loop = 0,
        Shuffle = 1,
    }

    pub const MAX_TRACKS: u32 = 64;

    #[ops(trigger = "/proc/player_trigger")]
    pub trait PlayerOps {
        // No value: whoever attaches must set it.
        const NAME: [c_char; 16];

        // A value: the emitted program starts with it.
        #[range(0..=100)]
        const VOLUME: u32 = 50;

        #[flags(0x3)]
        const FLAGS: u64 = 0;

        // Zero is taken for 20.
        #[zero_means(20)]
        const TRACKS: u32 = 0;

        // The subsystem's: programs and loaders leave it alone.
        #[private]
        const LIST: list_head;

        // The module that defines the type, for the core.
        const OWNER: &module;

        #[trigger(zeroed, Mode::Shuffle)]
        fn play(&self, track: &mut Track, mode: Mode) -> i32;

        #[trigger(current, 30)]
        fn seek(&self, who: Option<&task_struct>, pos: u64) -> i32 {
            0
        }
    }
}
