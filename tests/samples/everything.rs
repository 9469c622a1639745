use struct_ops::prelude::*;

#[struct_ops(
    module = "sample",
    license = "Dual MIT/GPL",
    author = "A. U. Thor",
    description = "a sample",
    version = "1.0"
)]
pub mod sample {
    //! A module with types of its own.

    /// A type of the kernel.
    #[kernel]
    pub struct task_struct {
        /// Its number.
        pub pid: i32,
        /// Its flags.
        #[c_type("gfp_t")]
        pub flags: u32,
    }

    /// An enum of the kernel.
    #[kernel]
    #[repr(u32)]
    pub enum dma_data_direction {
        /// Both.
        DMA_BIDIRECTIONAL = 0,
    }

    /// Shared.
    pub struct Track {
        /// Who.
        pub id: u32,
    }

    /// One word in two readings.
    pub union Word {
        /// As a number.
        pub number: u64,
        /// As bytes.
        pub bytes: [u8; 8],
    }

    /// Settings inside of settings.
    pub struct Config {
        /// How deep.
        pub depth: u32,
        /// Whether wide.
        pub wide: bool,
        /// Which way.
        pub mode: Mode,
        /// Weights.
        pub weights: [u16; 3],
    }

    /// How.
    #[repr(u32)]
    pub enum Mode {
        /// Again.
        Loop = 0,
    }

    /// So many.
    pub const MAX: u32 = 64;

    /// Everything the language has, in one type.
    ///
    /// With a second paragraph.
    #[ops(trigger = "/proc/sample_trigger")]
    pub trait EverythingOps {
        /// Its name.
        const NAME: [c_char; 16];

        /// How loud.
        #[range(0..=100)]
        const VOLUME: u32 = 50;

        /// Settings.
        const CONFIG: Config = Config {
            depth: 4,
            wide: true,
            mode: Mode::Loop,
            weights: [1, 2, 3],
        };

        /// Must be there.
        const OTHER: Config;

        /// The first.
        const FIRST: Track;

        /// Levels.
        const LEVELS: [u8; 4] = [7; 4];

        /// The module's own.
        #[private]
        const LIST: list_head;

        /// Must be there.
        #[trigger(1, zeroed)]
        fn required(&self, number: u64, track: &Track) -> i64;

        /// Has a buffer.
        #[trigger(message, message_len)]
        fn buffer(&self, #[buffer(len)] data: *const u8, len: u32) -> i32 {
            -EOPNOTSUPP
        }

        /// A union behind a pointer.
        fn word(&self, word: &Word, maybe: Option<&mut Word>) {}

        /// Has types that Rust lacks.
        #[c_type("pid_t")]
        fn alias(
            &self,
            #[c_type("gfp_t")] flags: u32,
            #[c_type("sector_t")] sector: u64,
            #[c_type("pid_t")] pid: i32,
        ) -> i32 {
            pid
        }
    }
}
