use struct_ops::prelude::*;

/// What a turntable does, in its first version.
#[struct_ops(module = "turntable_before", trigger = "/proc/turntable")]
pub trait TurntableOps {
    /// Plays a track.
    #[trigger(7)]
    fn play(&self, track: u32) -> i32 {
        0
    }
}
