//! Writing a plan: all of its files or none.
//!
//! Texts are staged in files without names, so that a process that dies meanwhile leaves
//! nothing behind; then [`commit`] gives them their names. The command line hands that last
//! part to a process of its own ([`wire`]), which nobody's Ctrl-C reaches.

mod commit;
mod stage;
mod sweep;
#[cfg(unix)]
pub mod wire;

use std::io;
use std::path::{Path, PathBuf};

use crate::plan::{Entry, Status};

pub use commit::commit;
#[cfg(feature = "cli")]
pub(crate) use commit::create_folders;
#[cfg(feature = "cli")]
pub(crate) use sweep::prefix as temporary_prefix;

/// A file that could not be written; every file is as it was before, but those in `left`.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {source}; {}", path.display(), outcome(left))]
pub struct Unwritten {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
    /// Files that are new, since the way back failed as well.
    pub left: Vec<PathBuf>,
}

impl Unwritten {
    fn new(path: &Path, source: io::Error) -> Self {
        Self {
            path: path.to_owned(),
            source,
            left: Vec::new(),
        }
    }
}

fn outcome(left: &[PathBuf]) -> String {
    if left.is_empty() {
        return "nothing was changed".to_owned();
    }
    let left: Vec<String> = left.iter().map(|path| path.display().to_string()).collect();
    format!("these could not be put back: {}", left.join(", "))
}

/// When a file is written. A machine that loses power in between is repaired by running
/// again: what was known before is read from the headers, so that these come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Files of the user's.
    User,
    /// Sources of the tool's.
    Source,
    /// Headers of the tool's.
    Header,
}

impl Rank {
    /// All, in the order of writing.
    pub const ALL: [Self; 3] = [Self::User, Self::Source, Self::Header];
}

/// A file that gets a new text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When it is written.
    pub rank: Rank,
    /// Where it lies; if that is a link, the link stays.
    pub path: PathBuf,
    /// What must lie there still; `None` for nothing.
    pub old: Option<Vec<u8>>,
    /// Its text.
    pub new: Vec<u8>,
}

/// The entries that are to be created, updated or appended to.
pub fn changes(entries: &[Entry]) -> Vec<Change> {
    let is_written = |entry: &&Entry| {
        matches!(
            entry.status,
            Status::Create | Status::Update | Status::Append
        )
    };
    let change = |entry: &Entry| Change {
        rank: rank_of(entry),
        path: entry.path.clone(),
        old: entry.old.clone(),
        new: entry.new.clone(),
    };
    entries.iter().filter(is_written).map(change).collect()
}

fn rank_of(entry: &Entry) -> Rank {
    if !entry.is_of_tool() {
        Rank::User
    } else if entry.path.extension().is_some_and(|ending| ending == "h") {
        Rank::Header
    } else {
        Rank::Source
    }
}

/// Writes the changes of a plan in this process.
///
/// # Errors
///
/// The first file that could not be written.
pub fn write(entries: &[Entry]) -> Result<(), Unwritten> {
    sweep(entries);
    commit(&changes(entries))
}

/// Removes what a run that was killed has left beside the files of a plan.
pub fn sweep(entries: &[Entry]) {
    let folders = entries.iter().filter_map(|entry| entry.path.parent());
    // Texts for folders that were still to be made lay where these would have come.
    sweep::remove_dead(folders.map(commit::nearest));
}

/// Removes what a run that was killed has left in a folder.
#[cfg(feature = "cli")]
pub(crate) fn remove_dead(folder: &Path) {
    sweep::remove_dead(std::iter::once(folder));
}

/// The folder of a path that is one name alone is the current one.
fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::target::Owner;

    fn entry(path: PathBuf, old: Option<&str>, new: &str) -> Entry {
        let status = if old.is_some() {
            Status::Update
        } else {
            Status::Create
        };
        Entry {
            target: "kmod",
            path,
            status,
            old: old.map(|text| text.as_bytes().to_vec()),
            new: new.as_bytes().to_vec(),
            owner: Owner::Tool,
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn all_files_are_written() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("new/b"));
        fs::write(&a, "old").unwrap();
        write(&[
            entry(a.clone(), Some("old"), "new a"),
            entry(b.clone(), None, "new b"),
        ])
        .unwrap();
        assert_eq!(fs::read_to_string(a).unwrap(), "new a");
        assert_eq!(fs::read_to_string(b).unwrap(), "new b");
        assert_eq!(names(folder.path()), ["a", "new"]);
    }

    #[test]
    fn a_failure_in_the_middle_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let a = folder.path().join("a");
        fs::write(&a, "old").unwrap();
        // By the time of the last, the file before it stands where its folder should be.
        let blocked = folder.path().join("new/c/below");
        let entries = [
            entry(a.clone(), Some("old"), "new a"),
            entry(folder.path().join("new/c"), None, "new c"),
            entry(blocked.clone(), None, "new b"),
        ];
        let error = write(&entries).unwrap_err();
        assert_eq!(error.path, blocked);
        assert!(error.to_string().ends_with("nothing was changed"));
        assert_eq!(fs::read_to_string(a).unwrap(), "old");
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[test]
    fn what_changed_since_the_plan_is_nobodys_to_overwrite() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        fs::write(&a, "mine").unwrap();
        for found in [
            entry(a.clone(), Some("old"), "new"),
            entry(a.clone(), None, "new"),
        ] {
            let error = write(&[entry(b.clone(), None, "new b"), found]).unwrap_err();
            assert_eq!(error.path, a);
        }
        assert_eq!(fs::read_to_string(a).unwrap(), "mine");
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[test]
    fn users_files_come_first_and_headers_last() {
        let mut user = entry("player_ops.bpf.c".into(), Some(""), "");
        user.owner = Owner::User;
        let ranks = [
            entry("player_ops.h".into(), None, ""),
            entry("player_ops.c".into(), None, ""),
            user,
        ]
        .map(|entry| rank_of(&entry));
        assert_eq!(ranks, [Rank::Header, Rank::Source, Rank::User]);
    }

    #[test]
    #[cfg(unix)]
    fn a_link_stays_and_its_file_is_written() {
        use std::os::unix::fs::symlink;

        let folder = tempfile::tempdir().unwrap();
        let (link, file) = (folder.path().join("link"), folder.path().join("file"));
        fs::write(&file, "old").unwrap();
        symlink("file", &link).unwrap();
        write(&[entry(link.clone(), Some("old"), "new")]).unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(names(folder.path()), ["file", "link"]);
    }

    #[test]
    fn a_folder_that_cannot_be_made_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "x").unwrap();
        let entries = [
            entry(folder.path().join("fresh/a"), None, "a"),
            entry(file.join("below/b"), None, "b"),
        ];
        write(&entries).unwrap_err();
        assert_eq!(names(folder.path()), ["file"]);
    }
}
