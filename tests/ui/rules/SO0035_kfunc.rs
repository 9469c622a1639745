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
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
