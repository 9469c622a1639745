use struct_ops::prelude::*;

#[struct_ops(kernel = "7.3..")]
pub trait ManyOps {
    #[rustfmt::skip]
    fn thirteen(
        &self,
        a: u8, b: u8, c: u8, d: u8, e: u8, f: u8, g: u8,
        h: u8, i: u8, j: u8, k: u8, l: u8, m: u8,
    ) {}
}

#[struct_ops(kernel = "7.3..")]
pub mod player {
    pub struct Pair {
        pub left: u64,
        pub right: u64,
    }

    #[ops]
    pub trait PairOps {
        fn slots(&self, a: Pair, b: Pair, c: Pair, d: Pair, e: Pair, f: Pair, g: Pair) {}
    }
}

fn main() {}
