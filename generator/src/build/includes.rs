//! What a program includes, as its compiler says: headers from anywhere, which the folder of
//! the programs alone would not tell Cargo of.

use std::fs;
use std::path::{Path, PathBuf};

use super::error::Kind;
use crate::plan::Unreadable;

/// The files that the rule for make in a file names, as clang writes it with `-MF`.
///
/// # Errors
///
/// A file that cannot be read.
pub(super) fn read(path: &Path) -> Result<Vec<PathBuf>, Kind> {
    let text = fs::read(path).map_err(|source| Unreadable {
        path: path.to_owned(),
        source,
    })?;
    Ok(parse(&String::from_utf8_lossy(&text)))
}

/// The names after the colon (`PrintFilename` in clang/lib/Frontend/DependencyFile.cpp).
fn parse(rule: &str) -> Vec<PathBuf> {
    let mut names = vec![String::new()];
    let mut characters = rule.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let taken = match (character, next) {
            ('\\', Some(escaped @ (' ' | '#'))) | ('$', Some(escaped @ '$')) => {
                characters.next();
                Some(escaped)
            }
            // The line goes on.
            ('\\', Some('\n')) => None,
            (blank, _) if blank.is_ascii_whitespace() => None,
            (other, _) => Some(other),
        };
        match (taken, names.last_mut()) {
            (Some(character), Some(name)) => name.push(character),
            _ => names.push(String::new()),
        }
    }
    let is_target = |name: &String| !name.ends_with(':');
    let names = names.into_iter().skip_while(is_target).skip(1);
    names
        .filter(|name| !name.is_empty())
        .map(PathBuf::from)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_out_of_the_rule() {
        let rule = "/tmp/a\\ b/x.o: src/x.bpf.c \\\n  ../my\\ own/a\\#b$$c.h \\\n  /usr/d.h\n";
        let names = ["src/x.bpf.c", "../my own/a#b$c.h", "/usr/d.h"];
        assert_eq!(parse(rule), names.map(PathBuf::from));
        assert!(parse("").is_empty() && parse("x.o:\n").is_empty());
    }
}
