use struct_ops::prelude::*;

#[struct_ops]
pub mod objects {
    /// Filters what is written to one object: the one whose number the instance names.
    #[ops(instances = "many", hooks(reg, unreg))]
    pub trait ObjectOps {
        /// The number of the object.
        #[key]
        const ID: u32;

        /// What is stored in place of `value`; the value itself where nothing filters.
        fn filter(&self, value: u64) -> u64 {
            value
        }
    }
}
