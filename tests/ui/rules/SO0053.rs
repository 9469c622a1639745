use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    pub const TEXT: &str = "x";
    pub const FLAG: bool = true;
    pub const FLOAT: f64 = 1.0;
    pub const ARRAY: [u8; 2] = [1, 2];

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
