//! What is compared: the types of a trait, a file, or the running kernel.

use std::path::Path;

use struct_ops::Descriptor;
use struct_ops::btf::{Btf, MemberLayout};
use structops_model::{Interface, Module, StructOps};

use crate::describe;
use crate::layout;
use crate::list::{self, ListError};
use crate::source::{Refused, Source};

use super::facts::Facts;

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
    /// Where its members lie; empty where only the kernel knows.
    pub places: Vec<MemberLayout>,
}

/// A side that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum SideError {
    /// The trait is refused.
    #[error("`{}` is refused", .0.path)]
    Trait(Box<Refused>),
    /// There is no BTF to read.
    #[error(transparent)]
    Types(#[from] ListError),
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
            registered(&list::open(word, base)?)
        };
        if types.is_empty() {
            return Err(SideError::NoType(label));
        }
        Ok(Self {
            label,
            types,
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
        places: layout::members(ty, module),
    })
}

/// Every type that is registered from there.
pub fn registered(btf: &Btf) -> Vec<Subject> {
    let subject = |tag: &String| {
        Some(Subject {
            descriptor: btf.descriptor(tag)?,
            facts: None,
            places: btf.layout(tag).map_or_else(Vec::new, |it| it.members),
        })
    };
    btf.types().iter().filter_map(subject).collect()
}

/// Every type of the running kernel and of its modules.
///
/// # Errors
///
/// A kernel that shows no types.
pub fn of_running_kernel() -> Result<Vec<Subject>, ListError> {
    let places = list::running()?.into_iter();
    Ok(places.flat_map(|(_, btf)| registered(&btf)).collect())
}
