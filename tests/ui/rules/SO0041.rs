use struct_ops::prelude::*;

#[struct_ops]
#[kernel]
#[wow]
pub trait PlayerOps {
    #[idle(0)]
    const LIMIT: u32;

    #[wow]
    #[range(0..=100)]
    fn play(#[wow] &self, #[idle(0)] #[wow] a: u32);

    #[test]
    fn test(&self);
}

#[struct_ops]
#[ops]
#[wow]
pub mod player {
    #[ops]
    pub struct Track {
        #[private]
        #[wow]
        pub id: u32,
    }

    #[wow]
    #[repr(u32)]
    pub enum Mode {
        #[kernel]
        #[wow]
        Loop = 0,
    }

    #[flags(1)]
    #[wow]
    pub const MAX: u32 = 1;

    #[ops]
    #[wow]
    pub trait ModuleOps {
        fn play(&self);
    }
}

fn main() {}
