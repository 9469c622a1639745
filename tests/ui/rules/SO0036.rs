use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    #[name("2")]
    const LIMIT: u32;

    #[name("play-track")]
    fn play(&self);

    fn größe(&self, länge: u32);

    #[name("")]
    fn empty(&self);
}

#[struct_ops(name = "a b")]
pub trait NamedOps {
    fn play(&self);
}

#[struct_ops(module = "a-b")]
pub trait ModuleOps {
    fn play(&self);
}

#[struct_ops]
pub mod player {
    #[name("x y")]
    pub const MAX: u32 = 1;

    #[name("x.y")]
    pub struct Track {
        #[name("1")]
        pub id: u32,
    }

    #[name("x/y")]
    #[repr(u32)]
    pub enum Mode {
        #[name("x+y")]
        Loop = 0,
    }

    #[ops]
    pub trait InnerOps {
        fn play(&self);
    }
}

fn main() {}
