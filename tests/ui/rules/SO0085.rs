use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    pub struct Tracks {
        pub at: u64,
    }

    #[kfuncs]
    pub trait PlayerKfuncs {
        #[iterator(new)]
        fn tracks_new(from: u32) -> i32;

        #[iterator(next)]
        fn tracks_next(state: &mut Tracks) -> u32;

        #[iterator(destroy)]
        fn tracks_destroy(state: &Tracks);
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
