//! The files of a build: which are copied, which are made.

use std::fs;
use std::path::{Path, PathBuf};

use crate::vm::error::Error;

/// What a build leaves, by its ending.
const PRODUCT_ENDINGS: &[&str] = &[
    ".o",
    ".ko",
    ".cmd",
    ".mod",
    ".mod.c",
    "Module.symvers",
    "modules.order",
];

/// The modules under a folder.
pub(super) fn find_modules(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut modules = Vec::new();
    walk(folder, &mut |file| {
        if has_ending(file, ".ko") {
            modules.push(file.to_owned());
        }
        Ok(())
    })?;
    modules.sort();
    Ok(modules)
}

/// An error unless sources can be copied to `out` and built there.
pub(super) fn check_folders(source: &Path, out: &Path) -> Result<(), Error> {
    let source = fs::canonicalize(source).map_err(Error::io("read", source))?;
    let error = |why| {
        Err(Error::BuildFolder {
            path: out.to_owned(),
            why,
        })
    };
    if out.to_string_lossy().contains(char::is_whitespace) {
        return error("kbuild cannot work in a path with white space");
    }
    // It may not exist yet; then its parent decides.
    let place = out
        .ancestors()
        .find_map(|folder| fs::canonicalize(folder).ok())
        .unwrap_or_default();
    if place.starts_with(&source) {
        return error("it lies in the sources, which are never built in place");
    }
    Ok(())
}

/// Copies what is no product of a build.
pub(super) fn copy_sources(source: &Path, target: &Path) -> Result<(), Error> {
    walk(source, &mut |file| {
        if is_product(file) {
            return Ok(());
        }
        let copy = target.join(file.strip_prefix(source).unwrap_or(file));
        if let Some(parent) = copy.parent() {
            fs::create_dir_all(parent).map_err(Error::io("create", parent))?;
        }
        fs::copy(file, &copy)
            .map(drop)
            .map_err(Error::io("copy", file))
    })
}

/// Removes what an earlier build made: its modules must not pass for those of a build that made
/// none, and make would not repeat its warnings.
pub(super) fn remove_products(folder: &Path) -> Result<(), Error> {
    walk(folder, &mut |file| {
        if is_product(file) {
            return fs::remove_file(file).map_err(Error::io("remove", file));
        }
        Ok(())
    })
}

fn is_product(file: &Path) -> bool {
    PRODUCT_ENDINGS
        .iter()
        .any(|ending| has_ending(file, ending))
}

fn has_ending(file: &Path, ending: &str) -> bool {
    file.to_string_lossy().ends_with(ending)
}

/// Calls `visit` for every file under a folder, except in hidden folders and build products of
/// cargo.
fn walk(folder: &Path, visit: &mut dyn FnMut(&Path) -> Result<(), Error>) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(Error::io("read", folder))? {
        let entry = entry.map_err(Error::io("read", folder))?;
        let name = entry.file_name();
        let path = entry.path();
        if !path.is_dir() {
            visit(&path)?;
        } else if !name.to_string_lossy().starts_with('.') && name != "target" {
            walk(&path, visit)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sources_are_copied() {
        let (source, target) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for file in [
            "Makefile",
            "a.c",
            "a.o",
            "a.ko",
            "a.mod.c",
            ".a.o.cmd",
            "Module.symvers",
        ] {
            fs::write(source.path().join(file), "x").unwrap();
        }
        copy_sources(source.path(), target.path()).unwrap();
        let mut names: Vec<_> = fs::read_dir(target.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        names.sort();
        assert_eq!(names, ["Makefile", "a.c"]);
    }

    #[test]
    fn the_sources_are_no_place_to_build() {
        let source = tempfile::tempdir().unwrap();
        let error = check_folders(source.path(), &source.path().join("out/x")).unwrap_err();
        assert!(
            error.to_string().contains("never built in place"),
            "{error}"
        );
        assert!(check_folders(source.path(), Path::new("/tmp/with space")).is_err());
    }
}
