use struct_ops::prelude::*;

#[struct_ops(flavor = "v2")]
pub trait PlayerOps {
    fn load(&self);
}

#[struct_ops]
pub mod player {
    pub struct Track {
        pub id: u32,
    }

    #[ops]
    pub trait ModuleOps {
        fn play(&self, track: &mut Track);
    }
}

fn main() {}
