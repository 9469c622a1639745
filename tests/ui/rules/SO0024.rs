use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    fn pointer(&self, #[buffer(len)] data: *const c_void, len: u32);

    fn scalar(&self, #[buffer(len)] data: u32, len: u32);
}

#[struct_ops]
pub mod player {
    pub struct Track {
        pub id: u32,
    }

    #[ops]
    pub trait ModuleOps {
        fn reference(&self, #[buffer(len)] track: &Track, len: u32);
    }
}

fn main() {}
