use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[repr(C, packed)]
    pub struct Track {
        pub volume: u8,
        pub pos: u64,
    }

    #[repr(align(64))]
    pub struct Line {
        pub id: u32,
    }

    #[repr(C)]
    pub struct Plain {
        pub id: u32,
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self, track: &Track, line: &Line, plain: &Plain);
    }
}

fn main() {}
