use struct_ops::prelude::*;

/// What a turntable does, in its second version: `play` has an argument more, and `stop` is new.
#[struct_ops(flavor = "v2", trigger = "/proc/turntable")]
pub trait TurntableOps {
    /// Plays a track.
    #[trigger(7, 100)]
    fn play(&self, track: u32, volume: u32) -> i32 {
        0
    }

    /// Stops.
    fn stop(&self) -> i32 {
        0
    }
}
