use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    /// Not a multiple of 8 bytes.
    pub struct Small {
        pub at: u32,
    }

    #[name("player_walk")]
    pub struct Named {
        pub at: u64,
    }

    pub struct Endless {
        pub at: u64,
    }

    pub struct Track {
        pub id: u32,
    }

    #[kfuncs]
    pub trait PlayerKfuncs {
        #[iterator(new)]
        fn small_new(state: &mut Small) -> i32;

        #[iterator(new)]
        fn named_new(state: &mut Named) -> i32;

        #[iterator(new)]
        fn endless_new(state: &mut Endless) -> i32;

        #[iterator(next)]
        fn endless_next(state: &mut Endless) -> Option<&Track>;
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
