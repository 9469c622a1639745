use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    #[cfg(feature = "x")]
    const LIMIT: u32;

    #[cfg(feature = "x")]
    fn play(&self) -> i32;

    #[cfg_attr(feature = "x", inline)]
    fn seek(&self, #[cfg(feature = "x")] position: u64);
}

#[struct_ops]
pub mod player {
    #[cfg(feature = "x")]
    pub struct Track {
        #[cfg(feature = "x")]
        pub id: u32,
    }

    #[cfg(feature = "x")]
    #[repr(u32)]
    pub enum Mode {
        #[cfg(feature = "x")]
        Loop = 0,
    }

    #[cfg(feature = "x")]
    pub const MAX: u32 = 1;

    #[cfg(feature = "x")]
    #[ops]
    pub trait ModuleOps {
        fn play(&self) -> i32;
    }
}

fn main() {}
