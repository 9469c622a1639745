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

    pub struct Twice {
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

        #[iterator(new)]
        fn twice_new(state: &mut Twice) -> i32;

        #[iterator(next)]
        fn twice_next(state: &mut Twice) -> Option<&Track>;

        #[iterator(destroy)]
        fn twice_destroy(state: &mut Twice);

        #[iterator(destroy)]
        #[name("bpf_iter_player_twice_destroy")]
        fn twice_destroyed(state: &mut Twice);
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
