//! Temporary names of files and folders, and what becomes of those whose process ended before it could remove
//! them.

use std::fs;
use std::path::{Path, PathBuf};

/// How every temporary name begins; the number of the process follows.
const MARK: &str = ".structops-gen-";

/// How the temporary names of this process begin.
pub(crate) fn prefix() -> String {
    format!("{MARK}{}-", std::process::id())
}

/// Removes temporary files and folders of processes that live no longer from folders. One that cannot be
/// removed does no harm and stays.
pub(super) fn remove_dead<'a>(folders: impl Iterator<Item = &'a Path>) {
    let mut folders: Vec<&Path> = folders.collect();
    folders.sort_unstable();
    folders.dedup();
    for folder in folders {
        let Ok(files) = fs::read_dir(super::or_here(folder)) else {
            continue;
        };
        for path in files.filter_map(Result::ok).map(|file| file.path()) {
            if process_of(&path).is_some_and(|process| !is_alive(process)) {
                let _ = match fs::symlink_metadata(&path) {
                    Ok(data) if data.is_dir() => fs::remove_dir_all(&path),
                    _ => fs::remove_file(&path),
                };
            }
        }
    }
}

/// The process that a temporary name belongs to.
fn process_of(path: &Path) -> Option<u32> {
    let name = path.file_name()?.to_str()?;
    let (process, _) = name.strip_prefix(MARK)?.split_once('-')?;
    process.parse().ok()
}

/// Whether a process exists; where that cannot be told, it does.
fn is_alive(process: u32) -> bool {
    let processes = PathBuf::from("/proc");
    !processes.join("self").exists() || processes.join(process.to_string()).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_files_of_the_dead_go() {
        let folder = tempfile::tempdir().unwrap();
        // No process has a number beyond the kernel's PID_MAX_LIMIT of 2^22.
        let (dead, alive) = (format!("{MARK}4194305-0"), format!("{}0", prefix()));
        for name in [
            dead.as_str(),
            &alive,
            ".structops-gen-notes",
            "player_ops.c",
        ] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let project = folder.path().join(format!("{MARK}4194305-x"));
        fs::create_dir_all(project.join("src")).unwrap();
        remove_dead([folder.path()].into_iter());
        assert!(!folder.path().join(dead).exists() && !project.exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}
