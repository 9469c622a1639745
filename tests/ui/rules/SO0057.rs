use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    pub struct Pair<T> {
        pub left: T,
    }

    pub struct Sized<const N: usize> {
        pub bytes: [u8; N],
    }

    pub struct Borrowed<'a> {
        pub track: &'a u32,
    }

    pub union Either<T: Copy> {
        pub left: T,
    }

    #[repr(u32)]
    pub enum Mode<T> {
        Loop(T) = 0,
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
