use struct_ops::prelude::*;

#[struct_ops]
pub mod load {
    #[ops(export = true)]
    pub trait SoloOps {
        const ID: u32;

        #[on(attach)]
        fn open(&self) -> i32;

        fn beat(&self) -> i32 {
            -1
        }

        #[on(detach)]
        fn close(&self);
    }

    #[ops(instances = "many", export = true)]
    pub trait CrowdOps {
        #[key]
        const ID: u32;

        #[on(attach)]
        fn open(&self) -> i32;

        fn beat(&self) -> i32 {
            -1
        }

        #[on(detach)]
        fn close(&self);
    }
}
