//! Modules with a base of their own: four bytes say how much of what follows is `.BTF.base`,
//! the rest is `.BTF`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use struct_ops_fuzz::{elf, feed};

fuzz_target!(|data: &[u8]| {
    let Some((length, rest)) = data.split_first_chunk() else {
        return;
    };
    let length = usize::try_from(u32::from_le_bytes(*length)).unwrap_or(usize::MAX);
    let (base, btf) = rest.split_at(length.min(rest.len()));
    feed(&elf::with_sections(&[(".BTF", btf), (".BTF.base", base)]));
});
