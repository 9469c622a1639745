//! The project's own checks: scripts for the guest's shell, or programs of this machine.

use std::path::{Path, PathBuf};

use super::Error;
use super::setup::read;
use crate::vm::GuestFile;

/// An own check.
#[derive(Debug, Clone)]
pub(super) struct OwnCheck {
    path: PathBuf,
    name: String,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// For `sh -e` of busybox.
    Script,
    /// With its shared libraries.
    Program,
}

impl OwnCheck {
    pub(super) fn read(path: &Path) -> Result<Self, Error> {
        if !path.is_file() {
            return Err(Error::FileMissing {
                what: "own check",
                path: path.to_owned(),
            });
        }
        let unusable = |why: String| Error::Unusable {
            path: path.to_owned(),
            role: "an own check",
            why,
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
        if !name.chars().all(is_plain) {
            return Err(unusable(
                "its name goes through a shell: letters, digits, `.`, `_`, `+` and `-` are fine"
                    .to_owned(),
            ));
        }
        let kind = kind_of(&read(path)?).map_err(unusable)?;
        Ok(Self {
            path: path.to_owned(),
            name: name.into_owned(),
            kind,
        })
    }

    /// The file's name, in the guest as well.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// As the guest's script takes it: what it is, and its name.
    pub(super) fn word(&self) -> String {
        match self.kind {
            Kind::Script => format!("script:{}", self.name),
            Kind::Program => format!("program:{}", self.name),
        }
    }

    pub(super) fn guest_file(&self) -> GuestFile {
        match self.kind {
            Kind::Script => GuestFile::data(&self.path),
            Kind::Program => GuestFile::program(&self.path),
        }
    }
}

/// By the first bytes: ELF, or a script whose interpreter, if it names one, is a shell.
fn kind_of(bytes: &[u8]) -> Result<Kind, String> {
    if bytes.starts_with(b"\x7fELF") {
        return Ok(Kind::Program);
    }
    let text =
        std::str::from_utf8(bytes).map_err(|_| "it is neither program nor text".to_owned())?;
    let Some(first) = text.lines().next().and_then(|line| line.strip_prefix("#!")) else {
        return Ok(Kind::Script);
    };
    let interpreter = first
        .split_whitespace()
        .filter_map(|word| word.rsplit('/').next())
        .find(|word| *word != "env")
        .unwrap_or_default();
    if ["sh", "ash", "dash"].contains(&interpreter) {
        return Ok(Kind::Script);
    }
    Err(format!(
        "the guest has no {interpreter}, only the sh of busybox; compile it to a program, or call \
         what it needs with --file"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_are_told_by_their_first_bytes() {
        assert_eq!(kind_of(b"\x7fELF\x02"), Ok(Kind::Program));
        for script in ["", "true\n", "#!/bin/sh\n", "#! /usr/bin/env sh\n"] {
            assert_eq!(kind_of(script.as_bytes()), Ok(Kind::Script), "{script}");
        }
        let why = kind_of(b"#!/usr/bin/env python3\n").unwrap_err();
        assert!(why.contains("no python3"), "{why}");
        assert!(kind_of(b"\xff\xfe").is_err());
    }
}
