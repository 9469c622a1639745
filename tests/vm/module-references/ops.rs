use struct_ops::prelude::*;

#[struct_ops(kernel = "6.17..")]
pub mod purse {
    pub struct Coin {
        pub id: u32,
    }

    #[kfuncs]
    pub trait PurseKfuncs {
        fn coin_get(id: u32) -> Option<Ref<Coin>>;

        fn coin_put(coin: Ref<Coin>);
    }

    #[ops(trigger = "/proc/purse_trigger")]
    pub trait PurseOps {
        fn keep(&self, coin: Ref<Coin>) {}

        fn give(&self) -> Option<Ref<Coin>> {
            None
        }
    }
}
