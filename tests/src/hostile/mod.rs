//! Files with BTF as a hostile or a careless hand would make them.

pub mod bombs;
pub mod bytes;
#[allow(
    clippy::cast_possible_truncation,
    reason = "the offsets of small files, as the fuzzer makes them"
)]
#[path = "../../../runtime/fuzz/src/elf.rs"]
pub mod elf;
pub mod seeds;
