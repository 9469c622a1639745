//! A trial: a project on a running kernel, step by step, from its sources to the kernel log.
//!
//! ```no_run
//! use std::path::Path;
//! use structops_gen::trial::{self, Kernels, Setup};
//!
//! # fn main() -> Result<(), structops_gen::trial::Error> {
//! let mut setup = Setup::of_project(Path::new("player"))?;
//! setup.kernels = Kernels::Series(vec!["6.12".to_owned()]);
//! let report = trial::run(&setup, &|event| println!("{event:?}"))?;
//! assert!(report.passed);
//! # Ok(())
//! # }
//! ```
//!
//! [`run`] compares the sources with the trait, builds the loader once, and for each kernel
//! the modules; it boots the kernel, inserts, checks, attaches, triggers, runs the project's
//! own checks, removes, and reads what the kernel complained about. Every step has a limit
//! ([`limits`]), and no process or file outlives the caller.

mod error;
mod guest;
mod kernels;
mod loader;
mod machine;
mod modules;
mod own_check;
mod report;
mod run;
mod setup;

use std::time::Duration;

pub use error::Error;
pub use kernels::{Kernels, at_a_time};
pub use report::{Complaint, KernelReport, Status, Step, TrialReport};
pub use run::{Event, run};
pub use setup::Setup;

/// How long steps may take; `--timeout` sets that of own checks.
pub mod limits {
    use super::Duration;

    /// Building loader and programs, with every crate they need.
    pub const LOADER: Duration = Duration::from_secs(1800);
    /// Building the modules of one kernel.
    pub const MODULE: Duration = Duration::from_secs(600);
    /// From starting QEMU to user space.
    pub const BOOT: Duration = Duration::from_secs(240);
    /// Each of insmod, preflight, loader and rmmod.
    pub const STEP: Duration = Duration::from_secs(60);
    /// An own check.
    pub const CHECK: Duration = Duration::from_secs(120);
    /// How long the guest may say nothing at all before the whole machine counts as hung.
    pub const SILENCE: Duration = Duration::from_secs(60);
}
