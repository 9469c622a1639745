use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    const fn size() -> u32 {
        4
    }

    pub const CALL: u32 = size();
    pub const PATH: u32 = u32::MAX;
    pub const LARGE: u8 = 300;

    #[repr(u32)]
    pub enum Mode {
        Call = size(),
        Next,
    }

    #[repr(u32)]
    pub enum Shape {
        Negative = -1,
    }

    pub struct Track {
        pub name: [u8; size() as usize],
    }

    #[ops]
    pub trait PlayerOps {
        const NAME: [u8; size() as usize];

        fn play(&self);
    }
}

fn main() {}
