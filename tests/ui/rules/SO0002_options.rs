use struct_ops::prelude::*;

#[struct_ops(= 1)]
pub trait EqualsOps {
    fn play(&self) -> i32;
}

#[struct_ops(links "optional")]
pub trait CommaOps {
    fn play(&self) -> i32;
}

#[struct_ops]
pub mod player {
    #[ops(name = )]
    pub trait PlayerOps {
        fn play(&self) -> i32;
    }
}

fn main() {}
