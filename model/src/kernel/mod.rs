//! What the kernel requires, as tables; each row names where the fact comes from.
//!
//! This is the only place with limits, errnos, licences and reserved names: the
//! rest of the code asks for a fact by its name.

pub mod errno;
pub mod licenses;
pub mod limits;
pub mod reserved;
