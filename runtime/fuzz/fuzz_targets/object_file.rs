//! ELF files as they stand.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| struct_ops_fuzz::feed(data));
