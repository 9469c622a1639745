use struct_ops::prelude::*;

/// Structs by value of the first version.
#[struct_ops]
pub mod boxes {
    pub struct Grown {
        pub left: u32,
        pub right: u32,
    }

    pub struct Turned {
        pub left: u32,
        pub right: u32,
    }

    #[ops(trigger = "/proc/grown_trigger")]
    pub trait GrownOps {
        const CONTENT: Grown;

        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }
    }

    #[ops(trigger = "/proc/turned_trigger")]
    pub trait TurnedOps {
        const CONTENT: Turned;

        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }
    }
}
