use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[kfuncs]
    pub trait PlayerKfuncs {
        fn unknown(memory: *mut c_void);

        fn apart(#[buffer(len)] text: *const c_char, volume: u32, len: u32);

        fn before(len: u32, #[buffer(len)] text: *const c_char);

        fn wide(#[buffer(len)] numbers: *const u32, len: u32);
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
