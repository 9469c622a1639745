use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[writable(position, id, volume)]
    pub struct Track {
        pub id: u32,
        pub pos: u64,
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self, track: &mut Track);
    }
}

fn main() {}
