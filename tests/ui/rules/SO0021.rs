use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    fn unsigned(&self) -> u32;

    fn boolean(&self) -> bool;

    fn character(&self) -> c_char;
}

#[struct_ops(kernel = "6.17..")]
pub mod player {
    pub struct Track {
        pub id: u32,
    }

    #[repr(i32)]
    pub enum Mode {
        Loop = 0,
    }

    #[ops]
    pub trait ModuleOps {
        fn mode(&self) -> Mode;

        fn owned(&self) -> Option<Ref<Track>>;
    }
}

fn main() {}
