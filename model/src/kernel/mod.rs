//! What the kernel requires, as tables; each row names where the fact comes from.
//!
//! This is the only place with releases, limits, errnos, licences and reserved names:
//! the rest of the code asks for a fact by its name.

pub mod builtin;
pub mod constants;
pub mod errno;
pub mod existing;
pub mod features;
pub mod licenses;
pub mod limits;
mod lines;
pub mod macros;
pub mod programs;
pub mod references;
pub mod reserved;
pub mod types;
pub mod vmlinux;
