use struct_ops::prelude::*;

#[struct_ops]
pub mod deck {
    #[kfuncs]
    pub trait DeckKfuncs {
        /// How loud it is. The other module has a function of this name as well.
        #[name("stereo_volume")]
        fn volume() -> u32;
    }

    #[ops(trigger = "/proc/deck_trigger")]
    pub trait DeckOps {
        fn play(&self) -> u32 {
            0
        }
    }
}
