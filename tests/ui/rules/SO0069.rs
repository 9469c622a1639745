use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[kernel]
    pub struct unheard_of {
        pub id: u32,
    }

    #[kernel]
    #[name("other_tag")]
    pub union Other {
        pub id: u32,
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self, a: &unheard_of);
    }
}

fn main() {}
