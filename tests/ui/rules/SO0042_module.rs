use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[kernel("linux/sched.h")]
    pub struct task_struct {
        #[name]
        pub pid: i32,
        #[c_type]
        pub flags: u32,
    }

    #[name(track)]
    pub struct Track {
        pub id: u32,
    }

    #[name = "mode"]
    #[repr(u32)]
    pub enum Mode {
        #[name(1)]
        Loop = 0,
    }

    #[name(1)]
    pub const MAX: u32 = 1;

    #[ops]
    pub trait PlayerOps {
        #[private(always)]
        const OWN: u64;

        #[unsupported = "old"]
        fn play(&self, #[constant(1)] who: &task_struct);
    }

    #[ops = "mixer_ops"]
    pub trait MixerOps {
        fn mix(&self);
    }
}

fn main() {}
