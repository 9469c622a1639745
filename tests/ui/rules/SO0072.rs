use struct_ops::prelude::*;

#[struct_ops(trigger = "/proc/version")]
pub trait PlayerOps {
    fn play(&self);
}

#[struct_ops]
pub mod player {
    #[ops(trigger = "/proc/player_trigger")]
    pub trait FirstOps {
        fn play(&self);
    }

    #[ops(trigger = "/proc/player_trigger")]
    pub trait SecondOps {
        fn play(&self);
    }
}

fn main() {}
