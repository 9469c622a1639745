//! Builds kernel modules and runs them in a virtual machine, on any kernel.
//!
//! ```no_run
//! use std::path::Path;
//! use structops_gen::vm::{Boot, Event, GuestFile, Options, Scenario, boot, build, debian};
//!
//! # fn main() -> Result<(), structops_gen::vm::Error> {
//! let kernel = debian::host("6.12", Path::new("target/kernels"))?;
//! let source = Path::new("kmod-out/hello");
//! let built = build::module(&kernel, source, Path::new("target/hello"), &Options::default())?;
//! let mut machine = Boot::new(kernel);
//! machine.files.extend(built.ko.iter().map(GuestFile::data));
//! machine.scenarios.push(Scenario::new("hello", "insmod /guest/hello.ko\nrmmod hello\n"));
//! let report = boot::run(&machine, &mut |event| {
//!     if let Event::Output { line, .. } = event {
//!         println!("{line}");
//!     }
//! })?;
//! assert!(report.passed());
//! # Ok(())
//! # }
//! ```
//!
//! A kernel comes from [`debian::host`], [`debian::unstable`] or [`Kernel::custom`];
//! [`build::module`] makes modules for it, and [`boot::run`] boots it once for any number of
//! [`Scenario`]s. Every wait has a limit, no machine is left behind when this process ends, and
//! what the kernel complains about in its log is an [`Alarm`].
//!
//! Only x86-64 machines can be booted.

mod alarms;
pub mod boot;
pub mod build;
pub(crate) mod cache;
pub mod debian;
mod error;
mod guest;
mod kernel;
pub(crate) mod modinfo;
pub(crate) mod program;
mod report;
mod root;

pub use alarms::Alarm;
pub use boot::{Accel, Boot, Event};
pub use build::{Built, Options};
pub use cache::default_folder as default_cache;
pub use error::Error;
pub use guest::{GuestFile, Scenario};
pub use kernel::Kernel;
pub use report::{Report, ScenarioReport, Status};
