use struct_ops::prelude::*;

/// Known outside alone.
pub struct Outside;

#[struct_ops]
pub mod player {
    use super::Outside;

    pub struct Track {
        pub task: task_struct,
        pub pointer: *const task_struct,
        pub many: [Unknown; 4],
    }

    #[ops]
    pub trait PlayerOps {
        const WHO: Unknown;

        fn play(&self, a: &task_struct, b: Option<&mut Unknown>, c: &Outside) -> Mode;

        fn counted(&self, a: Ref<Unknown>);
    }
}

fn main() {}
