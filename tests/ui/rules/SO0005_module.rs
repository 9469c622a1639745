use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[ops]
    pub trait PlayerOps {
        fn play(&self) -> i32;
    }

    #[ops(name = "player_ops")]
    pub trait OtherOps {
        fn stop(&self) -> i32;
    }
}

fn main() {}
