//! What the user's files need after an edit of the trait: stubs of what is new at their end,
//! and a word about what is gone.
//!
//! What was known before is read from the tool's headers as they lie on disk, before these
//! are rewritten. Nothing of the user's is deleted or changed.

mod append;
mod code;
mod header;
mod module;
mod note;
mod program;

use std::fs;
use std::path::{Path, PathBuf};

use structops_model::Interface;

pub use note::{Missing, Note, Place, What};

use crate::banner::{self, State};
use crate::plan::{Entry, Status};
use crate::project::Folders;
use crate::render::{RenderError, Templates};
use crate::target::Owner;
use code::Code;

/// Appends stubs to the user's files of a plan, and tells what else they need.
///
/// # Errors
///
/// A template that does not fit its view: a mistake in this crate, not in the input.
pub fn follow(
    interface: &Interface,
    folders: &Folders,
    entries: &mut [Entry],
) -> Result<Vec<Note>, RenderError> {
    let templates = Templates::shared()?;
    let mut notes = Vec::new();
    for module in interface.modules() {
        for ty in &module.types {
            program::follow(templates, (ty, module), folders, entries, &mut notes)?;
        }
        module::follow(templates, module, folders, entries, &mut notes)?;
    }
    Ok(notes)
}

/// A file of the user's that programs or modules are made of.
struct UserFile {
    path: PathBuf,
    code: Code,
}

/// The C files of a folder that are not the tool's, with those that the plan creates.
fn user_files(folder: &Path, entries: &[Entry]) -> Vec<UserFile> {
    let is_created = |entry: &&Entry| {
        entry.owner == Owner::User
            && entry.status == Status::Create
            && entry.path.parent() == Some(folder)
    };
    let created = entries.iter().filter(is_created);
    let mut files: Vec<UserFile> = created
        .map(|entry| UserFile {
            path: entry.path.clone(),
            code: Code::of(&entry.new),
        })
        .collect();
    for path in names_in(folder) {
        if is_c(&path)
            && let Ok(bytes) = fs::read(&path)
            && banner::state_of(&String::from_utf8_lossy(&bytes)) == State::Foreign
        {
            files.push(UserFile {
                path,
                code: Code::of(&bytes),
            });
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The paths of a folder's files, as the plan writes them.
fn names_in(folder: &Path) -> Vec<PathBuf> {
    let place = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = fs::read_dir(place).into_iter().flatten();
    let names = entries
        .filter_map(Result::ok)
        .map(|entry| entry.file_name());
    names.map(|name| folder.join(name)).collect()
}

/// Sources and headers; what kbuild leaves beside them is none of the user's.
fn is_c(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let is_source = path
        .extension()
        .is_some_and(|ending| ending == "c" || ending == "h");
    is_source && !name.ends_with(".mod.c") && !name.starts_with('.') && path.is_file()
}

/// Where a word stands in files.
fn places(files: &[UserFile], lines: impl Fn(&UserFile) -> Vec<usize>) -> Vec<Place> {
    let in_file = |file: &UserFile| {
        let lines = lines(file).into_iter();
        let place = |line| Place {
            file: file.path.clone(),
            line,
        };
        lines.map(place).collect::<Vec<_>>()
    };
    files.iter().flat_map(in_file).collect()
}

/// Puts a stub at the end of a file of the user's.
fn append_to(entry: &mut Entry, stub: &str) {
    if entry.status == Status::Keep {
        entry.new = entry.old.clone().unwrap_or_default();
        entry.status = Status::Append;
    }
    entry.new = append::append(&entry.new, stub);
}

/// What is in one list and not in the other.
fn without(list: &[String], other: &[String]) -> Vec<String> {
    let is_absent = |name: &&String| !other.contains(name);
    list.iter().filter(is_absent).cloned().collect()
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
