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
    /// Where it lies.
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
    files
        .into_iter()
        .map(|file| {
            let path = folders.path_of(&file);
            let old = read(&path)?;
            let status = status_of(&file, old.as_deref(), force);
            Ok(Entry {
                path,
                status,
                old,
                new: file.text,
                owner: file.owner,
            })
        })
        .collect()
}

/// The tool's files that were edited by hand: while there are any, nothing may be
/// written.
pub fn conflicts(entries: &[Entry]) -> Vec<&Entry> {
    entries
        .iter()
        .filter(|entry| entry.status == Status::Conflict)
        .collect()
}

fn status_of(file: &Rendered, old: Option<&str>, force: bool) -> Status {
    let Some(old) = old else {
        return Status::Create;
    };
    if file.owner == Owner::User {
        return Status::Keep;
    }
    if old == file.text {
        return Status::Identical;
    }
    match banner::state_of(old) {
        State::Intact => Status::Update,
        State::Edited | State::Foreign if force => Status::Update,
        State::Edited | State::Foreign => Status::Conflict,
    }
}

fn read(path: &Path) -> Result<Option<String>, Unreadable> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
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
