use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[repr(u32)]
    pub enum Tuple {
        Seek(u32),
    }

    #[repr(u32)]
    pub enum Named {
        Seek { position: u32 },
    }

    #[repr(u32)]
    pub enum Empty {
        Seek(),
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
