use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
    }

    #[kernel]
    pub struct inode {
        pub i_ino: u64,
    }

    pub struct Track {
        pub id: u32,
    }

    #[repr(u32)]
    pub enum Mode {
        Loop = 0,
    }

    #[repr(u32)]
    pub enum Shape {
        Round = 0,
    }

    pub const MAX: u32 = 300;

    #[ops(trigger = "/proc/player_trigger")]
    pub trait PlayerOps {
        #[trigger(none, zeroed, current)]
        fn references(&self, a: &Track, b: &inode, c: Option<&Track>);

        #[trigger(0, Shape::Round, MAX)]
        fn enums(&self, a: Mode, b: Mode, c: u8);

        #[trigger(1)]
        fn by_value(&self, a: Track);
    }
}

fn main() {}
