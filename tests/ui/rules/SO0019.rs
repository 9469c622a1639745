use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    const LIMIT: u32 = MOST;

    fn errno(&self) -> i32 {
        -ENOSUCH
    }

    fn path(&self) -> i32 {
        i32::MAX
    }

    fn bare(&self) -> i32 {
        MOST
    }

    #[idle(MOST)]
    fn idle(&self) -> u32;
}

#[struct_ops]
pub mod player {
    #[repr(u32)]
    pub enum Mode {
        Loop = 0,
    }

    #[ops]
    pub trait ModuleOps {
        fn mode(&self) -> Mode {
            Mode::Shuffle
        }
    }
}

fn main() {}
