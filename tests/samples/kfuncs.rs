use struct_ops::prelude::*;

/// Functions for programs, of every kind.
#[struct_ops(kernel = "6.17..")]
pub mod vault {
    /// A task.
    #[kernel]
    pub struct task_struct {
        /// Its number.
        pub pid: i32,
    }

    /// What the vault holds.
    pub struct Coin {
        /// Its number.
        pub id: u32,
        /// Where it lies.
        pub place: *mut c_void,
    }

    /// A walk over the coins.
    pub struct Coins {
        /// The next one.
        pub at: u64,
    }

    /// How to look.
    #[repr(u32)]
    pub enum Order {
        /// The first one first.
        Forward,
        /// The last one first.
        Backward,
    }

    /// For programs of the module's types.
    #[kfuncs]
    pub trait VaultKfuncs {
        /// Takes a coin.
        ///
        /// There may be none of that number; it is looked for from the end that is said.
        fn coin_get(id: u32, order: Order) -> Option<Ref<Coin>>;

        /// Gives it back.
        fn coin_put(coin: Ref<Coin>);

        /// Makes one.
        #[sleepable]
        fn coin_new() -> Ref<Coin>;

        /// Puts another one in its place, or none.
        fn coin_swap(coin: Option<Ref<Coin>>, id: u32) -> Option<Ref<Coin>>;

        /// Looks at it.
        fn coin_worth(coin: Option<&Coin>, #[constant] like: &Coin) -> u64;

        /// Whether it is one.
        fn coin_is_real(coin: &mut Coin) -> bool;

        /// The one that was there first.
        fn coin_first() -> Option<&'static Coin>;

        /// Writes what is on it.
        fn coin_text(
            coin: &Coin,
            #[buffer(room)] text: *mut c_char,
            room: u32,
            #[ignored] context: *mut c_void,
        ) -> isize;

        /// Looks for one by what is on it.
        fn coin_find(#[string] text: *const c_char, count: *mut u32) -> Option<Ref<Coin>>;

        /// Whose turn it is.
        #[rcu]
        #[c_type("gfp_t")]
        fn turn(task: &task_struct, #[c_type("gfp_t")] flags: u32) -> u32;

        /// Begins a walk.
        #[iterator(new)]
        fn coins_new(state: &mut Coins, from: u32) -> i32;

        /// Its next coin.
        #[iterator(next)]
        fn coins_next(state: &mut Coins) -> Option<&Coin>;

        /// Ends it.
        #[iterator(destroy)]
        fn coins_destroy(state: &mut Coins);
    }

    /// For others as well.
    #[kfuncs]
    #[programs(struct_ops, syscall, tracing)]
    pub trait OpenKfuncs {
        /// How many there are.
        fn count() -> u64;

        /// Blows it up.
        #[destructive]
        #[sleepable]
        #[programs(syscall)]
        #[name("vault_boom")]
        fn blow_up();
    }

    /// A vault.
    #[ops(trigger = "/proc/vault_trigger", hooks(reg))]
    pub trait VaultOps {
        /// Keeps what it gets.
        fn keep(&self, coin: Ref<Coin>) {}

        /// Gives one.
        fn give(&self) -> Option<Ref<Coin>> {
            None
        }

        /// Looks at one.
        fn look(&self, coin: &Coin) -> i32 {
            0
        }
    }
}
