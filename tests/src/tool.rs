//! The command line, run as a user runs it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use anyhow::{Context as _, Result, ensure};

use crate::compile;

/// The program, built once for all tests of a suite.
///
/// # Errors
///
/// Cargo's words.
pub fn program() -> Result<&'static Path> {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    if let Some(program) = PROGRAM.get() {
        return Ok(program);
    }
    let program = compile::package("structops-gen")?;
    Ok(PROGRAM.get_or_init(|| program))
}

/// Runs the program in a folder, with stdin closed.
///
/// # Errors
///
/// A program that cannot be built or started.
pub fn run(folder: &Path, args: &[&str]) -> Result<Output> {
    Command::new(program()?)
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .context("cannot run structops-gen")
}

/// What the program writes to stdout.
///
/// # Errors
///
/// What it said instead of succeeding.
pub fn said(folder: &Path, args: &[&str]) -> Result<String> {
    stdout_of(run(folder, args)?)
}

/// What a run that succeeded wrote to stdout.
///
/// # Errors
///
/// What it said instead of succeeding.
pub fn stdout_of(output: Output) -> Result<String> {
    let words = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "{}: {words}", output.status);
    Ok(String::from_utf8(output.stdout)?)
}

/// Every file below a folder with its bytes, by its place in there.
///
/// # Errors
///
/// A folder or a file that cannot be read.
pub fn snapshot(folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut found = Vec::new();
    snapshot_below(folder, folder, &mut found)?;
    found.sort();
    Ok(found)
}

fn snapshot_below(root: &Path, folder: &Path, found: &mut Vec<(PathBuf, Vec<u8>)>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            snapshot_below(root, &path, found)?;
        } else {
            let bytes = fs::read(&path)?;
            found.push((path.strip_prefix(root)?.to_owned(), bytes));
        }
    }
    Ok(())
}
