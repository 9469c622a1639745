//! What makes Cargo run the build script again.

use std::fs;
use std::path::{Path, PathBuf};

use crate::plan::{self, Entry};
use crate::project::Folders;

/// Before anything else: even a manifest that cannot be understood is looked at again.
pub(super) fn of_manifest() {
    println!("cargo::rerun-if-env-changed=CLANG");
    on_change_of(Path::new("Cargo.toml"));
}

/// The trait, and the folder of programs with whatever comes to lie there.
pub(super) fn of_folders(folders: &Folders) {
    on_change_of(&folders.source);
    on_change_of(&folders.bpf);
}

/// The files of the module, each by its name: what a build leaves beside them is nothing to
/// this script.
pub(super) fn of_entries(entries: &[Entry], folders: &Folders) {
    for entry in entries.iter().filter(|entry| entry.target == "kmod") {
        on_change_of(&entry.path);
    }
    for path in plan::leftovers(entries, folders) {
        on_change_of(&path);
    }
}

/// What a program includes, but for what this script itself has written to `out`.
pub(super) fn of_includes(included: &[PathBuf], out: &Path) {
    for path in included.iter().filter(|path| !path.starts_with(out)) {
        on_change_of(path);
    }
}

/// To Cargo a path that does not exist has always changed, so only those that do are named.
fn on_change_of(path: &Path) {
    if fs::metadata(path).is_ok() {
        println!("cargo::rerun-if-changed={}", path.display());
    }
}
