//! Builds the modules of a project for a kernel, and puts them into the order of loading.

use std::fs;
use std::path::{Path, PathBuf};

use super::setup::read;
use super::{Error, Setup, limits};
use crate::vm::{Kernel, Options, build, cache, modinfo};

/// A module that is built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Built {
    pub(super) name: String,
    /// The name of its file.
    pub(super) file: String,
    /// The module itself: another trial may build in the same place as soon as this one has.
    pub(super) bytes: Vec<u8>,
    pub(super) needs: Vec<String>,
}

/// Builds every module out of tree, below `target`; those that others need come first.
pub(super) fn build_all(
    setup: &Setup,
    kernel: &Kernel,
    target: &Path,
) -> Result<Vec<Built>, Error> {
    let folder = folder_for(setup, target, &kernel.release);
    fs::create_dir_all(&folder).map_err(|source| Error::Io {
        action: "create",
        path: folder.clone(),
        source,
    })?;
    // Another trial of the same project builds in the same place.
    let _lock = cache::lock(&folder.join("lock"))?;
    let options = Options {
        time_limit: limits::MODULE,
        ..Options::default()
    };
    let mut found = Vec::new();
    for (module, source) in setup.module_folders() {
        let built = build::module(kernel, &source, &folder.join(module), &options)?;
        for ko in built.ko {
            let name = ko.file_stem().unwrap_or_default().to_string_lossy();
            let file = ko.file_name().unwrap_or_default().to_string_lossy();
            let bytes = read(&ko)?;
            found.push(Built {
                name: name.into_owned(),
                file: file.into_owned(),
                needs: modinfo::needs(&bytes),
                bytes,
            });
        }
    }
    in_order(found)
}

/// Kbuild cannot work in a path with white space; the cache seldom has one.
fn folder_for(setup: &Setup, target: &Path, release: &str) -> PathBuf {
    let has_space = |path: &Path| path.to_string_lossy().contains(char::is_whitespace);
    if !has_space(target) {
        return target.join("structops-gen").join(release);
    }
    let name: String = target
        .to_string_lossy()
        .chars()
        .map(|c| {
            if c.is_whitespace() || c == '/' {
                '-'
            } else {
                c
            }
        })
        .collect();
    setup.cache.join("builds").join(name).join(release)
}

/// Sorts modules behind those that they need. What is not among them is the kernel's business.
fn in_order(mut left: Vec<Built>) -> Result<Vec<Built>, Error> {
    let mut sorted: Vec<Built> = Vec::new();
    while !left.is_empty() {
        let is_ready = |module: &Built| {
            !module
                .needs
                .iter()
                .any(|need| left.iter().any(|other| other.name == *need))
        };
        let Some(at) = left.iter().position(is_ready) else {
            let names: Vec<&str> = left.iter().map(|module| module.name.as_str()).collect();
            return Err(Error::Circle {
                names: names.join(", "),
            });
        };
        sorted.push(left.remove(at));
    }
    Ok(sorted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(name: &str, needs: &[&str]) -> Built {
        Built {
            name: name.to_owned(),
            file: format!("{name}.ko"),
            bytes: Vec::new(),
            needs: needs.iter().map(|&need| need.to_owned()).collect(),
        }
    }

    #[test]
    fn modules_follow_those_that_they_need() {
        let names = |modules: Vec<Built>| -> Vec<String> {
            modules.into_iter().map(|module| module.name).collect()
        };
        let sorted = in_order(vec![
            module("a", &["b", "libcrc32c"]),
            module("b", &["c"]),
            module("c", &[]),
        ]);
        assert_eq!(names(sorted.unwrap()), ["c", "b", "a"]);
        let error = in_order(vec![module("a", &["b"]), module("b", &["a"])]).unwrap_err();
        assert!(
            error.to_string().contains("a, b depend on each other"),
            "{error}"
        );
    }
}
