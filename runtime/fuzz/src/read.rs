//! Everything that can be asked of a file with BTF.

use std::path::Path;

use struct_ops::btf::{Btf, BtfError};

/// Names of types in the seeds.
const NAMES: &[&str] = &[
    "a_ops",
    "bpf_struct_ops_a_ops",
    "s",
    "p",
    "u",
    "e",
    "A",
    "B",
    "big",
    "t",
    "fn_t",
];

/// How many of a file's struct_ops types are described.
const DESCRIBED: usize = 16;

/// What a file had to say.
#[derive(Debug, Default)]
pub struct Answers {
    /// Descriptions of types.
    pub descriptors: usize,
    /// Headers, each of one type.
    pub headers: usize,
}

/// Reads the file and asks.
///
/// # Errors
///
/// What is wrong with the file.
pub fn read(path: &Path, base: Option<&Btf>) -> Result<Answers, BtfError> {
    let btf = Btf::of_file(path, base)?;
    let tags = btf.types();
    let registered = tags
        .iter()
        .take(DESCRIBED)
        .filter_map(|tag| btf.descriptor(tag));
    let structs = NAMES
        .iter()
        .filter_map(|name| btf.descriptor_of_struct(name));
    let descriptors = registered
        .chain(structs)
        .inspect(|one| drop(one.fingerprint().to_string()))
        .count();
    let headers = NAMES
        .iter()
        .filter(|name| btf.header(&[name]).is_ok())
        .count();
    Ok(Answers {
        descriptors,
        headers,
    })
}
