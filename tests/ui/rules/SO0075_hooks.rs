use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[ops(hooks(init_member))]
    pub trait PlayerOps {
        fn play(&self);
    }

    #[ops(hooks(init_member))]
    pub trait OwnedOps {
        const OWNER: &module;

        fn play(&self);
    }
}

fn main() {}
