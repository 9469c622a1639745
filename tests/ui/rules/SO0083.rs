use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    pub struct Track {
        pub id: u32,
    }

    #[kfuncs]
    pub trait PlayerKfuncs {
        fn tracks_put(first: Ref<Track>, second: Ref<Track>);
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
