//! The struct_ops types of kernels, modules and files.

mod text;

use std::fmt;
use std::path::{Path, PathBuf};

use serde::{Serialize, Serializer};
use struct_ops::btf::{self, Btf, BtfError, Layout};
use struct_ops::descriptor::{Descriptor, Member, MemberKind};

pub(crate) use text::{COLUMNS, counted, fitted};
pub use text::{members, table};

/// A type and where it is registered.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The C tag.
    pub name: String,
    /// Where it was found.
    #[serde(rename = "where")]
    pub place: Place,
    /// How many ops it has.
    pub ops: usize,
    /// How many data members it has.
    pub data: usize,
    /// The size of the ops struct.
    pub bytes: u32,
    /// [`Descriptor::fingerprint`], in sixteen hexadecimal digits.
    pub fingerprint: String,
    /// The members, in the order of the struct.
    pub members: Vec<MemberRow>,
}

/// A member of a type.
#[derive(Debug, Serialize)]
pub struct MemberRow {
    /// The C name.
    pub name: String,
    /// `op` or `data`.
    pub kind: &'static str,
    /// The declaration, with a pointer to a function for an op.
    pub prototype: String,
    /// Its distance from the beginning of the struct, in bytes.
    pub offset: u32,
    /// Its size in bytes.
    pub size: u32,
}

/// Where types are registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// By the running kernel itself.
    Vmlinux,
    /// By a loaded module.
    Module(String),
    /// By what is in a file.
    File(PathBuf),
    /// By a trait, once its module is loaded.
    Source(PathBuf),
}

/// Types that cannot be listed.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// The running kernel shows no types.
    #[error("the running kernel shows no types: {}", Chain(.0))]
    Kernel(#[source] BtfError),
    /// The file has none that could be read.
    #[error("{}", Chain(.0))]
    File(#[source] BtfError),
    /// No type has that name.
    #[error("there is no struct_ops type `{name}`{near}")]
    Nowhere {
        /// The name.
        name: String,
        /// Names that look alike, with the words before them.
        near: String,
    },
    /// A module without its kernel, whose types it refers to.
    #[error("the BTF of `{}` is damaged, or refers to another vmlinux than {}", path.display(), shown(base.as_deref()))]
    Alone {
        /// The module.
        path: PathBuf,
        /// The vmlinux that was tried; the running kernel's where none was named.
        base: Option<PathBuf>,
    },
}

fn shown(base: Option<&Path>) -> String {
    let path = base.map(|path| format!("`{}`", path.display()));
    path.unwrap_or_else(|| "the running kernel's".to_owned())
}

/// An error and what caused it, in one line.
struct Chain<'a>(&'a BtfError);

impl fmt::Display for Chain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        if let Some(source) = std::error::Error::source(self.0) {
            write!(f, ": {source}")?;
        }
        Ok(())
    }
}

impl ListError {
    /// The words for a type that is not among those.
    pub(crate) fn nowhere(name: &str, all: &[&str]) -> Self {
        let near = similar::get_close_matches(name, all, 3, 0.6);
        let near = match near.as_slice() {
            [] => String::new(),
            near => format!("; near it: {}", near.join(", ")),
        };
        let name = name.to_owned();
        Self::Nowhere { name, near }
    }

    /// What to do about it; empty where the message says it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Kernel(_) => "name files with --btf; this kernel was built without BTF",
            Self::File(BtfError::NoSection { .. }) => {
                "a module gets its types when the `vmlinux` of its kernel lies in the folder \
                 that it is built with and pahole is installed; `strip` takes them away"
            }
            Self::Alone { .. } => "give the vmlinux that it was built for: --base FILE",
            Self::File(_) | Self::Nowhere { .. } => "",
        }
    }
}

/// The types of a file: raw BTF, a vmlinux or a module.
///
/// A module that lacks the parts of its kernel that it refers to (`.BTF.base`) takes them from
/// `base`, or else from the running kernel.
///
/// # Errors
///
/// A file that cannot be read, has no types, or needs another base.
pub fn open(path: &Path, base: Option<&Path>) -> Result<Btf, ListError> {
    let refused = |error| match error {
        BtfError::Malformed { path, .. } => ListError::Alone {
            path,
            base: base.map(Path::to_owned),
        },
        other => ListError::File(other),
    };
    let kernel = match base {
        Some(base) => Btf::of_file(base, None).map_err(ListError::File)?,
        None => match (Btf::of_file(path, None), Btf::of_kernel()) {
            (Err(BtfError::Malformed { .. }), Ok(kernel)) => kernel,
            (alone, _) => return alone.map_err(refused),
        },
    };
    // A kernel among the files refers to nothing else.
    match Btf::of_file(path, Some(&kernel)) {
        Err(error @ BtfError::Malformed { .. }) if base.is_some() => {
            Btf::of_file(path, None).map_err(|_| refused(error))
        }
        other => other.map_err(refused),
    }
}

