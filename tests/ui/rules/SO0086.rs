use struct_ops::prelude::*;

#[struct_ops(kernel = "6.17..")]
pub mod player {
    #[kernel]
    pub struct file {
        pub f_flags: u32,
    }

    pub struct Track {
        pub id: u32,
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self, track: Ref<Track>, file: Ref<file>);

        fn next(&self) -> Option<Ref<Track>> {
            None
        }
    }
}

fn main() {}
