use struct_ops::prelude::*;

#[struct_ops]
pub mod mixer {
    /// A channel of a mixing desk.
    #[writable(volume, muted)]
    pub struct Channel {
        pub id: u32,

        /// From 0 to 100.
        pub volume: u32,
        pub muted: u8,

        /// The one beside it; NULL for the last.
        pub next: *const Channel,
    }

    /// What nobody may write.
    pub struct Room {
        pub seats: u32,
    }

    /// Mixes what it is given.
    #[ops(export = true)]
    pub trait MixerOps {
        /// Sets volume and mute of a channel.
        fn adjust(&self, channel: &mut Channel, loudness: u32) -> i32;

        /// Like `adjust`, where there may be no channel.
        fn fade(&self, channel: Option<&mut Channel>, room: &mut Room) -> i32 {
            0
        }
    }
}
