//! The shared libraries of a program, by `ldd`.

use std::path::{Path, PathBuf};

use crate::vm::error::Error;
use crate::vm::program;

/// Every shared library and the loader of a program, as absolute paths; none for scripts and static
/// programs.
pub(super) fn of_program(program: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut command = program::command("ldd")?;
    let output = command
        .arg(program)
        .output()
        .map_err(Error::io("run ldd on", program))?;
    // ldd fails on what is not a dynamic executable.
    if !output.status.success() {
        return Ok(Vec::new());
    }
    parse_libraries(&String::from_utf8_lossy(&output.stdout)).map_err(|library| {
        Error::LibraryMissing {
            program: program.to_owned(),
            library,
        }
    })
}

/// Reads lines such as `libz.so.1 => /lib/libz.so.1 (0x7f)` and `/lib64/ld.so (0x7f)`; a missing
/// one is the error.
fn parse_libraries(text: &str) -> Result<Vec<PathBuf>, String> {
    let mut libraries = Vec::new();
    for line in text.lines().map(str::trim) {
        let (name, place) = line.split_once(" => ").unwrap_or((line, line));
        if place == "not found" {
            return Err(name.to_owned());
        }
        let path = place.rsplit_once(" (").map_or(place, |(path, _)| path);
        // The vDSO and `statically linked` have no path.
        if path.starts_with('/') {
            libraries.push(PathBuf::from(path));
        }
    }
    Ok(libraries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn libraries_and_loader_are_listed() {
        let text = "\tlinux-vdso.so.1 (0x7ffc)\n\tlibz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x7f1)\n\
                    \t/lib64/ld-linux-x86-64.so.2 (0x7f2)\n";
        let paths = parse_libraries(text).unwrap();
        assert_eq!(
            paths,
            [
                Path::new("/lib/x86_64-linux-gnu/libz.so.1"),
                Path::new("/lib64/ld-linux-x86-64.so.2")
            ]
        );
        assert!(parse_libraries("\tstatically linked\n").unwrap().is_empty());
    }

    #[test]
    fn a_missing_library_is_named() {
        assert_eq!(
            parse_libraries("\tlibelf.so.1 => not found\n"),
            Err("libelf.so.1".to_owned())
        );
    }
}
