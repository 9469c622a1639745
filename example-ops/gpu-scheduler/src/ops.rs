use struct_ops::prelude::*;

#[struct_ops]
pub mod gpu {
    /// A job that a client has submitted.
    pub struct Job {
        pub id: u64,
        pub client: u32,
        /// What the client thinks that it takes, in microseconds.
        pub estimate: u32,
        pub priority: u8,
    }

    /// A ring of the device, which runs one job at a time.
    pub struct Ring {
        pub index: u32,
        /// Jobs that wait for it.
        pub queued: u32,
        /// In microseconds.
        pub busy_for: u64,
    }

    /// What becomes of a job.
    #[repr(u32)]
    pub enum Verdict {
        /// The driver decides as it would without a policy.
        Default = 0,
        Run = 1,
        Defer = 2,
        Reject = 3,
    }

    /// What becomes of a job that takes longer than its estimate.
    #[repr(u32)]
    pub enum Timeout {
        /// The driver decides as it would without a policy.
        Default = 0,
        Extend = 1,
        Kill = 2,
    }

    /// Decides for a device driver which jobs run.
    #[ops(hooks(func_proto))]
    pub trait GpuOps {
        /// A job has been submitted for the ring.
        fn submit(&self, job: &Job, ring: &Ring) -> Verdict {
            Verdict::Default
        }

        /// The job is running, and late by so many microseconds.
        fn overdue(&self, job: &Job, late: u64) -> Timeout {
            Timeout::Default
        }

        /// The job is done.
        fn done(&self, job: &Job) {}
    }
}
