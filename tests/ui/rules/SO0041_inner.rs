//! macro: cannot see: it is not called for the module around the trait

pub mod player {
    use struct_ops::prelude::*;

    #[struct_ops]
    pub trait InnerOps {
        fn play(&self);
    }

    /// Not in every build, and so no part of the interface.
    #[cfg(test)]
    mod tests {
        use struct_ops::prelude::*;

        #[struct_ops]
        pub trait TestOps {
            fn play(&self);
        }
    }

    pub mod deeper {
        use struct_ops::prelude::*;

        #[struct_ops]
        pub trait DeeperOps {
            fn play(&self);
        }
    }
}

fn main() {}
