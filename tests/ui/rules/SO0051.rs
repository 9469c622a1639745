use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    #[c_type("gfp_t")]
    const FLAGS: [u32; 2];

    fn load(&self, #[c_type("gfp_t")] flags: *const u32);

    #[c_type("gfp_t")]
    fn unit(&self) -> ();
}

#[struct_ops]
pub mod player {
    pub struct Track {
        pub id: u32,
    }

    pub struct Album {
        #[c_type("track_t")]
        pub track: Track,
    }

    #[ops]
    pub trait ModuleOps {
        fn play(&self, #[c_type("track_t")] track: &Track);
    }
}

fn main() {}
