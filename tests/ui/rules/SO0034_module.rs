use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[name("PAGE_SIZE")]
    pub const LIMIT: u32 = 1;

    #[name("short")]
    pub struct Track {
        pub int: u32,
        #[name("HZ")]
        pub id: u32,
    }

    #[name("signed")]
    #[repr(u32)]
    pub enum Mode {
        #[name("true")]
        Loop = 0,
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
