//! What is checked in is what the generator writes today, to the byte.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use structops_gen::plan::Entry;
use structops_tests::examples::{self, Example};
use structops_tests::place;

/// The command that brings the files up to date.
const REFRESH: &str = "make golden";

#[test]
fn the_tools_files_of_every_example_are_current() -> Result<()> {
    let entries: Vec<Entry> = plans(&examples::all()?)?
        .into_iter()
        .filter(Entry::is_of_tool)
        .collect();
    compare(&entries)
}

#[test]
fn golden_projects_are_exactly_what_is_emitted() -> Result<()> {
    compare(&plans(&examples::golden()?)?)
}

/// A module folder that no example generates would be checked by nobody.
#[test]
fn kmod_out_holds_the_modules_of_the_examples_and_nothing_else() -> Result<()> {
    let mut expected: Vec<PathBuf> = plans(&examples::all()?)?
        .iter()
        .map(|entry| clean(&entry.path))
        .collect();
    let kmod_out = place::repository().join("kmod-out");
    expected.retain(|path| path.starts_with(&kmod_out));
    let mut found = Vec::new();
    files_below(&kmod_out, &mut found)?;
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    Ok(())
}

/// Generating twice from one text gives the same bytes: no dates, paths or hosts.
#[test]
fn output_depends_on_the_input_alone() -> Result<()> {
    for example in examples::all()? {
        let texts = |entries: Vec<Entry>| {
            entries
                .into_iter()
                .map(|entry| entry.new)
                .collect::<Vec<_>>()
        };
        let here = texts(example.plan()?);
        let folder = tempfile::tempdir()?;
        let source = folder.path().join("src/ops.rs");
        fs::create_dir_all(folder.path().join("src"))?;
        fs::copy(example.folders()?.source, &source)?;
        let there = Example {
            name: example.name,
            root: folder.path().to_owned(),
        };
        assert_eq!(here, texts(there.plan()?));
    }
    Ok(())
}

/// Emitted Rust looks as rustfmt leaves it.
#[test]
fn emitted_rust_is_formatted() -> Result<()> {
    for sample in examples::samples()? {
        for file in ["src/main.rs", "build.rs"] {
            let mut command = std::process::Command::new("rustfmt");
            command.args(["--check", "--edition", "2024"]);
            structops_tests::compile::run(command.arg(sample.root.join(file)))?;
        }
    }
    Ok(())
}

/// What README shows of Rust and C is a part of a file that is built, by this crate's tests or
/// as an example's.
#[test]
fn the_readme_shows_real_code() -> Result<()> {
    let root = place::repository();
    let mut files = Vec::new();
    for folder in ["example-ops", "kmod-out", "tests/samples"] {
        files_below(&root.join(folder), &mut files)?;
    }
    // A part of a file stands at the margin here, and has its lines broken accordingly.
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut texts = Vec::new();
    for file in &files {
        texts.push(words(&fs::read_to_string(file)?));
    }
    let readme = fs::read_to_string(root.join("README.md"))?;
    let blocks: Vec<&str> = ["```rust\n", "```c\n"]
        .iter()
        .flat_map(|fence| readme.split(fence).skip(1))
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert!(blocks.len() >= 4, "README lost its examples");
    for block in blocks {
        assert!(
            texts.iter().any(|text| text.contains(&words(block))),
            "in no file:\n{block}"
        );
    }
    Ok(())
}

fn plans(examples: &[Example]) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for example in examples {
        entries.extend(
            example
                .plan()
                .with_context(|| format!("in {}", example.name))?,
        );
    }
    Ok(entries)
}

/// Compares texts with files; with `UPDATE_EXPECT=1` writes the texts and names them.
fn compare(entries: &[Entry]) -> Result<()> {
    let stale: Vec<&Entry> = entries
        .iter()
        .filter(|entry| entry.old.as_ref() != Some(&entry.new))
        .collect();
    if stale.is_empty() {
        return Ok(());
    }
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        for entry in &stale {
            fs::create_dir_all(entry.path.parent().unwrap_or(Path::new(".")))?;
            fs::write(&entry.path, &entry.new)?;
            println!("updated {}", clean(&entry.path).display());
        }
        return Ok(());
    }
    let diffs: Vec<String> = stale.iter().map(|entry| entry.diff()).collect();
    bail!(
        "{}\n{} files are not what the generator writes; run `{REFRESH}`",
        diffs.join("\n"),
        stale.len()
    );
}

fn files_below(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files_below(&path, found)?;
        } else {
            found.push(path);
        }
    }
    Ok(())
}

/// The path without `..`.
fn clean(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        if part == std::path::Component::ParentDir {
            out.pop();
        } else {
            out.push(part);
        }
    }
    out
}
