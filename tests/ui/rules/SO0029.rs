use struct_ops::prelude::*;

#[struct_ops(trigger = "/proc/player_trigger")]
pub trait PlayerOps {
    #[trigger(unknown, length(), "text", Mode::Loop)]
    fn play(&self, a: u32, b: u32, c: *const c_char, d: u32);
}

fn main() {}
