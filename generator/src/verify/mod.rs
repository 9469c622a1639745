//! Whether trait, header, module, BPF objects and the running kernel mean the same type.

mod built;
mod header;
mod members;
mod report;

use std::path::{Path, PathBuf};

use structops_model::Interface;

use crate::compat::{self, Facts, Side, Subject};
use crate::list::{self, ListError};
use crate::plan::{self, Entry, Status, Unreadable};
use crate::project::Folders;
use crate::render::RenderError;
use crate::target;

pub use crate::compat::of_running_kernel as running_kernel;
pub use built::Object;
pub use header::{DeclaredError, declared};
pub use report::{HeaderReport, MemberReport, Report, TypeReport};

/// What is to agree, as far as it was read.
#[derive(Default)]
pub struct Parts {
    /// The trait's types, and how its file is called.
    pub source: Option<Side>,
    /// Modules, by the names of their files.
    pub modules: Vec<(String, Vec<Subject>)>,
    /// BPF objects.
    pub objects: Vec<Object>,
    /// The running kernel.
    pub kernel: Option<Vec<Subject>>,
    /// The tool's files in C.
    pub headers: Vec<HeaderReport>,
}

/// Files that cannot be compared.
#[derive(Debug, thiserror::Error)]
pub enum HeaderError {
    /// The trait cannot be rendered.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// A file that cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// No file of that name comes from the trait.
    #[error("`{}` is no header of this trait", .0.display())]
    Foreign(PathBuf),
}

/// The types that a module's file registers.
///
/// # Errors
///
/// A file, or a base, that cannot be read.
pub fn module(file: &Path, base: Option<&Path>) -> Result<Vec<Subject>, ListError> {
    Ok(compat::registered(&list::open(file, base)?))
}

/// The tool's files of a project, or the one file that is named, against what the trait says.
///
/// # Errors
///
/// A file that cannot be read, or that does not come from the trait.
pub fn headers(
    interface: &Interface,
    folders: &Folders,
    only: Option<&Path>,
) -> Result<Vec<HeaderReport>, HeaderError> {
    let wanted = ["kmod".to_owned(), "bpf".to_owned()];
    let files = target::render_interface(interface, folders.paths(), &wanted)?;
    let files = files.into_iter().filter(|file| {
        let name = only.and_then(Path::file_name);
        name.is_none_or(|name| Path::new(&file.file).file_name() == Some(name))
    });
    let mut folders = folders.clone();
    if let Some(folder) = only.map(|path| path.parent().unwrap_or(Path::new(""))) {
        folder.clone_into(&mut folders.bpf);
        folder.clone_into(&mut folders.kmod);
        folders = folders.for_modules(1);
    }
    let entries = plan::plan(files.collect(), &folders, false)?;
    let entries: Vec<&Entry> = entries.iter().filter(|entry| entry.is_of_tool()).collect();
    match only {
        Some(path) if entries.is_empty() => Err(HeaderError::Foreign(path.to_owned())),
        _ => Ok(entries.into_iter().map(of_entry).collect()),
    }
}

fn of_entry(entry: &Entry) -> HeaderReport {
    HeaderReport {
        path: entry.path.display().to_string(),
        verdict: match entry.status {
            Status::Identical | Status::Keep => "agrees",
            Status::Create => "missing",
            Status::Conflict => "edited by hand",
            Status::Update | Status::Append => "of another trait",
        },
        agrees: matches!(entry.status, Status::Identical | Status::Keep),
    }
}

/// Compares whatever was read: each part with the first of trait, module, kernel, object.
pub fn verify(parts: &Parts, only: &[String]) -> Report {
    let mut names: Vec<String> = Vec::new();
    let mut note = |name: &str| {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    };
    if let Some(side) = &parts.source {
        side.types.iter().for_each(|ty| note(&ty.descriptor.name));
    } else {
        let modules = parts.modules.iter().flat_map(|(_, types)| types);
        modules.for_each(|ty| note(&ty.descriptor.name));
        let objects = parts.objects.iter().flat_map(|object| &object.types);
        objects.for_each(|ty| note(&ty.name));
    }
    if !only.is_empty() {
        names = only.to_vec();
    }
    Report {
        types: names
            .iter()
            .map(|name| members::of_type(name, parts))
            .collect(),
        headers: parts.headers.clone(),
        warnings: built::warnings(&parts.objects, &names, parts),
    }
}

/// What the trait alone says of a type.
fn facts_of<'a>(parts: &'a Parts, tag: &str) -> Option<&'a Facts> {
    parts.source.as_ref()?.find(tag)?.facts.as_ref()
}
