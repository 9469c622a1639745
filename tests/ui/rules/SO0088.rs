use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[repr(u32)]
    pub enum Mode {
        Loop = 0,
        Again = 0,
        One,
        Uno = 1,
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self, mode: Mode);
    }
}

fn main() {}
