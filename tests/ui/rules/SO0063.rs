use struct_ops::prelude::*;

#[struct_ops]
pub trait PlayerOps {
    #[private]
    const VALUE: u64 = 1;

    #[private]
    #[range(0..=1)]
    const RANGE: u64;

    #[private]
    #[flags(1)]
    const FLAGS: u64;

    #[private]
    #[zero_means(1)]
    const ZERO: u64;

    fn play(&self);
}

#[struct_ops]
pub mod player {
    #[ops]
    pub trait ModuleOps {
        const OWNER: &module = 1;

        fn play(&self);
    }
}

fn main() {}
