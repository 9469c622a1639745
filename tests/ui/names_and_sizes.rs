use struct_ops::prelude::*;

#[struct_ops]
pub trait LibOps {
    fn call(&self, rcu_read_lock: u32) {}
    fn si_pid(&self) {}
}

#[struct_ops]
pub mod sizes {
    #[kernel]
    #[repr(u32)]
    pub enum some_enum {
        FIRST = 0,
    }

    #[kernel]
    pub struct file {
        pub shared: Shared,
    }

    pub struct Shared {
        pub huge: [[u8; 1048576]; 2],
        pub half: [u8; 1048576],
        #[c_type("no type")]
        pub alias: u32,
    }

    pub struct Large {
        pub a: [u8; 1048576],
        pub b: u8,
    }

    pub const OPS_CALL: u32 = 1;

    #[name("SIZES_TWICE")]
    pub const OTHER: u32 = 1;

    #[ops(name = "sizes_ops")]
    pub trait SizesOps {
        #[flags(1)]
        const FLAG: bool;

        #[name("SIZES_TWICE")]
        const TWICE: u32;

        fn call(&self, lock: &mutex) {}
    }
}

#[struct_ops]
pub mod functions {
    pub const OPS_CALL: u32 = 1;

    #[ops(name = "functions_ops")]
    pub trait FunctionsOps {
        fn call(&self, #[c_type("new_t")] new_t: u32, #[c_type("new_t")] other: u64) {}
    }

    #[ops(name = "functions_ops_call")]
    pub trait OtherOps {
        fn attached_(&self) {}
    }

    #[ops(name = "functions")]
    pub trait ThirdOps {
        fn ops_call(&self) {}
    }
}

#[struct_ops(module = "r#type", description = "a \u{202e} b")]
pub trait TypeOps {
    fn call(&self) {}
}
