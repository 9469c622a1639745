use struct_ops::prelude::*;

/// Instances of the first version.
#[struct_ops]
pub mod kinds {
    #[ops(links = "optional", trigger = "/proc/cross_link")]
    pub trait LinkOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }
    }

    #[ops(instances = "many", trigger = "/proc/cross_many")]
    pub trait ManyOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }
    }

    #[ops(instances = "many", trigger = "/proc/cross_label")]
    pub trait LabelOps {
        #[key]
        const ID: u32;

        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }
    }

    #[ops(trigger = "/proc/cross_trade")]
    pub trait TradeOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }
    }

    #[ops(trigger = "/proc/cross_help")]
    pub trait HelpOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }
    }

    #[ops(trigger = "/proc/cross_choice")]
    pub trait ChoiceOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }

        fn one(&self) -> i32 {
            0
        }

        fn other(&self) -> i32 {
            0
        }
    }

    #[ops(trigger = "/proc/cross_fall")]
    pub trait FallOps {
        const PLAIN: u32 = 0;

        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }

        #[trigger(7)]
        fn left(&self, a: u32) -> i32 {
            5
        }

        fn comes(&self) -> i32 {
            0
        }
    }

    #[ops(protect = "mutex", trigger = "/proc/cross_turn")]
    pub trait TurnOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }
    }
}
