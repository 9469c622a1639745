use struct_ops::prelude::*;

/// Types that BPF programs know by a version.
#[struct_ops]
pub mod flavored {
    /// What a sample holds, in every version.
    pub struct Grain {
        /// In milligrams.
        pub weight: u32,
    }

    /// The second version of a type with data.
    #[ops(flavor = "v2", instances = "many")]
    pub trait SieveOps {
        /// Which one it is.
        #[key]
        const ID: u32;

        /// Lets a grain through.
        fn passes(&self, grain: &Grain) -> bool {
            true
        }

        /// Waits for grains.
        #[sleepable]
        fn wait(&self, milliseconds: u32) {}
    }

    /// A type beside it, of a flavor of its own.
    #[ops(flavor = "next_1")]
    pub trait MillOps {
        /// Grinds.
        fn grind(&self) -> i32;
    }
}
