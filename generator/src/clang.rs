//! Which clang compiles BPF programs.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The program's plain name; distributions install one beside it for each version.
const PLAIN: &str = "clang";

/// What the environment variable `CLANG` names; else `clang`, or where that is not on PATH
/// the newest `clang-19` or the like that is.
pub fn program() -> OsString {
    let named = env::var_os("CLANG").filter(|name| !name.is_empty());
    named.unwrap_or_else(|| {
        let path = env::var_os("PATH").unwrap_or_default();
        of_folders(&env::split_paths(&path).collect::<Vec<_>>()).into()
    })
}

fn of_folders(folders: &[PathBuf]) -> String {
    if folders.iter().any(|folder| folder.join(PLAIN).is_file()) {
        return PLAIN.to_owned();
    }
    let newest = folders.iter().flat_map(|folder| versions_in(folder)).max();
    newest.map_or_else(|| PLAIN.to_owned(), |version| format!("{PLAIN}-{version}"))
}

fn versions_in(folder: &Path) -> Vec<u32> {
    let files = folder
        .read_dir()
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    files
        .filter_map(|file| {
            let name = file.file_name();
            let version = name.to_str()?.strip_prefix(PLAIN)?.strip_prefix('-')?;
            version.parse().ok()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_is_taken_where_there_is_no_plain_one() {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let paths: Vec<PathBuf> = folders.iter().map(|one| one.path().to_owned()).collect();
        assert_eq!(of_folders(&paths), "clang");
        for (folder, name) in [(0, "clang-9"), (1, "clang-19"), (0, "clang-cpp-20")] {
            std::fs::write(paths[folder].join(name), "").unwrap();
        }
        assert_eq!(of_folders(&paths), "clang-19");
        std::fs::write(paths[1].join("clang"), "").unwrap();
        assert_eq!(of_folders(&paths), "clang");
    }
}
