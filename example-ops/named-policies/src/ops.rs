use struct_ops::prelude::*;

#[struct_ops]
pub mod policies {
    /// Decides how many of the waiting requests are served; users choose one by its name.
    #[ops(instances = "many", hooks(validate))]
    pub trait PolicyOps {
        /// What users choose it by.
        #[key]
        const NAME: [c_char; 16];

        /// How many of `waiting` are served next; none without the policy.
        fn serve(&self, waiting: u32) -> u32 {
            0
        }

        /// Whether it can still take more.
        fn is_ready(&self) -> bool {
            true
        }
    }
}
