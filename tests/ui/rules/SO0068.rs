use struct_ops::prelude::*;

#[struct_ops(module = "player")]
pub trait TcpCongestionOps {
    fn play(&self);
}

#[struct_ops(name = "file_operations", module = "files")]
pub trait NamedOps {
    fn play(&self);
}

#[struct_ops]
pub mod player {
    #[name("track")]
    pub struct Track {
        pub id: u32,
    }

    #[ops]
    pub trait ModuleOps {
        fn play(&self);
    }
}

fn main() {}
