//! Texts that are checked in, and compared with what is said now.

use std::fs;

use anyhow::{Context as _, Result, bail};

use crate::place;

/// Compares a text with a file of the repository; with `UPDATE_EXPECT` the file is written.
///
/// # Errors
///
/// They differ: how.
pub fn compare(file: &str, text: &str) -> Result<()> {
    let path = place::repository().join(file);
    let golden = fs::read_to_string(&path).unwrap_or_default();
    if text == golden {
        return Ok(());
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(path.parent().context("a file lies in a folder")?)?;
        fs::write(&path, text)?;
        println!("updated {file}");
        return Ok(());
    }
    let diff = similar::TextDiff::from_lines(golden.as_str(), text);
    bail!("{file}\n{}\nrun `make golden`", diff.unified_diff());
}
