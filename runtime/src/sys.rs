//! The calls into libbpf that libbpf-rs does not wrap; the only unsafe code of the crate.
#![allow(unsafe_code)]

pub(crate) mod btf;
pub(crate) mod btf_dump;
pub(crate) mod ids;
#[cfg(feature = "loader")]
pub(crate) mod instance;
#[cfg(feature = "loader")]
pub(crate) mod link;
#[cfg(feature = "loader")]
pub(crate) mod print;
mod printf;
