use struct_ops::prelude::*;

/// One module, two types: each has instances, a lock and a trigger file of its own.
#[struct_ops]
pub mod house {
    /// Opens doors.
    #[ops(trigger = "/proc/door_trigger")]
    pub trait DoorOps {
        #[trigger(3)]
        fn open(&self, floor: u32) -> i32 {
            -ENOENT
        }
    }

    /// Lights rooms.
    #[ops(trigger = "/proc/lamp_trigger")]
    pub trait LampOps {
        #[trigger(80)]
        fn dim(&self, percent: u32) -> u32 {
            percent
        }

        fn off(&self) {}
    }
}
