//! Folders of this repository and of its caches.

use std::env;
use std::path::{Path, PathBuf};

/// The repository.
pub fn repository() -> &'static Path {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests)
}

/// A folder for what a test run makes, below cargo's target folder.
pub fn scratch(name: &str) -> PathBuf {
    target().join("structops").join(name)
}

/// The target folder of the projects that tests make: what they depend on is compiled once
/// for all of them.
pub fn projects() -> PathBuf {
    scratch("projects")
}

/// Cargo's target folder.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository().join("target"), PathBuf::from)
}

/// Where kernels and other downloads are kept for the next run.
pub fn cache() -> PathBuf {
    structops_gen::vm::default_cache()
}
