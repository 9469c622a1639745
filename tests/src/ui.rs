//! Diagnostics as the command line shows them: `tests/ui/<case>.rs` and `<case>.stderr`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::place;

/// A source that is refused, and the text that says so.
#[derive(Debug)]
pub struct Case {
    /// The source file.
    pub source: PathBuf,
    /// The golden text beside it.
    pub golden: PathBuf,
}

/// The cases, by name.
///
/// # Errors
///
/// A folder that cannot be read.
pub fn cases() -> Result<Vec<Case>> {
    let folder = place::repository().join("tests/ui");
    let entries =
        fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut cases: Vec<Case> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|source| Case {
            golden: source.with_extension("stderr"),
            source,
        })
        .collect();
    cases.sort_by(|a, b| a.source.cmp(&b.source));
    Ok(cases)
}
