//! The machine that is looked at: its files, below a root, and its programs.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::clang;
use crate::vm::program;

/// For a program that does not say its version.
const LIMIT: Duration = Duration::from_secs(20);

/// A machine, or for a test a folder that looks like one.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Where `/etc`, `/proc` and `/sys` are.
    pub root: PathBuf,
    /// Where programs are looked for.
    pub path: Vec<PathBuf>,
    /// The clang that compiles BPF programs.
    pub clang: String,
    /// Whether we are root.
    pub is_root: bool,
}

impl Machine {
    /// The one that we run on: PATH and the system folders, and the clang of [`clang::program`].
    pub fn this() -> Self {
        Self {
            root: PathBuf::from("/"),
            path: program::search_path(),
            clang: clang::program().to_string_lossy().into_owned(),
            is_root: rustix::process::geteuid().is_root(),
        }
    }

    /// Whether a path, without its leading slash, exists.
    pub(super) fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    pub(super) fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.root.join(path)).ok()
    }

    /// The running kernel's, as `uname -r` says it.
    pub(super) fn release(&self) -> String {
        let text = self.read("proc/sys/kernel/osrelease");
        text.unwrap_or_default().trim().to_owned()
    }

    pub(super) fn find(&self, program: &str) -> Option<PathBuf> {
        if program.contains('/') {
            return Some(PathBuf::from(program)).filter(|path| program::is_executable(path));
        }
        self.path
            .iter()
            .map(|folder| folder.join(program))
            .find(|path| program::is_executable(path))
    }

    /// What a program writes, to both of its outputs.
    pub(super) fn output_of(program: &Path, arguments: &[&str]) -> String {
        let mut command = std::process::Command::new(program);
        command
            .args(arguments)
            .stdin(std::process::Stdio::null())
            .env("LC_ALL", "C");
        program::merged_output(command, LIMIT).map_or_else(|_| String::new(), |(text, _)| text)
    }
}
