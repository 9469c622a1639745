use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[writable(pos)]
    pub struct Track {
        pub pos: u64,
    }

    #[writable(pos)]
    pub struct Legacy {
        pub pos: u64,
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self, id: u32);

        #[unsupported]
        fn legacy(&self, track: &mut Legacy);
    }
}

fn main() {}
