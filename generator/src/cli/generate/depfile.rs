//! A rule for make and ninja: which files a run makes, and out of what.

use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use structops_gen::plan::{self, Entry};
use structops_gen::project::Folders;
use structops_gen::write::{Change, Rank};

use crate::cli::Failure;

/// The change that brings a rule to `path`; none if it is there already. Only the tool's files
/// are outputs: yours are edited after they were made.
pub(super) fn change(
    path: &Path,
    entries: &[Entry],
    folders: &Folders,
    project: &Path,
) -> Result<Option<Change>, Failure> {
    let outputs: Vec<&Path> = entries
        .iter()
        .filter(|entry| entry.is_of_tool())
        .map(|entry| entry.path.as_path())
        .collect();
    let manifest = manifest(project);
    let inputs = [Some(folders.source.as_path()), manifest.as_deref()];
    let inputs: Vec<&Path> = inputs.into_iter().flatten().collect();
    let new = rule(&outputs, &inputs).ok_or_else(|| {
        Failure::Environment("error: no depfile can hold a path with a line end\n".to_owned())
    })?;
    let old = plan::read(path).map_err(|error| Failure::environment(&error))?;
    let mut parts = inputs
        .iter()
        .copied()
        .chain(entries.iter().map(|entry| entry.path.as_path()));
    let is_part = parts.any(|part| plan::place_of(part) == plan::place_of(path));
    if is_part || old.as_deref().is_some_and(|old| !is_rule(old)) {
        return Err(Failure::Refused(format!(
            "error: {} is no depfile but a file of its own; nothing was written\n\
             help: name another file for --depfile\n",
            path.display()
        )));
    }
    let is_new = old.as_ref() != Some(&new);
    Ok(is_new.then(|| Change {
        rank: Rank::Source,
        path: path.to_owned(),
        old,
        new,
    }))
}

/// The manifest names the folders. Where there is none, one that came would change nothing
/// before it does.
fn manifest(project: &Path) -> Option<PathBuf> {
    let path = if project == Path::new(".") {
        PathBuf::from("Cargo.toml")
    } else {
        project.join("Cargo.toml")
    };
    path.is_file().then_some(path)
}

/// `outputs: inputs`, a path in a line; `None` for a path that make could not read.
fn rule(outputs: &[&Path], inputs: &[&Path]) -> Option<Vec<u8>> {
    let mut text = list(outputs)?;
    text.push(b':');
    for path in inputs {
        text.extend_from_slice(b" \\\n  ");
        text.extend(escaped(path)?);
    }
    text.push(b'\n');
    Some(text)
}

fn list(paths: &[&Path]) -> Option<Vec<u8>> {
    let escaped: Option<Vec<Vec<u8>>> = paths.iter().map(|path| escaped(path)).collect();
    Some(escaped?.join(b" \\\n".as_slice()))
}

/// Whether a text is one rule, or nothing: whatever else lies where the depfile is to come is
/// somebody's.
fn is_rule(text: &[u8]) -> bool {
    let Some(lines) = text.strip_suffix(b"\n") else {
        return text.is_empty();
    };
    let lines: Vec<&[u8]> = lines.split(|byte| *byte == b'\n').collect();
    let is_open = |line: &&[u8]| line.strip_suffix(b"\r").unwrap_or(line).ends_with(b" \\");
    lines
        .split_last()
        .is_some_and(|(last, before)| !is_open(last) && before.iter().all(is_open))
        && text.contains(&b':')
}

/// A path as make and ninja both read it: what compilers write.
fn escaped(path: &Path) -> Option<Vec<u8>> {
    let mut out: Vec<u8> = Vec::new();
    for &byte in path.as_os_str().as_bytes() {
        match byte {
            b'\n' | b'\r' => return None,
            b' ' | b'\t' => {
                // Backslashes count double before a blank, and nowhere else.
                let slashes = out.iter().rev().take_while(|byte| **byte == b'\\').count();
                out.extend(std::iter::repeat_n(b'\\', slashes + 1));
            }
            b'#' => out.push(b'\\'),
            b'$' => out.push(b'$'),
            _ => {}
        }
        out.push(byte);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_escaped_as_compilers_do() {
        for (path, wanted) in [
            ("kmod/a.c", "kmod/a.c"),
            ("my ops/a.c", "my\\ ops/a.c"),
            ("a#b$c", "a\\#b$$c"),
            ("a\\b\\ c", "a\\b\\\\\\ c"),
        ] {
            assert_eq!(escaped(Path::new(path)).unwrap(), wanted.as_bytes());
        }
        assert_eq!(escaped(Path::new("a\nb")), None);
    }

    #[test]
    fn what_is_no_rule_is_somebodys() {
        let own = rule(&[Path::new("a"), Path::new("b")], &[Path::new("c")]).unwrap();
        for text in [&b""[..], b"a: b\n", b"a \\\r\n b: \\\r\n c\r\n", &own] {
            assert!(is_rule(text), "{}", String::from_utf8_lossy(text));
        }
        for text in [
            &b"\n"[..],
            b"words\n",
            b"a: b",
            b"use a::b;\n\npub trait T {}\n",
            b"a \\\n",
        ] {
            assert!(!is_rule(text), "{}", String::from_utf8_lossy(text));
        }
    }
}
