use struct_ops::prelude::*;

#[struct_ops(
    module = "sample",
    license = "Dual MIT/GPL",
    author = "A. U. Thor",
    description = "a sample",
    version = "1.0"
)]
pub mod sample {
    /// A type of the kernel.
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
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

        #[range(0..=100)]
        const VOLUME: u32 = 50;

        const FIRST: Track;

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

        fn alias(&self, #[c_type("gfp_t")] flags: u32) {}
    }
}
