use struct_ops::prelude::*;

#[struct_ops]
pub mod crew {
    #[ops(trigger = "/proc/crew_trigger")]
    pub trait CrewOps {
        fn call(&self) -> i32 {
            -1
        }
    }

    #[ops(links = "optional", trigger = "/proc/deck_trigger")]
    pub trait DeckOps {
        fn look(&self) -> i32 {
            -1
        }
    }
}
