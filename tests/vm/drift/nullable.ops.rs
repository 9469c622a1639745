use struct_ops::prelude::*;

/// An argument is never NULL any more.
#[struct_ops]
pub mod drift_nullable {
    #[kernel]
    pub struct task_struct {
        pub pid: i32,
    }

    #[name("drift_track")]
    pub struct Track {
        pub id: u32,
        pub pos: u64,
    }

    #[ops(name = "drift_ops", trigger = "/proc/drift_trigger")]
    pub trait DriftOps {
        #[range(0..=100)]
        const VOLUME: u32 = 50;

        #[trigger(7, current)]
        fn play(&self, id: u64, who: &task_struct) -> i32 {
            0
        }

        #[trigger(zeroed)]
        fn stop(&self, track: &Track) -> i32 {
            0
        }
    }
}
