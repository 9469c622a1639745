//! From staged texts to files: in an order that survives a loss of power, and back when
//! anything fails.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::stage::Text;
use super::{Change, Rank, Unwritten, or_here};
use crate::regular;

/// A change whose texts are on the disk already.
struct Staged {
    path: PathBuf,
    rank: Rank,
    new: Text,
    /// What lies there now, for the way back.
    old: Option<Text>,
    is_replacing: bool,
}

/// What has been done so far.
#[derive(Default)]
struct Done {
    folders: Vec<PathBuf>,
    files: Vec<(PathBuf, Option<Text>)>,
}

/// Carries out all changes or none. Every text is on disk, synced, before the first file is
/// replaced; a failure puts the old texts back.
///
/// # Errors
///
/// The first file that could not be written.
pub fn commit(changes: &[Change]) -> Result<(), Unwritten> {
    let mut staged = Vec::new();
    for change in changes {
        let one = stage(change).map_err(|source| Unwritten::new(&change.path, source))?;
        staged.push(one);
    }
    // Stable: files of one rank keep their order.
    staged.sort_by_key(|one| one.rank);
    let mut done = Done::default();
    place_all(staged, &mut done).map_err(|mut unwritten| {
        unwritten.left = undo(done);
        unwritten
    })
}

fn stage(change: &Change) -> io::Result<Staged> {
    let path = followed(&change.path);
    let found = match regular::read(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    if found != change.old {
        return Err(io::Error::other(
            "it has just been changed by somebody else",
        ));
    }
    let folder = nearest(path.parent().unwrap_or(Path::new("")));
    let permissions = match &found {
        Some(_) => Some(fs::metadata(&path)?.permissions()),
        None => None,
    };
    let old = match &found {
        Some(bytes) => Some(Text::write(folder, bytes, permissions.clone())?),
        None => None,
    };
    Ok(Staged {
        new: Text::write(folder, &change.new, permissions)?,
        is_replacing: found.is_some() || path.is_symlink(),
        rank: change.rank,
        path,
        old,
    })
}

/// The file that a link leads to, so that the link stays; one that leads nowhere is replaced.
fn followed(path: &Path) -> PathBuf {
    if path.is_symlink() {
        fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
    } else {
        path.to_owned()
    }
}

/// The innermost folder of a path that exists.
pub(super) fn nearest(folder: &Path) -> &Path {
    let mut folders = folder.ancestors().map(or_here);
    folders
        .find(|folder| folder.exists())
        .unwrap_or(Path::new("."))
}

fn place_all(staged: Vec<Staged>, done: &mut Done) -> Result<(), Unwritten> {
    let mut touched = BTreeSet::new();
    let mut rank = None;
    for one in staged {
        // What comes later must not be on the disk before what comes first.
        if rank.is_some_and(|rank| rank != one.rank) {
            sync(&mut touched)?;
        }
        rank = Some(one.rank);
        let path = one.path.clone();
        place(one, done, &mut touched).map_err(|source| Unwritten::new(&path, source))?;
    }
    sync(&mut touched)
}

fn place(one: Staged, done: &mut Done, touched: &mut BTreeSet<PathBuf>) -> io::Result<()> {
    let folder = or_here(one.path.parent().unwrap_or(Path::new("")));
    let before = done.folders.len();
    create_folders(folder, &mut done.folders)?;
    for made in done.folders.iter().skip(before) {
        touched.insert(or_here(made.parent().unwrap_or(Path::new(""))).to_owned());
    }
    one.new.place(&one.path, one.is_replacing)?;
    touched.insert(folder.to_owned());
    done.files.push((one.path, one.old));
    Ok(())
}

/// Makes a folder and those above it, and remembers which were missing, outermost first.
pub(crate) fn create_folders(folder: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
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

/// Brings the names in folders to the disk.
fn sync(folders: &mut BTreeSet<PathBuf>) -> Result<(), Unwritten> {
    for folder in std::mem::take(folders) {
        match File::open(&folder).and_then(|file| file.sync_all()) {
            // A file system that cannot has nothing to lose either.
            Err(error) if error.kind() != io::ErrorKind::InvalidInput => {
                return Err(Unwritten::new(&folder, error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Puts the old texts back; gives the files where that failed.
fn undo(done: Done) -> Vec<PathBuf> {
    let mut left = Vec::new();
    for (path, old) in done.files.into_iter().rev() {
        let undone = match old {
            Some(text) => text.place(&path, true),
            None => fs::remove_file(&path),
        };
        if undone.is_err() {
            left.push(path);
        }
    }
    // Only folders of this run, innermost first; one that is in use stays.
    for folder in done.folders.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
    left
}
