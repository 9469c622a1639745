//! Sources with mistakes, and how the command line and rustc show them.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use crate::place;

/// A source that is refused, and the text that says so.
#[derive(Debug)]
pub struct Case {
    /// The source file.
    pub source: PathBuf,
    /// The golden text of the command line.
    pub golden: PathBuf,
}

/// What the macro makes of a case of one rule; the case's first line says so.
#[derive(Debug, PartialEq, Eq)]
pub enum Door {
    /// The same as the command line.
    Open,
    /// `//! macro: rustc speaks first: …`: errors of rustc's own stand beside or in place
    /// of ours.
    Ajar,
    /// `//! macro: cannot see: …`: the macro is not called, or not with all of it.
    Closed,
}

/// A mistake as a golden text shows it: code, line, column.
pub type Shown = (String, usize, usize);

/// All cases, in the order of their paths: several mistakes in `tests/ui/`, one rule each
/// in `tests/ui/rules/`.
///
/// # Errors
///
/// A folder that cannot be read.
pub fn cases() -> Result<Vec<Case>> {
    let mut cases = below("tests/ui", "stderr")?;
    cases.extend(rules()?);
    Ok(cases)
}

/// The cases of one rule each. Their names begin with its code; what rustc shows lies
/// beside the command line's text, as `<case>.stderr`.
///
/// # Errors
///
/// A folder that cannot be read.
pub fn rules() -> Result<Vec<Case>> {
    below("tests/ui/rules", "cli")
}

fn below(folder: &str, golden: &str) -> Result<Vec<Case>> {
    let folder = place::repository().join(folder);
    let entries =
        fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut cases: Vec<Case> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|source| Case {
            golden: source.with_extension(golden),
            source,
        })
        .collect();
    cases.sort_by(|a, b| a.source.cmp(&b.source));
    Ok(cases)
}

impl Case {
    /// The rule that the case is named for.
    pub fn code(&self) -> String {
        let stem = self.source.file_stem().unwrap_or_default();
        stem.to_string_lossy()
            .chars()
            .take("SO0000".len())
            .collect()
    }

    /// The golden text of rustc.
    pub fn of_rustc(&self) -> PathBuf {
        self.source.with_extension("stderr")
    }

    /// What the case says of the macro.
    ///
    /// # Errors
    ///
    /// A source that cannot be read, or another word in its first line.
    pub fn door(&self) -> Result<Door> {
        let text = String::from_utf8_lossy(&fs::read(&self.source)?).into_owned();
        let first = text.lines().next().unwrap_or_default();
        let Some(said) = first.strip_prefix("//! macro: ") else {
            return Ok(Door::Open);
        };
        match said.split_once(": ") {
            Some(("cannot see", why)) if !why.is_empty() => Ok(Door::Closed),
            Some(("rustc speaks first", why)) if !why.is_empty() => Ok(Door::Ajar),
            _ => bail!("{}: what does `{said}` mean?", self.source.display()),
        }
    }
}

/// The mistakes that a text of the command line shows.
///
/// # Errors
///
/// An error without a place.
pub fn shown_by_command_line(text: &str) -> Result<BTreeSet<Shown>> {
    let mut shown = BTreeSet::new();
    let mut code = None;
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("error[") {
            code = rest.split(']').next();
        } else if let Some((line, column)) = place_of(line)
            && let Some(code) = code.take()
        {
            shown.insert((code.to_owned(), line, column));
        }
    }
    match code {
        Some(code) => bail!("{code} has no place"),
        None => Ok(shown),
    }
}

/// The errors that a text of rustc shows; one that is not ours has an empty code.
///
/// # Errors
///
/// An error without a place.
pub fn shown_by_rustc(text: &str) -> Result<BTreeSet<Shown>> {
    let mut shown = BTreeSet::new();
    for error in text.split("\n\n").filter(|one| one.starts_with("error")) {
        let code = error
            .lines()
            .find_map(|line| line.trim_start().strip_prefix("= code: "));
        let (line, column) = error
            .lines()
            .find_map(place_of)
            .with_context(|| format!("no place in {error}"))?;
        shown.insert((code.unwrap_or_default().to_owned(), line, column));
    }
    Ok(shown)
}

/// Line and column of `  --> path:5:24`; zeros for a place that is a whole file.
fn place_of(line: &str) -> Option<(usize, usize)> {
    let path = line.trim_start().strip_prefix("--> ")?;
    let mut parts = path.rsplitn(3, ':');
    let mut number = || parts.next().and_then(|text| text.parse().ok());
    let (column, line) = (number(), number());
    Some((line.unwrap_or_default(), column.unwrap_or_default()))
}
