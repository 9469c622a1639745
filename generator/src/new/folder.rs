//! A project's folder: made whole beside its place and moved there, or added to.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::{Error, Request};
use crate::plan::{self, Entry, Status};
use crate::project::Folders;
use crate::write;

/// A file of a project, and what became of it.
#[derive(Debug)]
pub struct Made {
    /// Created; or, in a folder that was there before, identical, updated or kept.
    pub status: Status,
    /// Where it lies.
    pub path: PathBuf,
}

/// Writes a project into the folder `root`: all of its files, or none.
///
/// With `force` the folder may be there already. Files in it that are not as the tool writes
/// them are kept, and none is deleted; its own trait and manifest decide what follows.
///
/// # Errors
///
/// A folder that exists, without `force`; a trait or a manifest in it that has mistakes; what
/// cannot be read or written.
pub fn create(request: &Request, root: &Path, force: bool) -> Result<Vec<Made>, Error> {
    if fs::symlink_metadata(root).is_err() {
        return create_folder(request, root);
    }
    if !force {
        return Err(Error::Exists(root.to_owned()));
    }
    let mut entries = plan_in(request, root)?;
    for entry in &mut entries {
        // An edit is never lost: `generate --force` is for who wants that.
        if entry.status == Status::Conflict {
            entry.status = Status::Keep;
        }
    }
    write::write(&entries)?;
    for entry in entries
        .iter()
        .filter(|entry| entry.status == Status::Create)
    {
        make_executable(&entry.path, &entry.new)
            .map_err(|source| unwritten(&entry.path, source))?;
    }
    let made = entries.into_iter().map(|entry| Made {
        status: entry.status,
        path: entry.path,
    });
    Ok(made.collect())
}

fn plan_in(request: &Request, root: &Path) -> Result<Vec<Entry>, Error> {
    let folders = Folders::of_project(root)?;
    let files = request.files(&folders)?;
    let modules: std::collections::BTreeSet<&str> = files
        .iter()
        .filter(|file| file.target == "kmod")
        .map(|file| file.module.as_str())
        .collect();
    let folders = folders.for_modules(modules.len());
    Ok(plan::plan(files, &folders, false)?)
}

fn create_folder(request: &Request, root: &Path) -> Result<Vec<Made>, Error> {
    let parent = root
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut above = Vec::new();
    let result = write::create_folders(parent, &mut above)
        .map_err(|source| unwritten(parent, source))
        .and_then(|()| create_beside(request, parent, root));
    if result.is_err() {
        // Only folders of this run, innermost first; one that is in use stays.
        for folder in above.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
    result
}

/// The folder is complete before it gets its name.
fn create_beside(request: &Request, parent: &Path, root: &Path) -> Result<Vec<Made>, Error> {
    write::remove_dead(parent);
    // Its path is nothing that the user has heard of.
    let temporary = temporary(parent).map_err(|source| unwritten(root, source.kind().into()))?;
    let entries = plan_in(request, temporary.path())?;
    let mut made = Vec::new();
    for entry in &entries {
        let inside = entry.path.strip_prefix(temporary.path());
        let path = root.join(inside.unwrap_or(&entry.path));
        write_file(&entry.path, &entry.new).map_err(|source| unwritten(&path, source))?;
        let status = Status::Create;
        made.push(Made { status, path });
    }
    move_to(temporary.path(), root).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => Error::Exists(root.to_owned()),
        _ => unwritten(root, source),
    })?;
    // It lies elsewhere now.
    let _ = temporary.keep();
    Ok(made)
}

fn unwritten(path: &Path, source: io::Error) -> Error {
    Error::Write {
        path: path.to_owned(),
        source,
    }
}

fn temporary(parent: &Path) -> io::Result<tempfile::TempDir> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    builder
        .prefix(&write::temporary_prefix())
        .tempdir_in(parent)
}

fn write_file(path: &Path, text: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)?;
    make_executable(path, text)
}

/// Whoever wrote the file may run it, and so may those who may read it, if it is a script.
fn make_executable(path: &Path, text: &[u8]) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    if !text.starts_with(b"#!") {
        return Ok(());
    }
    let mode = fs::metadata(path)?.permissions().mode();
    fs::set_permissions(path, fs::Permissions::from_mode(mode | (mode & 0o444) >> 2))
}

/// Moves a folder where nothing is; rename(2) alone would take the place of an empty folder.
fn move_to(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        // Not every file system knows the flag.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS)
            if fs::symlink_metadata(to).is_err() =>
        {
            fs::rename(from, to)
        }
        result => result.map_err(io::Error::from),
    }
}
