use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[kfuncs]
    pub trait PlayerKfuncs {
        fn init();

        fn exit();

        #[name("player_structops_register")]
        fn register();

        #[name("player_ops_attached")]
        fn attached() -> bool;

        #[name("player_ops_volume")]
        fn volume() -> u32;
    }

    #[ops]
    pub trait PlayerOps {
        const VOLUME: u32 = 50;

        fn play(&self);
    }
}

fn main() {}
