use struct_ops::prelude::*;

#[struct_ops]
pub trait PointerOps {
    const POINTER: *const u32;

    const BYTES: *mut c_void;

    fn play(&self);
}

#[struct_ops]
pub mod player {
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
    }

    #[ops]
    pub trait PlayerOps {
        const LIST: list_head;

        const LISTS: [list_head; 2];

        const TASK: task_struct;

        const POINTER: *const task_struct;

        fn play(&self);
    }
}

fn main() {}
