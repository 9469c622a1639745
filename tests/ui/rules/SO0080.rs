use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[writable(pos)]
    pub struct Track {
        pub id: u32,
        pub pos: u64,
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self, track: &mut Track);
        fn show(&self, track: &Track);
        fn maybe(&self, track: Option<&Track>);
    }
}

fn main() {}
