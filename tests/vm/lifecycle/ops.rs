use struct_ops::prelude::*;

#[struct_ops]
pub mod life {
    #[ops(trigger = "/proc/life_trigger", export = true)]
    pub trait LifeOps {
        #[range(0..=100)]
        const VOLUME: u32 = 50;

        const NAME: [c_char; 16] = text(c"life");

        fn beat(&self) -> i32 {
            -1
        }

        fn rest(&self) -> i32 {
            -2
        }
    }
}
