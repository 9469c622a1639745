use struct_ops::prelude::*;

/// Each type is changed in one way.
#[struct_ops]
pub mod kinds_two {
    #[ops(name = "link_ops", trigger = "/proc/cross_link")]
    pub trait LinkOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }
    }

    #[ops(name = "many_ops", trigger = "/proc/cross_many")]
    pub trait ManyOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }
    }

    #[ops(name = "label_ops", instances = "many", trigger = "/proc/cross_label")]
    pub trait LabelOps {
        const ID: u32;

        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }
    }

    #[ops(name = "trade_ops", update = false, trigger = "/proc/cross_trade")]
    pub trait TradeOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }
    }

    #[ops(name = "help_ops", helpers = "none", trigger = "/proc/cross_help")]
    pub trait HelpOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }
    }

    #[ops(name = "choice_ops", requires(one | other), trigger = "/proc/cross_choice")]
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

    #[ops(name = "fall_ops", trigger = "/proc/cross_fall")]
    pub trait FallOps {
        #[private]
        const PLAIN: u32;

        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }

        #[trigger(7)]
        fn left(&self, a: u32) -> i32 {
            6
        }

        #[on(attach)]
        fn comes(&self) -> i32 {
            0
        }
    }

    #[ops(name = "turn_ops", trigger = "/proc/cross_turn")]
    pub trait TurnOps {
        #[trigger(7)]
        fn base(&self, a: u32) -> i32 {
            0
        }
    }
}
