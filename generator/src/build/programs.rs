//! From BPF programs to the skeletons that the crate includes.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use libbpf_cargo::SkeletonBuilder;

use super::error::Kind;
use super::{includes, triggers};

/// How the name of a program's source ends.
const ENDING: &str = ".bpf.c";

/// How the name of its skeleton does.
const SKELETON: &str = ".skel.rs";

/// How that of its object does.
const OBJECT: &str = ".bpf.o";

/// And that of the list of what it includes, by which the skeletons of this script are told
/// from others.
const RULE: &str = ".bpf.d";

/// Compiles every program in `folder`, with the headers in `out`, and writes its skeleton
/// there.
pub(super) fn compile_all(folder: &Path, out: &Path) -> Result<(), Kind> {
    let clang = crate::clang::program();
    check_clang(&clang)?;
    let sources = sources(folder)?;
    remove_older(out, &sources)?;
    for (name, source) in sources {
        let rule = out.join(format!("{name}{RULE}"));
        let include = [OsStr::new("-I"), out.as_os_str()];
        // The included headers but those of the system.
        let list = [OsStr::new("-MMD"), OsStr::new("-MF"), rule.as_os_str()];
        SkeletonBuilder::new()
            .source(&source)
            // Tools and tests load the object as it is.
            .obj(out.join(format!("{name}{OBJECT}")))
            .clang(&clang)
            .clang_args([include.as_slice(), &list].concat())
            .build_and_generate(out.join(format!("{name}{SKELETON}")))
            .map_err(|error| Kind::Program {
                path: source,
                reasons: error.chain().map(ToString::to_string).collect(),
            })?;
        triggers::of_includes(&includes::read(&rule)?, out);
    }
    Ok(())
}

/// Whether there is a compiler at all; what else it may lack is said when it compiles.
fn check_clang(clang: &OsString) -> Result<(), Kind> {
    Command::new(clang)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .map(drop)
        .map_err(|source| Kind::NoClang {
            clang: clang.to_string_lossy().into_owned(),
            source,
        })
}

/// Removes the skeletons of programs that are gone: a crate that still includes one must not
/// build here and nowhere else.
fn remove_older(out: &Path, sources: &[(String, PathBuf)]) -> Result<(), Kind> {
    let unreadable = |source| Kind::Folder {
        path: out.to_owned(),
        source,
    };
    for entry in fs::read_dir(out).map_err(unreadable)? {
        let rule = entry.map_err(unreadable)?.path();
        let file = rule.file_name().unwrap_or_default().to_string_lossy();
        let Some(name) = file.strip_suffix(RULE) else {
            continue;
        };
        if sources.iter().any(|(known, _)| known == name) {
            continue;
        }
        // The list goes last: while it is there, the next run tries again.
        let made = [SKELETON, OBJECT].map(|ending| out.join(format!("{name}{ending}")));
        for path in made.into_iter().chain([rule.clone()]) {
            match fs::remove_file(&path) {
                Err(source) if source.kind() != io::ErrorKind::NotFound => {
                    return Err(Kind::Remove { path, source });
                }
                _ => {}
            }
        }
    }
    Ok(())
}

/// The programs of a folder and their names, in the order of these. Hidden files are
/// editors' locks and copies, not programs.
fn sources(folder: &Path) -> Result<Vec<(String, PathBuf)>, Kind> {
    let unreadable = |source| Kind::Folder {
        path: folder.to_owned(),
        source,
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        if let Some(name) = file.strip_suffix(ENDING)
            && !file.starts_with('.')
            && !path.is_dir()
        {
            found.push((name.to_owned(), path));
        }
    }
    found.sort();
    Ok(found)
}
