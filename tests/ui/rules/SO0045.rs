use struct_ops::prelude::*;

#[struct_ops]
#[struct_ops]
pub trait TwiceOps {
    fn play(&self);
}

#[struct_ops]
#[struct_ops]
pub mod twice {
    #[ops]
    pub trait InnerOps {
        fn play(&self);
    }
}

#[struct_ops]
pub trait PlayerOps {
    #[private]
    #[private]
    const LIST: u64;

    #[idle(0)]
    #[idle(1)]
    fn volume(&self) -> u32;

    #[name("a")]
    #[name("b")]
    fn play(&self, #[c_type("gfp_t")] #[c_type("gfp_t")] flags: u32);
}

#[struct_ops]
pub mod player {
    #[name("a")]
    #[name("b")]
    pub struct Track {
        #[name("a")]
        #[name("b")]
        pub id: u32,
    }

    #[ops]
    #[ops]
    pub trait ModuleOps {
        fn play(&self);
    }
}

fn main() {}
