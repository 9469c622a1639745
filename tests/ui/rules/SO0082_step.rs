use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    pub struct Track {
        pub id: u32,
    }

    pub struct Tracks {
        pub at: u64,
    }

    #[kfuncs]
    pub trait PlayerKfuncs {
        #[iterator(new)]
        #[name("player_walk")]
        fn walk(state: &mut Tracks) -> i32;
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
