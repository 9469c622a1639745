use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    pub struct Direct {
        pub inner: Direct,
    }

    pub struct First {
        pub second: [Second; 2],
    }

    pub struct Second {
        pub first: First,
    }

    pub struct Outer {
        pub id: u32,
        pub first: First,
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
