use struct_ops::prelude::*;

#[struct_ops]
pub mod radio {
    #[kfuncs]
    pub trait RadioKfuncs {
        /// How loud it is. The other module has a function of this name as well.
        #[name("stereo_volume")]
        fn volume() -> u32;
    }

    #[ops(trigger = "/proc/radio_trigger")]
    pub trait RadioOps {
        fn play(&self) -> u32 {
            0
        }
    }
}
