use struct_ops::prelude::*;

#[struct_ops]
pub trait player_ops {
    fn play(&self);
}

#[struct_ops(name = "MixerOps", module = "mixer")]
pub trait MixerOps {
    fn mix(&self);
}

#[struct_ops]
pub mod organ {
    #[ops]
    pub trait inner_ops {
        fn play(&self);
    }
}

fn main() {}
