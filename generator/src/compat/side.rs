//! What is compared: the types of a trait, a file, or the running kernel.

use std::fs;
use std::path::{Path, PathBuf};

use struct_ops::Descriptor;
use struct_ops::btf::{Btf, BtfError};
use structops_model::{Interface, Module, StructOps};

use crate::describe;
use crate::source::{Refused, Source};

use super::facts::Facts;

/// Where the kernel shows its own BTF and that of its modules.
const SYSFS: &str = "/sys/kernel/btf";

/// The word that stands for the running kernel.
pub const KERNEL: &str = "kernel";

/// One side of a comparison.
#[derive(Debug)]
pub struct Side {
    /// How it was named.
    pub label: String,
    /// Its types.
    pub types: Vec<Subject>,
    /// Whether it is a kernel: its types lead to most of what the kernel has.
    pub is_kernel: bool,
    /// Whether it is a trait, which is about its own types and no others.
    pub is_trait: bool,
}

/// A type of a side.
#[derive(Debug)]
pub struct Subject {
    /// What BTF can say as well.
    pub descriptor: Descriptor,
    /// What only a trait says.
    pub facts: Option<Facts>,
}

/// A side that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SideError {
    /// The trait is refused.
    #[error("`{}` is refused", .0.path)]
    Trait(Box<Refused>),
    /// There is no BTF to read.
    #[error(transparent)]
    Btf(#[from] BtfError),
    /// No type is registered from there.
    #[error("`{0}` registers no struct_ops type")]
    NoType(String),
}

impl Side {
    /// Reads a `.rs` file with a trait, a `.ko`, a vmlinux or raw BTF, or `kernel` for the
    /// running one; `base` is the vmlinux that modules were built for, the running one by
    /// default.
    ///
    /// # Errors
    ///
    /// A trait that is refused, a file without BTF, one that registers no type.
    pub fn read(word: &Path, base: Option<&Path>) -> Result<Self, SideError> {
        let label = word.display().to_string();
        if word.extension().is_some_and(|ending| ending == "rs") {
            let source = Source::read(word)
                .map_err(Box::new)
                .map_err(SideError::Trait)?;
            let interface = source
                .interface()
                .map_err(Box::new)
                .map_err(SideError::Trait)?;
            return Ok(Self::of_interface(label, &interface));
        }
        let types = if word == Path::new(KERNEL) {
            of_running_kernel()?
        } else {
            registered(&btf_of(word, base)?)
        };
        if types.is_empty() {
            return Err(SideError::NoType(label));
        }
        Ok(Self {
            label,
            types: types.into_iter().map(Subject::of_btf).collect(),
            is_kernel: word.extension().is_none_or(|ending| ending != "ko"),
            is_trait: false,
        })
    }

    /// The types of a trait that was read already.
    pub fn of_interface(label: String, interface: &Interface) -> Self {
        let modules = interface.modules().iter();
        let of_module = |module| types_of(module).collect::<Vec<_>>();
        Self {
            label,
            types: modules.flat_map(of_module).collect(),
            is_kernel: false,
            is_trait: true,
        }
    }

    /// The type of that tag.
    pub fn find(&self, tag: &str) -> Option<&Subject> {
        let mut types = self.types.iter();
        types.find(|subject| subject.descriptor.name == tag)
    }
}

fn types_of(module: &Module) -> impl Iterator<Item = Subject> {
    module.types.iter().map(|ty: &StructOps| Subject {
        descriptor: describe::descriptor(ty, module),
        facts: Some(Facts::of(ty, module)),
    })
}

impl Subject {
    fn of_btf(descriptor: Descriptor) -> Self {
        Self {
            descriptor,
            facts: None,
        }
    }
}

/// A file's BTF. A module's is split from that of its vmlinux, unless it carries the parts
/// of it that it needs; where the running kernel shows none, the file must do alone.
///
/// # Errors
///
/// A file, or a base, that cannot be read.
pub fn btf_of(file: &Path, base: Option<&Path>) -> Result<Btf, BtfError> {
    let is_module = file.extension().is_some_and(|ending| ending == "ko");
    let base = match base {
        Some(base) => Some(Btf::of_file(base, None)?),
        None if is_module => Btf::of_kernel().ok(),
        None => None,
    };
    // A vmlinux stands on its own, also where a base is given for the other side.
    match Btf::of_file(file, base.as_ref().filter(|_| is_module)) {
        // Built for another kernel: its own parts of the base have to do.
        Err(error) if base.is_some() && is_module => Btf::of_file(file, None).map_err(|_| error),
        result => result,
    }
}

/// Every type that is registered from there.
pub fn registered(btf: &Btf) -> Vec<Descriptor> {
    let tags = btf.types();
    tags.iter().filter_map(|tag| btf.descriptor(tag)).collect()
}

/// Every type of the running kernel and of its modules.
///
/// # Errors
///
/// A kernel that shows no types.
pub fn of_running_kernel() -> Result<Vec<Descriptor>, BtfError> {
    let vmlinux = Btf::of_kernel()?;
    let mut types = registered(&vmlinux);
    for module in loaded_modules() {
        // A module that goes away meanwhile has no type to offer.
        if let Ok(btf) = Btf::of_loaded_module(&module, &vmlinux) {
            types.extend(registered(&btf));
        }
    }
    Ok(types)
}

fn loaded_modules() -> Vec<String> {
    let entries = fs::read_dir(PathBuf::from(SYSFS)).into_iter().flatten();
    let names = entries.flatten().map(|entry| entry.file_name());
    let mut names: Vec<String> = names
        .filter_map(|name| name.into_string().ok())
        .filter(|name| name != "vmlinux")
        .collect();
    names.sort();
    names
}
