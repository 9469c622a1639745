//! Builds kernel modules from a generated folder.

mod files;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::error::{Error, last_lines};
use super::kernel::Kernel;
use super::program;
use super::root;
use files::{check_folders, copy_sources, find_modules, remove_products};

/// Lines of the log that an error shows: first errors, and end of the log.
const ERROR_LINES: usize = 20;
const TAIL_LINES: usize = 15;

/// For a make that hangs; modules with every sanitizer take a minute.
const TIME_LIMIT: Duration = Duration::from_secs(600);

/// Words by which compiler, kbuild, modpost and make say that something is wrong.
const ERROR_WORDS: &[&str] = &[
    "error:",
    "ERROR:",
    "Error ",
    "*** ",
    "not found",
    "undefined!",
    "Skipping BTF",
];

/// How strictly to build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// `W=1`: the compiler warnings that kernel maintainers ask for.
    pub warnings: bool,
    /// `C=1`: sparse looks at every file.
    pub sparse: bool,
    /// Jobs of `make`.
    pub jobs: u32,
    /// After this time the build is killed.
    pub time_limit: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            warnings: false,
            sparse: false,
            jobs: 2,
            time_limit: TIME_LIMIT,
        }
    }
}

/// What a build made.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Built {
    /// The modules, in the output folder.
    pub ko: Vec<PathBuf>,
    /// All that make and its programs wrote.
    pub log: String,
}

impl Built {
    /// The lines of the log that warn, by compiler, sparse or modpost.
    pub fn warnings(&self) -> impl Iterator<Item = &str> {
        self.log.lines().filter(|line| {
            ["warning:", "WARNING:"]
                .iter()
                .any(|word| line.contains(word))
        })
    }
}

/// Builds the modules of `source` against a kernel, in `out`, which may be kept for the next build.
///
/// `source` is copied and never written to. Its Makefile builds with its default target and takes
/// the header folder as `KDIR`.
///
/// # Errors
/// Headers without BTF, files that cannot be copied, programs that are missing, and a build that
/// fails: with the lines of its log that say why.
pub fn module(
    kernel: &Kernel,
    source: &Path,
    out: &Path,
    options: &Options,
) -> Result<Built, Error> {
    kernel.check_btf()?;
    check_folders(source, out)?;
    fs::create_dir_all(out).map_err(Error::io("create", out))?;
    let out = fs::canonicalize(out).map_err(Error::io("find", out))?;
    match &kernel.root {
        None => {
            if options.sparse {
                program::find("sparse")?;
            }
            copy_sources(source, &out)?;
            make(
                program::bound_to_us(&program::find("make")?)?,
                kernel,
                &kernel.headers,
                &out,
                &out,
                options,
            )
        }
        Some(root) => build_in_root(kernel, root, source, &out, options),
    }
}

/// The root sees only what lies in it: the sources are copied there, the modules back.
fn build_in_root(
    kernel: &Kernel,
    root: &Path,
    source: &Path,
    out: &Path,
    options: &Options,
) -> Result<Built, Error> {
    let builds = root.join("build");
    fs::create_dir_all(&builds).map_err(Error::io("create", &builds))?;
    let folder = tempfile::tempdir_in(&builds).map_err(Error::io("create a folder in", &builds))?;
    copy_sources(source, folder.path())?;
    let inside = root::path_inside(root, folder.path());
    let headers = root::path_inside(root, &kernel.headers);
    let mut command = root::command(root, "building in a root")?;
    command.arg("make");
    let mut built = make(command, kernel, &headers, &inside, folder.path(), options)?;
    for ko in &mut built.ko {
        let target = out.join(ko.strip_prefix(folder.path()).unwrap_or(ko));
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(Error::io("create", parent))?;
        }
        fs::copy(&ko, &target).map_err(Error::io("copy", &ko))?;
        *ko = target;
    }
    Ok(built)
}

/// Runs make in `folder`, which this process knows as `outside`.
fn make(
    mut command: Command,
    kernel: &Kernel,
    headers: &Path,
    folder: &Path,
    outside: &Path,
    options: &Options,
) -> Result<Built, Error> {
    remove_products(outside)?;
    command
        .arg("-C")
        .arg(folder)
        .arg(format!("KDIR={}", headers.display()))
        .arg(format!("-j{}", options.jobs.max(1)));
    command.args(&kernel.make_args);
    command
        .args(options.warnings.then_some("W=1"))
        .args(options.sparse.then_some("C=1"));
    // What an outer make hands down belongs to its own targets.
    command
        .env_remove("MAKEFLAGS")
        .env_remove("MFLAGS")
        .env_remove("MAKELEVEL");
    let (log, status) = program::merged_output(command, options.time_limit)?;
    let ko = find_modules(outside)?;
    if status.success() && !ko.is_empty() {
        return Ok(Built { ko, log });
    }
    let errors = log
        .lines()
        .filter(|line| ERROR_WORDS.iter().any(|word| line.contains(word)));
    let errors = errors.take(ERROR_LINES).collect::<Vec<_>>().join("\n");
    Err(Error::BuildFailed {
        release: kernel.release.clone(),
        errors,
        tail: last_lines(&log, TAIL_LINES),
        log,
    })
}
