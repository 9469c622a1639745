//! Folders that take long to make: made once, complete or not at all, by one process at a time.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};

use super::error::Error;

/// Where kernels are kept for the next run: `structops-gen` in the user's cache folder.
pub fn default_folder() -> PathBuf {
    let named = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    let home = || named("HOME").map(|home| PathBuf::from(home).join(".cache"));
    named("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(home)
        .unwrap_or_else(env::temp_dir)
        .join("structops-gen")
}

/// Returns `cache/name`, calling `make` on an empty folder first if it is not there yet.
///
/// `make` works in a neighbouring folder that is renamed when it succeeds, so a folder of the final
/// name is complete. Another process that wants the same folder waits for the first one.
pub(super) fn folder(
    cache: &Path,
    name: &str,
    make: impl FnOnce(&Path) -> Result<(), Error>,
) -> Result<PathBuf, Error> {
    fs::create_dir_all(cache).map_err(Error::io("create", cache))?;
    let cache = fs::canonicalize(cache).map_err(Error::io("find", cache))?;
    let finished = cache.join(name);
    let _lock = lock(&cache.join(format!("{name}.lock")))?;
    if finished.is_dir() {
        return Ok(finished);
    }
    let unfinished = cache.join(format!("{name}.unfinished"));
    // What a killed process left behind; nobody else can be at work on it while we hold the lock.
    remove(&unfinished)?;
    fs::create_dir(&unfinished).map_err(Error::io("create", &unfinished))?;
    if let Err(error) = make(&unfinished) {
        remove(&unfinished)?;
        return Err(error);
    }
    fs::rename(&unfinished, &finished).map_err(Error::io("rename", &unfinished))?;
    Ok(finished)
}

/// Removes a folder tree; one that is not there is fine.
pub(super) fn remove(folder: &Path) -> Result<(), Error> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::io("remove", folder)(error))
        }
        _ => Ok(()),
    }
}

/// Takes a lock file, waiting for whoever holds it; closing the file, also by dying, gives it back.
pub(crate) fn lock(path: &Path) -> Result<File, Error> {
    let file = File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(path)
        .map_err(Error::io("open", path))?;
    flock(&file, FlockOperation::LockExclusive)
        .map_err(|error| Error::io("lock", path)(error.into()))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_folder_is_not_kept() {
        let cache = tempfile::tempdir().unwrap();
        let failed = folder(cache.path(), "x", |at| {
            Err(Error::ImageMissing {
                path: at.to_owned(),
            })
        });
        assert!(failed.is_err());
        let made = folder(cache.path(), "x", |at| {
            fs::write(at.join("file"), "1").unwrap();
            Ok(())
        });
        assert_eq!(fs::read_to_string(made.unwrap().join("file")).unwrap(), "1");
        let kept = folder(cache.path(), "x", |_| unreachable!());
        assert!(kept.unwrap().join("file").is_file());
    }
}
