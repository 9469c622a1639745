use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[kernel]
    pub struct list_head {
        pub next: *mut c_void,
    }

    #[kernel]
    #[writable(pid, tasks)]
    pub struct task_struct {
        pub pid: i32,
        pub tasks: list_head,
    }

    pub struct Place {
        pub row: u32,
        pub owner: *mut c_void,
    }

    #[writable(id, place, next, near)]
    pub struct Track {
        pub id: u32,
        pub place: Place,
        pub next: *mut c_void,
        pub near: [*const u8; 4],
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self, track: &mut Track, who: &mut task_struct) -> i32;
    }
}

fn main() {}
