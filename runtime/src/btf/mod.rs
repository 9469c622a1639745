//! The one reader of BTF: vmlinux, loaded modules, `.ko` files, BPF objects.
//!
//! ```no_run
//! use struct_ops::btf::Btf;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let vmlinux = Btf::of_kernel()?;
//! let module = Btf::of_file("kmod/player.ko".as_ref(), Some(&vmlinux))?;
//! for tag in module.types() {
//!     println!("{tag}: {:016x}", module.descriptor(&tag).map_or(0, |it| it.fingerprint()));
//! }
//! # Ok(())
//! # }
//! ```

pub(crate) mod describe;
mod file;
mod header;
#[cfg(feature = "loader")]
pub(crate) mod kernel;
mod layout;
mod named;
mod programs;
mod reach;
mod trust;

use std::collections::BTreeSet;
use std::ffi::CString;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::{fs, io};

pub use programs::{Program, Sections, sections};

use crate::descriptor::Descriptor;
use crate::sys::btf::RawBtf;

pub use layout::{Layout, MemberLayout, ValueLayout};

/// Where the kernel shows its own BTF and that of its modules.
pub(crate) const SYSFS: &str = "/sys/kernel/btf";

/// What the kernel's own is called there.
const VMLINUX: &str = "vmlinux";

/// `STRUCT_OPS_VALUE_PREFIX` of libbpf and `VALUE_PREFIX` of the kernel.
const VALUE_PREFIX: &str = "bpf_struct_ops_";

/// The types of a kernel, a module or a BPF object; a clone shares them.
#[derive(Clone)]
pub struct Btf {
    raw: Rc<RawBtf>,
}

/// Why there is no BTF to read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BtfError {
    /// The file cannot be read.
    #[error("cannot read `{}`", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is neither raw BTF nor ELF.
    #[error("`{}` is neither raw BTF nor an ELF file: {reason}", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// What the parser of ELF says.
        reason: String,
    },
    /// The file is ELF without types.
    #[error("`{}` has no section .BTF", path.display())]
    NoSection {
        /// The file.
        path: PathBuf,
    },
    /// What should be BTF is none, or needs another base.
    #[error("the BTF of `{}` does not parse", path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What libbpf says.
        source: io::Error,
    },
    /// Nothing has the name that a header should have.
    #[error("there is no type `{name}`")]
    NoType {
        /// The name.
        name: String,
    },
    /// The types that a header should have cannot be written in C.
    #[error("the types make no header: {reason}")]
    NotC {
        /// The type, and what is wrong with it.
        reason: String,
    },
}

impl Btf {
    /// The running kernel's own types.
    ///
    /// # Errors
    ///
    /// `Read` where the kernel shows none.
    pub fn of_kernel() -> Result<Self, BtfError> {
        let path = Path::new(SYSFS).join(VMLINUX);
        RawBtf::load_vmlinux()
            .map(Self::of_raw)
            .map_err(|source| BtfError::Read { path, source })
    }

    /// The types of a loaded module.
    ///
    /// # Errors
    ///
    /// `Read` where the module is not loaded, or has no BTF.
    pub fn of_loaded_module(name: &str, vmlinux: &Self) -> Result<Self, BtfError> {
        let path = Path::new(SYSFS).join(name);
        CString::new(name)
            .map_err(io::Error::from)
            .and_then(|name| RawBtf::load_module(&name, &vmlinux.raw))
            .map(Self::of_raw)
            .map_err(|source| BtfError::Read { path, source })
    }

    /// The types of a file: raw BTF, a vmlinux, a `.ko` or a BPF object.
    ///
    /// A module's types are split from those of the vmlinux it was built for, which `base`
    /// gives; one that carries a distilled base (`.BTF.base`) can do without, or gets the ids
    /// of whatever `base` is given.
    ///
    /// # Errors
    ///
    /// What is wrong with the file. A module that was built for another kernel than `base`,
    /// and has no distilled base, is `Malformed`: its names begin in the middle of others.
    /// Only where both kernels have texts of the same length in all does nobody notice.
    pub fn of_file(path: &Path, base: Option<&Self>) -> Result<Self, BtfError> {
        let sections = file::read(path)?;
        let malformed = |source| BtfError::Malformed {
            path: path.to_owned(),
            source,
        };
        let parse = |data: &[u8], base: Option<&Rc<RawBtf>>| {
            trust::check_texts(data)
                .and_then(|()| RawBtf::parse(data, base))
                .map_err(malformed)
        };
        let Some(distilled) = &sections.base else {
            let raw = parse(&sections.btf, base.map(|base| &base.raw))?;
            trust::check_base(&raw).map_err(malformed)?;
            return Ok(Self::of_raw(raw));
        };
        let distilled = Rc::new(parse(distilled, None)?);
        let raw = parse(&sections.btf, Some(&distilled))?;
        let Some(base) = base else {
            return Ok(Self::of_raw(raw));
        };
        trust::check_move(&raw, &distilled, &base.raw)
            .and_then(|()| raw.relocate(&base.raw))
            .map(Self::of_raw)
            .map_err(malformed)
    }

