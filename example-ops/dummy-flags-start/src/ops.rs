use struct_ops::prelude::*;

#[struct_ops(module = "dummy_members")]
pub mod dummy {
    /// Counts from `START` on, in steps that the program makes.
    #[ops(hooks(reg))]
    pub trait DummyOps {
        /// Bit 0 counts down, bit 1 stops at zero.
        #[flags(0x3)]
        const FLAGS: u32 = 0;

        /// The first number.
        const START: i32 = 1;

        /// The number after `last`.
        fn next(&self, last: i32, flags: u32) -> i32;
    }
}
