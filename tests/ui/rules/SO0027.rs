use struct_ops::prelude::*;

#[struct_ops(trigger = "/proc/player_trigger")]
pub trait PlayerOps {
    #[trigger(1)]
    fn few(&self, a: u32, b: u32);

    #[trigger(1, 2)]
    fn many(&self, a: u32);

    #[trigger(1)]
    fn none(&self);

    #[trigger()]
    fn empty(&self, a: u32);
}

fn main() {}
