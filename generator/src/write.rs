//! Writing a plan: all of its files or none.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::plan::{Entry, Status};

/// A file that could not be written; every file is as it was before.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {}: {source}; nothing was changed", path.display())]
pub struct Unwritten {
    /// The file or folder.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

/// A new text beside its destination, and the old one for the way back.
struct Staged {
    path: PathBuf,
    new: NamedTempFile,
    old: Option<NamedTempFile>,
}

/// Writes the entries that are to be created or updated. Every new text is on disk,
/// synced, before the first file is replaced; a failure puts the old texts back.
///
/// # Errors
///
/// The first file that could not be written.
pub fn write(entries: &[Entry]) -> Result<(), Unwritten> {
    let mut made = Vec::new();
    let result = stage_all(entries, &mut made).and_then(replace_all);
    if result.is_err() {
        // Only folders of this run, innermost first; one that is in use stays.
        for folder in made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
    result
}

fn stage_all(entries: &[Entry], made: &mut Vec<PathBuf>) -> Result<Vec<Staged>, Unwritten> {
    entries
        .iter()
        .filter(|entry| matches!(entry.status, Status::Create | Status::Update))
        .map(|entry| {
            stage(entry, made).map_err(|source| Unwritten {
                path: entry.path.clone(),
                source,
            })
        })
        .collect()
}

fn stage(entry: &Entry, made: &mut Vec<PathBuf>) -> io::Result<Staged> {
    let path = followed(&entry.path);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    create_folders(folder, made)?;
    let new = temporary(folder, &entry.new)?;
    let old = match &entry.old {
        Some(text) => {
            let copy = temporary(folder, text)?;
            copy.as_file()
                .set_permissions(fs::metadata(&path)?.permissions())?;
            new.as_file()
                .set_permissions(fs::metadata(&path)?.permissions())?;
            Some(copy)
        }
        None => None,
    };
    Ok(Staged { path, new, old })
}

/// The file that a link leads to, so that the link stays; one that leads nowhere is replaced.
fn followed(path: &Path) -> PathBuf {
    if path.is_symlink() {
        fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
    } else {
        path.to_owned()
    }
}

fn create_folders(folder: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let missing: Vec<&Path> = folder
        .ancestors()
        .take_while(|path| !path.as_os_str().is_empty() && !path.exists())
        .collect();
    for path in missing.into_iter().rev() {
        fs::create_dir(path)?;
        made.push(path.to_owned());
    }
    Ok(())
}

fn temporary(folder: &Path, text: &str) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.prefix(".structops-gen-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn replace_all(staged: Vec<Staged>) -> Result<(), Unwritten> {
    let mut done: Vec<(PathBuf, Option<NamedTempFile>)> = Vec::new();
    for Staged { path, new, old } in staged {
        if let Err(error) = new.persist(&path) {
            undo(done);
            return Err(Unwritten {
                path,
                source: error.error,
            });
        }
        done.push((path, old));
    }
    Ok(())
}

fn undo(done: Vec<(PathBuf, Option<NamedTempFile>)>) {
    for (path, old) in done.into_iter().rev() {
        match old {
            Some(copy) => drop(copy.persist(&path)),
            None => drop(fs::remove_file(&path)),
        }
    }
}

#[cfg(test)]
mod tests {
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
            old: old.map(str::to_owned),
            new: new.to_owned(),
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
        // A folder stands where the second file should go: renaming onto it fails.
        let blocked = folder.path().join("blocked");
        fs::create_dir(&blocked).unwrap();
        let entries = [
            entry(a.clone(), Some("old"), "new a"),
            entry(folder.path().join("c"), None, "new c"),
            entry(blocked.clone(), None, "new b"),
        ];
        let error = write(&entries).unwrap_err();
        assert_eq!(error.path, blocked);
        assert_eq!(fs::read_to_string(a).unwrap(), "old");
        assert_eq!(names(folder.path()), ["a", "blocked"]);
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
