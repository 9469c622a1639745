//! What a run would do to the files on disk, decided before any of them is touched.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::banner::{self, State};
use crate::project::Folders;
use crate::regular;
use crate::target::{Owner, Rendered};

/// What happens to a file; the words of well-known generators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It does not exist yet.
    Create,
    /// It is the tool's and its text changes.
    Update,
    /// It already is what it should be, and is not touched.
    Identical,
    /// It is the user's, and is not touched.
    Keep,
    /// It is the user's, and gets stubs of what is new at its end.
    Append,
    /// It should be the tool's, but was edited by hand or is not the tool's at all.
    Conflict,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Identical => "identical",
            Self::Keep => "keep",
            Self::Append => "append",
            Self::Conflict => "conflict",
        })
    }
}

/// One file of a run.
#[derive(Debug)]
pub struct Entry {
    /// The target it belongs to.
    pub target: &'static str,
    /// Where it lies; if that is a link, its file is the one that is compared and replaced.
    pub path: PathBuf,
    /// What happens to it.
    pub status: Status,
    /// What lies there now; `None` when nothing does.
    pub old: Option<Vec<u8>>,
    /// What should lie there; of a user's file that is kept, what a new one would be.
    pub new: Vec<u8>,
    /// Whose it is.
    pub owner: Owner,
}

/// A file that exists and cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}: {source}", path.display())]
pub struct Unreadable {
    /// The file.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

/// Compares rendered files with the disk. With `force`, edited files are updated
/// instead of being conflicts.
///
/// # Errors
///
/// A file that exists and cannot be read.
pub fn plan(
    files: Vec<Rendered>,
    folders: &Folders,
    force: bool,
) -> Result<Vec<Entry>, Unreadable> {
    let mut entries: Vec<Entry> = Vec::new();
    for file in files {
        let path = folders.path_of(&file);
        if entries.iter().any(|entry| entry.path == path) {
            let source = io::Error::other("two outputs have this name");
            return Err(Unreadable { path, source });
        }
        entries.push(entry(file, path, force)?);
    }
    Ok(entries)
}

fn entry(file: Rendered, path: PathBuf, force: bool) -> Result<Entry, Unreadable> {
    // A user's file is never read to decide: whatever lies there is kept.
    let (status, old) = if file.owner == Owner::User && fs::symlink_metadata(&path).is_ok() {
        let is_file = fs::metadata(&path).is_ok_and(|data| data.is_file());
        let old = is_file.then(|| read(&path)).transpose();
        (Status::Keep, old.ok().flatten().flatten())
    } else {
        let old = read(&path)?;
        (status_of(&file, old.as_deref(), force), old)
    };
    Ok(Entry {
        target: file.target,
        path,
        status,
        old,
        new: file.text.into_bytes(),
        owner: file.owner,
    })
}

/// The tool's files that were edited by hand: while there are any, nothing may be
/// written.
pub fn conflicts(entries: &[Entry]) -> Vec<&Entry> {
    entries
        .iter()
        .filter(|entry| entry.status == Status::Conflict)
        .collect()
}

/// The tool's files beside those of a plan that belong to no type any more. For the target
/// `kmod` that is also what modules have left which the source no longer defines, or which
/// now share the folder or have one of their own.
pub fn leftovers(entries: &[Entry], folders: &Folders) -> Vec<PathBuf> {
    let of_tool = entries.iter().filter(|entry| entry.is_of_tool());
    let mut places: Vec<PathBuf> = of_tool
        .filter_map(|entry| entry.path.parent().map(Path::to_owned))
        .collect();
    if entries.iter().any(|entry| entry.target == "kmod") {
        places.push(folders.kmod.clone());
        places.extend(folders_in(&folders.kmod));
    }
    places.sort_unstable();
    places.dedup();
    let files = places
        .into_iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten();
    // By where links lead: two folders may be one.
    let outputs: BTreeSet<PathBuf> = entries.iter().map(|entry| place_of(&entry.path)).collect();
    let mut found: Vec<PathBuf> = files
        .filter_map(Result::ok)
        .map(|file| file.path())
        .filter(|path| {
            let file = place_of(path);
            !outputs.contains(&file) && is_of_tool(&file)
        })
        .collect();
    found.sort();
    found
}

/// Where links lead from a path; the path as it is where nothing lies.
pub fn place_of(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Whether a file has the tool's banner.
fn is_of_tool(path: &Path) -> bool {
    regular::read(path).is_ok_and(|bytes| {
        std::str::from_utf8(&bytes).is_ok_and(|text| banner::state_of(text) != State::Foreign)
    })
}

/// The folders in a folder; links lead elsewhere.
fn folders_in(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let is_folder = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
    entries
        .filter_map(Result::ok)
        .filter(is_folder)
        .map(|entry| entry.path())
        .collect()
}

fn status_of(file: &Rendered, old: Option<&[u8]>, force: bool) -> Status {
    let Some(old) = old.map(String::from_utf8_lossy) else {
        return Status::Create;
    };
    if old.replace("\r\n", "\n") == file.text {
        return Status::Identical;
    }
    match banner::state_of(&old) {
        State::Intact => Status::Update,
        State::Edited | State::Foreign if force => Status::Update,
        State::Edited | State::Foreign => Status::Conflict,
    }
}

/// What lies at a path; `None` when nothing does.
///
/// # Errors
///
/// What cannot be read, or is no regular file.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, Unreadable> {
    match regular::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Unreadable {
            path: path.to_owned(),
            source,
        }),
    }
}

impl Entry {
    /// Whether the file belongs to the tool.
    pub fn is_of_tool(&self) -> bool {
        self.owner == Owner::Tool
    }

    /// Whether the tool's file on disk is not what the trait says.
    pub fn is_stale(&self) -> bool {
        self.owner == Owner::Tool && !matches!(self.status, Status::Identical)
    }

    /// What would change, as a unified diff; bytes that are no text are shown as such.
    pub fn diff(&self) -> String {
        let name = self.path.display().to_string();
        let old = String::from_utf8_lossy(self.old.as_deref().unwrap_or_default());
        let new = String::from_utf8_lossy(&self.new);
        let diff = similar::TextDiff::from_lines(&*old, &*new);
        diff.unified_diff().header(&name, &name).to_string()
    }
}
