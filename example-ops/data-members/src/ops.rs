use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[repr(u32)]
    pub enum Mode {
        Loop = 0,
        Shuffle = 1,
    }

    /// How far left and right are turned up.
    pub struct Balance {
        pub left: u16,
        pub right: u16,
    }

    pub const DEFAULT_BUFFER: u32 = 4096;

    /// A player whose settings are data members.
    #[ops(trigger = "/proc/player_trigger")]
    pub trait PlayerOps {
        /// Has no value here, so that it must be set.
        const NAME: [c_char; 16];

        #[range(0..=100)]
        const VOLUME: u32 = 50;

        /// The lowest two bits: repeat, mute.
        #[flags(0x3)]
        const FLAGS: u64 = 0;

        const MODE: Mode = Mode::Loop;

        /// In bytes. Zero is not refused but replaced, since C cannot tell it from "not set".
        #[range(512..=65536)]
        #[zero_means(DEFAULT_BUFFER)]
        const BUFFER: u32 = 0;

        /// A byte for each of six bands.
        const EQUALIZER: [u8; 6] = [0; 6];

        /// Must be set as well: a struct cannot have a value here.
        const BALANCE: Balance;

        /// Where the module keeps an instance in a list: no program and no loader sets it.
        #[private]
        const LIST: list_head;

        /// The core enters the module that defines the type.
        const OWNER: &module;

        #[trigger(7)]
        fn play(&self, track: u32) -> i32;
    }
}
