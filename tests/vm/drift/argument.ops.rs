use struct_ops::prelude::*;

/// An argument is missing.
#[struct_ops]
pub mod drift_argument {
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

        #[trigger(current)]
        fn play(&self, who: Option<&task_struct>) -> i32 {
            0
        }

        #[trigger(zeroed)]
        fn stop(&self, track: &Track) -> i32 {
            0
        }
    }
}
