//! What a `build.rs` calls: headers and skeletons in `OUT_DIR`, and a refusal to build what
//! the trait no longer says.
//!
//! ```no_run
//! fn main() -> Result<(), structops_gen::build::Error> {
//!     structops_gen::build::run()
//! }
//! ```
//!
//! The sources of the kernel module are checked in, and [`run`] leaves them as they are:
//! they are compared, and when they are stale, the build fails with the command that
//! brings them up to date. Nothing but `OUT_DIR` is written to.

mod error;
mod includes;
mod programs;
mod triggers;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::plan::{self, Entry};
use crate::project::Folders;
use crate::source::Source;
use crate::stale::Stale;
use crate::target::{self, Owner, Rendered};
use crate::{report, stack, write};

pub use error::Error;

use error::Kind;

/// The targets that a build script looks after; a loader is the crate itself.
const TARGETS: &[&str] = &["kmod", "bpf"];

/// Checks the project whose build script this is, and makes what its crate includes.
///
/// Into `OUT_DIR` go the BPF headers of the trait's types and, for every `<name>.bpf.c` in
/// the project's folder of BPF programs, the skeleton `<name>.skel.rs`. The environment
/// variable `CLANG` names the compiler; without it `clang` is run, or the newest
/// `clang-<n>`. Every such file is a program by itself: what programs include is called
/// otherwise.
///
/// # Errors
///
/// A trait with mistakes; files of the tool's that are stale, edited by hand or left over; a
/// type without a program; a program that does not compile; a missing clang; an `OUT_DIR`
/// that is absent or cannot be written to.
pub fn run() -> Result<(), Error> {
    stack::with_room(run_here)
        .unwrap_or(Err(Kind::Panicked))
        .map_err(Error::from)
}

/// As [`run`], on the stack that the caller has. Cargo starts build scripts in the folder of
/// their package.
fn run_here() -> Result<(), Kind> {
    let out = env::var_os("OUT_DIR").map(PathBuf::from);
    let out = out.ok_or(Kind::NoOutDir)?;
    triggers::of_manifest();
    let folders = Folders::of_project(Path::new("."))?;
    triggers::of_folders(&folders);
    let refuse = |refused: crate::source::Refused| Kind::Refused {
        report: report::render(&refused, false),
        path: refused.path,
    };
    let interface = Source::read(&folders.source)
        .map_err(refuse)?
        .interface()
        .map_err(refuse)?;
    let folders = folders.for_modules(interface.modules().len());
    let wanted: Vec<String> = TARGETS.iter().map(|&name| name.to_owned()).collect();
    let files = target::render_interface(&interface, folders.paths(), &wanted)?;
    let entries = plan::plan(files.clone(), &folders, false)?;
    triggers::of_entries(&entries, &folders);
    check_checked_in(&entries, &folders)?;
    write_headers(files, &folders, &out)?;
    programs::compile_all(&folders.bpf, &out)
}

/// Compares what is checked in with what the trait says.
fn check_checked_in(entries: &[Entry], folders: &Folders) -> Result<(), Kind> {
    // A crate that was packaged without its module has nothing that could be stale.
    let has_module = folders.kmod.is_dir();
    // Headers are made anew in `OUT_DIR`: a project may keep copies, all of them or none.
    let of_headers = |entry: &&Entry| entry.target == "bpf" && entry.is_of_tool();
    let has_headers = entries
        .iter()
        .filter(of_headers)
        .any(|entry| entry.old.is_some());
    let counts = |entry: &&Entry| match (entry.target, entry.owner) {
        ("kmod", _) => has_module,
        (_, Owner::Tool) => has_headers,
        (_, Owner::User) => true,
    };
    let is_absent = |entry: &Entry| entry.owner == Owner::User && entry.old.is_none();
    let found: Vec<&Entry> = entries
        .iter()
        .filter(counts)
        .filter(|entry| entry.is_stale() || is_absent(entry))
        .collect();
    match Stale::of_these(found, plan::leftovers(entries, folders)) {
        None => Ok(()),
        Some(stale) => Err(Kind::Stale {
            verdict: stale.verdict(),
            list: stale.list(),
        }),
    }
}

/// Writes the headers for the programs to `OUT_DIR` and leaves no older ones there.
fn write_headers(files: Vec<Rendered>, folders: &Folders, out: &Path) -> Result<(), Kind> {
    let mut folders = folders.clone();
    out.clone_into(&mut folders.bpf);
    let is_header = |file: &Rendered| file.target == "bpf" && file.owner == Owner::Tool;
    let headers = files.into_iter().filter(is_header).collect();
    let entries = plan::plan(headers, &folders, true)?;
    write::write(&entries)?;
    for path in plan::leftovers(&entries, &folders) {
        fs::remove_file(&path).map_err(|source| Kind::Remove { path, source })?;
    }
    Ok(())
}
