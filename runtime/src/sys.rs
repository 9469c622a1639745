//! The calls into libbpf that libbpf-rs does not wrap; the only unsafe code of the crate.
#![allow(unsafe_code)]

pub(crate) mod btf;
pub(crate) mod btf_dump;
#[cfg(feature = "loader")]
pub(crate) mod instance;
#[cfg(feature = "loader")]
pub(crate) mod link;
pub(crate) mod object;
#[cfg(feature = "loader")]
pub(crate) mod print;
mod printf;
