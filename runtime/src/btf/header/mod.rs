//! A C header of the types that a BPF program needs, in place of a whole `vmlinux.h`.

mod bounds;
mod roots;
mod unnamed;

use crate::sys::btf_dump;

use super::{Btf, BtfError};
use bounds::Bounds;
use roots::Roots;

/// Bytes of a header: all the types of a kernel make some four MiB.
const MOST: usize = 32 << 20;

/// What `<bpf/bpf_helpers.h>` and the generated headers leave to a `vmlinux.h`.
const SCALARS: &[&str] = &[
    "__be16", "__be32", "__s16", "__s32", "__s64", "__s8", "__u16", "__u32", "__u64", "__u8",
    "__wsum", "bool", "false", "s16", "s32", "s64", "s8", "size_t", "ssize_t", "true", "u16",
    "u32", "u64", "u8",
];

/// Before the types: the guard has the name by which other headers know a `vmlinux.h`, and
/// the macro is the one of bpftool's.
const HEAD: &str = "\
#ifndef __VMLINUX_H__
#define __VMLINUX_H__

#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
#pragma clang attribute push (__attribute__((preserve_access_index)), apply_to = record)
#endif

";

const TAIL: &str = "\
#ifndef BPF_NO_PRESERVE_ACCESS_INDEX
#pragma clang attribute pop
#endif

#endif /* __VMLINUX_H__ */
";

impl Btf {
    /// A header in C with the types of those names, for BPF programs: what `bpftool btf dump
    /// file … format c` writes, without what no program asked for.
    ///
    /// A name is that of a struct, a union, an enum, a typedef or an enumerator; a struct's
    /// goes without `struct`. A type called so is complete, and so is all that it contains by
    /// value. What it only points to is declared: to read its fields, name it as well.
    /// The scalars that `<bpf/bpf_helpers.h>` takes for granted are there unasked.
    /// Neither order nor repetition of the names makes a difference.
    ///
    /// libbpf finds the real offsets of all fields when the program is loaded, unless it
    /// defines `BPF_NO_PRESERVE_ACCESS_INDEX` before it includes the header.
    ///
    /// ```no_run
    /// use struct_ops::btf::Btf;
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let vmlinux = Btf::of_kernel()?;
    /// std::fs::write("src/bpf/vmlinux.h", vmlinux.header(&["task_struct", "TASK_COMM_LEN"])?)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The types of a module come with those of the kernel that they contain. Where a module
    /// has a distilled base of these, they are complete only if it was read with the real
    /// base: [`of_file`](Self::of_file).
    ///
    /// # Errors
    ///
    /// `NoType` for a name that nothing has, `NotC` for types that C cannot express, as a
    /// damaged file may have.
    pub fn header(&self, names: &[impl AsRef<str>]) -> Result<String, BtfError> {
        let mut roots = Roots::default();
        roots.want(SCALARS.iter().copied());
        roots.want(names.iter().map(AsRef::as_ref));
        roots.find(&self.raw);
        let mut ids = roots.ids(SCALARS.iter().copied()).unwrap_or_default();
        for name in names.iter().map(AsRef::as_ref) {
            let found = roots.ids([name]).filter(|_| !name.is_empty());
            ids.extend(found.ok_or_else(|| no_type(name))?);
        }
        let not_c = |reason: String| BtfError::NotC { reason };
        Bounds::check(&self.raw, &ids).map_err(|excess| not_c(excess.to_string()))?;
        let types = btf_dump::write(&self.raw, ids, MOST).map_err(|e| not_c(e.to_string()))?;
        let types = unnamed::write_out(&types, MOST)
            .ok_or_else(|| not_c("its text would be too large".to_owned()))?;
        // An enum without a tag may be a field's type, and stand inside its struct only.
        let is_part = |char: char| char == '_' || char.is_ascii_alphanumeric();
        let has = |name: &str| types.split(|char| !is_part(char)).any(|word| word == name);
        let mut doubtful = names
            .iter()
            .map(AsRef::as_ref)
            .filter(|name| roots.may_be_inside(name));
        match doubtful.find(|name| !has(name)) {
            Some(name) => Err(no_type(name)),
            None => Ok([HEAD, &types, TAIL].concat()),
        }
    }
}

fn no_type(name: &str) -> BtfError {
    BtfError::NoType {
        name: name.to_owned(),
    }
}
