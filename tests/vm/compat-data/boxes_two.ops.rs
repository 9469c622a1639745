use struct_ops::prelude::*;

/// Structs by value that have a field more, or others in their places.
#[struct_ops]
pub mod boxes_two {
    #[name("boxes_grown")]
    pub struct Grown {
        pub left: u32,
        pub right: u32,
        pub more: u32,
    }

    #[name("boxes_turned")]
    pub struct Turned {
        pub right: u32,
        pub left: u32,
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
