//! What a run would do to the files on disk, decided before any of them is touched.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::banner::{self, State};
use crate::project::Folders;
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
    pub old: Option<String>,
    /// What should lie there.
    pub new: String,
    /// Whose it is.
    pub owner: Owner,
}

/// A file that exists and cannot be read as text.
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
    let Rendered {
        target,
        text: new,
        owner,
        ..
    } = &file;
    // A user's file is never read to decide: whatever lies there is kept.
    if *owner == Owner::User && fs::symlink_metadata(&path).is_ok() {
        let old = fs::metadata(&path)
            .is_ok_and(|data| data.is_file())
            .then(|| read(&path))
            .transpose();
        let old = old.ok().flatten().flatten();
        return Ok(Entry {
            target,
            path,
            status: Status::Keep,
            old,
            new: new.clone(),
            owner: *owner,
        });
    }
    let old = read(&path)?;
    let status = status_of(&file, old.as_deref(), force);
    Ok(Entry {
        target: file.target,
        path,
        status,
        old,
        new: file.text,
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

/// The tool's files beside those of a plan that belong to no type any more.
pub fn leftovers(entries: &[Entry]) -> Vec<PathBuf> {
    let of_tool = entries.iter().filter(|entry| entry.is_of_tool());
    let mut folders: Vec<&Path> = of_tool.filter_map(|entry| entry.path.parent()).collect();
    folders.sort_unstable();
    folders.dedup();
    let files = folders
        .into_iter()
        .filter_map(|folder| fs::read_dir(folder).ok())
        .flatten();
    let mut found: Vec<PathBuf> = files
        .filter_map(Result::ok)
        .map(|file| file.path())
        .filter(|path| !entries.iter().any(|entry| entry.path == *path))
        .filter(|path| {
            fs::read_to_string(path).is_ok_and(|text| banner::state_of(&text) != State::Foreign)
        })
        .collect();
    found.sort();
    found
}

fn status_of(file: &Rendered, old: Option<&str>, force: bool) -> Status {
    let Some(old) = old else {
        return Status::Create;
    };
    if old.replace("\r\n", "\n") == file.text {
        return Status::Identical;
    }
    match banner::state_of(old) {
        State::Intact => Status::Update,
        State::Edited | State::Foreign if force => Status::Update,
        State::Edited | State::Foreign => Status::Conflict,
    }
}

/// What lies at a path; bytes that are no text are shown as such.
fn read(path: &Path) -> Result<Option<String>, Unreadable> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
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

    /// What would change, as a unified diff.
    pub fn diff(&self) -> String {
        let name = self.path.display().to_string();
        let old = self.old.as_deref().unwrap_or_default();
        let diff = similar::TextDiff::from_lines(old, self.new.as_str());
        diff.unified_diff().header(&name, &name).to_string()
    }
}
