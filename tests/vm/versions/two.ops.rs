use struct_ops::prelude::*;

/// The second version: an argument and an op more.
#[struct_ops(
    name = "player_ops",
    module = "player_two",
    flavor = "v2",
    trigger = "/proc/cross_trigger"
)]
pub trait PlayerTwoOps {
    #[trigger(7, 100)]
    fn play(&self, id: u32, pos: u32) -> i32 {
        0
    }

    fn stop(&self) -> i32 {
        0
    }
}