    /// The types of a module of the kernel, by the id of its BTF.
    pub(crate) fn of_id(id: u32, vmlinux: &Self) -> io::Result<Self> {
        RawBtf::load_by_id(id, &vmlinux.raw).map(Self::of_raw)
    }

    /// The tag of the type that a value type belongs to.
    pub(crate) fn tag_of_value(&self, id: u32) -> Option<String> {
        tag_of_value(&self.raw.head(id)?.name())
    }

    fn of_raw(raw: RawBtf) -> Self {
        Self { raw: Rc::new(raw) }
    }

    /// The tags of the struct_ops types that are registered from here, in the order of the
    /// BTF; those of a module's base are not among them.
    pub fn types(&self) -> Vec<String> {
        let heads = self.raw.own_ids().filter_map(|id| self.raw.head(id));
        let mut seen = BTreeSet::new();
        heads
            .filter(|head| head.kind == libbpf_sys::BTF_KIND_STRUCT)
            .filter_map(|head| Some((tag_of_value(&head.name())?, head)))
            // The first of a name is the one that is described.
            .filter(|(tag, _)| seen.insert(tag.clone()))
            // `struct bpf_struct_ops_common_value` begins like one.
            .filter(|(tag, value)| describe::ops_of(&self.raw, tag, value).is_some())
            .map(|(tag, _)| tag)
            .collect()
    }

    /// What is known of a registered type: `None` where it is not registered from here.
    pub fn descriptor(&self, tag: &str) -> Option<Descriptor> {
        describe::registered(&self.raw, tag)
    }

    /// What a BPF object, or a header, takes for the type: the struct of that tag, of
    /// whatever flavor comes first.
    pub fn descriptor_of_struct(&self, tag: &str) -> Option<Descriptor> {
        describe::of_struct(&self.raw, tag)
    }

    /// The struct of that tag and all of its flavors: what an object for several versions of
    /// a type takes for it.
    pub fn flavors_of_struct(&self, tag: &str) -> Vec<Descriptor> {
        describe::flavors_of_struct(&self.raw, tag)
    }
}

/// The names of the loaded modules that have types, in their order.
///
/// # Errors
///
/// `Read` where the kernel shows none.
pub fn loaded_modules() -> Result<Vec<String>, BtfError> {
    let entries = fs::read_dir(SYSFS).map_err(|source| BtfError::Read {
        path: SYSFS.into(),
        source,
    })?;
    let names = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name != VMLINUX);
    let mut names: Vec<String> = names.collect();
    names.sort();
    Ok(names)
}

/// Has libbpf print nothing from here on: for programs that show what is returned. It
/// replaces whatever callback was set in this process.
pub fn silence() {
    crate::sys::btf::silence();
}

/// The reverse of [`value_type`]; `None` for a struct that is no value type.
fn tag_of_value(name: &str) -> Option<String> {
    name.strip_prefix(VALUE_PREFIX)
        .filter(|tag| !tag.is_empty())
        .map(str::to_owned)
}

/// The struct that `register_bpf_struct_ops` emits for a type, found by libbpf and the
/// kernel by this name.
fn value_type(tag: &str) -> String {
    format!("{VALUE_PREFIX}{tag}")
}

/// A tag without the `___flavor` by which one C file tells two shapes of a struct apart
/// (`bpf_core_essential_name_len` in libbpf).
pub fn without_flavor(tag: &str) -> &str {
    match tag.rsplit_once("___") {
        Some((name, flavor)) if !(name.is_empty() || name.ends_with('_') || flavor.is_empty()) => {
            name
        }
        _ => tag,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_types_carry_the_tag() {
        assert_eq!(
            tag_of_value(&value_type("player_ops")).as_deref(),
            Some("player_ops")
        );
        assert_eq!(tag_of_value("player_ops"), None);
        assert_eq!(tag_of_value(VALUE_PREFIX), None);
    }

    #[test]
    fn flavors_are_no_part_of_the_name() {
        assert_eq!(without_flavor("player_ops___v2"), "player_ops");
        for plain in [
            "player_ops",
            "player__ops",
            "___player",
            "player___",
            "player____v2",
        ] {
            assert_eq!(without_flavor(plain), plain);
        }
    }
}
