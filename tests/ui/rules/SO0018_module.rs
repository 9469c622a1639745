use struct_ops::prelude::*;

#[struct_ops(kernel = "6.17..")]
pub mod player {
    pub struct Track {
        pub id: u32,
    }

    #[repr(u32)]
    pub enum Mode {
        Loop = 0,
    }

    #[repr(u32)]
    pub enum Shape {
        Round = 0,
    }

    #[ops]
    pub trait PlayerOps {
        const TRACK: Track = 0;

        fn mode(&self) -> Mode {
            0
        }

        fn shape(&self) -> Shape {
            Mode::Loop
        }

        fn owned(&self) -> Option<Ref<Track>> {
            0
        }
    }
}

fn main() {}
