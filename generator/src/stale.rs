//! What lies on disk and is not what the trait says, and the words for it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::plan::{self, Entry, Status};
use crate::project::Folders;

/// The files of a plan that a run would change, and those that no run needs.
#[derive(Debug)]
pub struct Stale<'a> {
    /// Files that are absent, of an older trait, or not as the tool wrote them.
    pub entries: Vec<&'a Entry>,
    /// The tool's files that belong to no type any more.
    pub leftovers: Vec<PathBuf>,
}

impl<'a> Stale<'a> {
    /// The tool's files of a plan that are not current; `None` when all of them are.
    pub fn of(entries: &'a [Entry], folders: &Folders) -> Option<Self> {
        let stale = entries.iter().filter(|entry| entry.is_stale()).collect();
        Self::of_these(stale, plan::leftovers(entries, folders))
    }

    /// As [`of`](Self::of), for a caller that knows which files count.
    pub fn of_these(entries: Vec<&'a Entry>, leftovers: Vec<PathBuf>) -> Option<Self> {
        let found = Self { entries, leftovers };
        (found.count() > 0).then_some(found)
    }

    fn count(&self) -> usize {
        self.entries.len() + self.leftovers.len()
    }

    /// How many files there are, and the command that brings them up to date.
    pub fn verdict(&self) -> String {
        let noun = if self.count() == 1 {
            "file is"
        } else {
            "files are"
        };
        let edited = |entry: &&Entry| entry.status == Status::Conflict;
        let cure = if self.entries.is_empty() {
            "delete what is left over"
        } else if self.entries.iter().any(edited) {
            "run `structops-gen generate --force` (some were edited by hand)"
        } else {
            "run `structops-gen generate`"
        };
        format!("{} {noun} not what the trait says; {cure}", self.count())
    }

    /// Every file that would change, as a unified diff, and every leftover.
    pub fn diffs(&self) -> String {
        let mut text = String::new();
        for entry in &self.entries {
            let _ = writeln!(text, "{}", entry.diff());
        }
        text + &self.lines_of_leftovers()
    }

    /// A line per file: what is wrong with it, and where it lies.
    pub fn list(&self) -> String {
        let mut text = String::new();
        for entry in &self.entries {
            let wrong = match entry.status {
                Status::Create | Status::Keep => "missing",
                Status::Conflict => "edited",
                Status::Update | Status::Append | Status::Identical => "stale",
            };
            let _ = writeln!(text, "{wrong:>9}  {}", entry.path.display());
        }
        text + &self.lines_of_leftovers()
    }

    fn lines_of_leftovers(&self) -> String {
        let lines = self.leftovers.iter().map(|path| leftover(path) + "\n");
        lines.collect()
    }
}

/// The line about a file that belongs to no type any more.
pub fn leftover(path: &Path) -> String {
    format!(
        " leftover  {} belongs to no type any more: delete it",
        path.display()
    )
}
