use struct_ops::prelude::*;

#[struct_ops]
pub mod odd {
    #[repr(u32)]
    pub enum Mode {
        Loop = 1,
        Shuffle = 2,
    }

    pub struct Config {
        pub name: [c_char; 8],
        pub on: [bool; 2],
        pub mode: Mode,
    }

    #[ops]
    pub trait OddOps {
        const CONFIG: Config;
        const FLAGS: [bool; 4] = [true; 4];
        const MODES: [[Mode; 2]; 2];
        const NAMES: [[c_char; 4]; 2];

        fn call(&self) {}
    }
}
