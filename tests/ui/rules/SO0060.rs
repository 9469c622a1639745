use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
    }

    pub struct Track {
        pub list: list_head,
        pub task: task_struct,
        pub tasks: [task_struct; 2],
    }

    pub union Either {
        pub list: list_head,
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self);
    }
}

fn main() {}
