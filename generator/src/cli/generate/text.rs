//! The result of `generate` for people.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use structops_gen::follow::Note;
use structops_gen::plan::{self, Entry, Status};
use structops_gen::report;
use structops_gen::stale::{self, Stale};
use structops_gen::target::Rendered;

use super::{Files, Mode, Run};
use crate::cli::{Failure, check_output};

pub(super) fn show(mode: Mode, run: Run) -> Result<(), Failure> {
    match run {
        Run::Refused(refused) => Err(Failure::Refused(report::render(&refused, true))),
        Run::Texts(texts) => show_texts(&texts),
        Run::Files(files) => show_files(mode, &files),
    }
}

fn show_texts(texts: &[(PathBuf, Rendered)]) -> Result<(), Failure> {
    let mut out = String::new();
    for (path, file) in texts {
        if texts.len() > 1 {
            let gap = if out.is_empty() { "" } else { "\n" };
            let _ = writeln!(out, "{gap}==> {} <==", path.display());
        }
        out.push_str(&file.text);
    }
    print(&out)
}

fn show_files(mode: Mode, files: &Files) -> Result<(), Failure> {
    if files.is_refused {
        return Err(refuse(&files.entries));
    }
    match mode {
        Mode::Check => return check(files),
        Mode::Diff => print(&diffs(files))?,
        _ => print(&statuses(files))?,
    }
    show_notes(&files.notes);
    note_missing_loader(&files.entries);
    Ok(())
}

fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    check_output(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

fn statuses(files: &Files) -> String {
    let mut text = String::new();
    for entry in &files.entries {
        let _ = writeln!(text, "{:>9}  {}", entry.status, entry.path.display());
    }
    text + &leftovers(files)
}

fn diffs(files: &Files) -> String {
    let diffs = files.changed().map(|entry| entry.diff() + "\n");
    diffs.collect::<String>() + &leftovers(files)
}

fn leftovers(files: &Files) -> String {
    let lines = files.leftovers.iter();
    lines.map(|path| stale::leftover(path) + "\n").collect()
}

fn check(files: &Files) -> Result<(), Failure> {
    let stale = files.entries.iter().filter(|entry| entry.is_stale());
    match Stale::of_these(stale.collect(), files.leftovers.clone()) {
        None => Ok(()),
        Some(stale) => Err(Failure::Refused(format!(
            "{}error: {}\n",
            stale.diffs(),
            stale.verdict()
        ))),
    }
}

fn show_notes(notes: &[Note]) {
    let mut err = anstream::stderr().lock();
    for note in notes {
        let _ = writeln!(err, "{note}");
    }
}

/// A loader that was there before may know nothing of struct_ops: `cargo new` writes one.
fn note_missing_loader(entries: &[Entry]) {
    let main = entries.iter().find(|entry| {
        entry.status == Status::Keep && entry.path.file_name().is_some_and(|name| name == "main.rs")
    });
    if let Some(main) = main
        && std::fs::read_to_string(&main.path).is_ok_and(|text| !text.contains("struct_ops"))
    {
        let _ = writeln!(
            anstream::stderr(),
            "note: {} was there before and does not use struct_ops; remove it and generate again \
             for a loader",
            main.path.display()
        );
    }
}

fn refuse(entries: &[Entry]) -> Failure {
    let conflicts = plan::conflicts(entries);
    let mut text = String::new();
    for entry in &conflicts {
        let _ = writeln!(text, "{}", entry.diff());
    }
    for entry in &conflicts {
        let _ = writeln!(text, "{:>9}  {}", entry.status, entry.path.display());
    }
    let _ = writeln!(text, "error: {CONFLICT}");
    text.push_str(
        "help: move the edits elsewhere, then run again with --force to overwrite the files\n",
    );
    Failure::Refused(text)
}

/// Why files that were edited by hand end a run.
pub(super) const CONFLICT: &str =
    "these files belong to the tool but were edited by hand; nothing was written";
