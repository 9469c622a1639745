use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[kernel]
    pub struct list_head {
        pub next: *mut c_void,
    }

    pub struct Place {
        pub row: u32,
        pub owner: *mut c_void,
    }

    #[writable(id, place, next, near, list)]
    pub struct Track {
        pub id: u32,
        pub place: Place,
        pub next: *mut c_void,
        pub near: [*const u8; 4],
        pub list: list_head,
    }

    #[ops]
    pub trait PlayerOps {
        fn play(&self, track: &mut Track) -> i32;
    }
}

fn main() {}