/// The types of the running kernel and of its modules, each with its BTF.
///
/// A module that goes away meanwhile is left out.
///
/// # Errors
///
/// `Kernel` where there is no BTF to read.
pub fn running() -> Result<Vec<(Place, Btf)>, ListError> {
    let kernel = Btf::of_kernel().map_err(ListError::Kernel)?;
    let modules = btf::loaded_modules().map_err(ListError::Kernel)?;
    let mut found = Vec::new();
    for name in modules {
        if let Ok(module) = Btf::of_loaded_module(&name, &kernel) {
            found.push((Place::Module(name), module));
        }
    }
    found.insert(0, (Place::Vmlinux, kernel));
    Ok(found)
}

/// A row for each type that is registered from there, by name.
pub fn rows(place: &Place, btf: &Btf) -> Vec<Row> {
    let mut tags = btf.types();
    tags.sort();
    let described = |tag: &String| Some((btf.descriptor(tag)?, btf.layout(tag)?));
    tags.iter()
        .filter_map(described)
        .map(|(descriptor, layout)| row(place.clone(), &descriptor, &layout))
        .collect()
}

fn row(place: Place, descriptor: &Descriptor, layout: &Layout) -> Row {
    let ops = descriptor.ops().count();
    Row {
        name: layout.name.clone(),
        place,
        ops,
        data: descriptor.members.len() - ops,
        bytes: layout.size,
        fingerprint: format!("{:016x}", descriptor.fingerprint()),
        members: member_rows(descriptor, layout),
    }
}

/// The members of a type with their places.
pub(crate) fn member_rows(descriptor: &Descriptor, layout: &Layout) -> Vec<MemberRow> {
    let pairs = descriptor.members.iter().zip(&layout.members);
    let row = |(member, place): (&Member, &btf::MemberLayout)| MemberRow {
        name: place.name.clone(),
        kind: match member.kind {
            MemberKind::Op(_) => "op",
            MemberKind::Data(_) => "data",
        },
        prototype: member.to_string(),
        offset: place.offset,
        size: place.size,
    };
    pairs.map(row).collect()
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Vmlinux => f.write_str("vmlinux"),
            Self::Module(name) => write!(f, "module {name}"),
            Self::File(path) | Self::Source(path) => path.display().fmt(f),
        }
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Shown<'a> {
            kind: &'a str,
            name: String,
        }
        let (kind, name) = match self {
            Self::Vmlinux => ("vmlinux", "vmlinux".to_owned()),
            Self::Module(name) => ("module", name.clone()),
            Self::File(path) => ("file", path.display().to_string()),
            Self::Source(path) => ("source", path.display().to_string()),
        };
        Shown { kind, name }.serialize(serializer)
    }
}

/// The types of those names; all where none is given.
///
/// # Errors
///
/// `Nowhere` for a name that no type has.
pub fn chosen(rows: Vec<Row>, names: &[String]) -> Result<Vec<Row>, ListError> {
    let all: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    check_names(names, &all)?;
    let is_chosen = |row: &Row| names.is_empty() || names.contains(&row.name);
    Ok(rows.into_iter().filter(is_chosen).collect())
}

/// The first place that has the type.
///
/// # Errors
///
/// `Nowhere` where none has it.
pub fn find(name: &str, places: Vec<(Place, Btf)>) -> Result<(Place, Btf), ListError> {
    let all: Vec<String> = places.iter().flat_map(|(_, btf)| btf.types()).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let mut places = places.into_iter();
    let found = places.find(|(_, btf)| btf.descriptor(name).is_some());
    found.ok_or_else(|| ListError::nowhere(name, &all))
}

/// Each of the names is one of those.
pub(crate) fn check_names(names: &[String], all: &[&str]) -> Result<(), ListError> {
    let unknown = names.iter().find(|name| !all.contains(&name.as_str()));
    unknown.map_or(Ok(()), |name| Err(ListError::nowhere(name, all)))
}
