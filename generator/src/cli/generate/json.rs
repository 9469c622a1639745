//! The result of `generate` for programs.

use std::path::Path;

use serde::Serialize;
use structops_gen::follow::Note;
use structops_gen::plan::Entry;
use structops_gen::report::{self, Place};
use structops_gen::stale::Stale;
use structops_gen::target::Owner;

use super::text::CONFLICT;
use super::{Files, Mode, Run};
use crate::cli::Failure;
use crate::cli::format::print_json;

/// The fields of the one object; those that a run has no use for are empty.
#[derive(Default, Serialize)]
struct Outcome<'a> {
    /// Why the run came to nothing, or what `--check` says.
    error: Option<String>,
    /// What is wrong with the trait.
    diagnostics: Vec<Place>,
    files: Vec<File<'a>>,
    /// Files of the tool's that belong to no type any more.
    leftovers: Vec<&'a Path>,
    notes: &'a [Note],
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a Path,
    owner: &'static str,
    /// What happens to it; none for a text that is only shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<String>,
    /// What would change, where nothing is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    diff: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// Shows a run, or why there was none; the exit status is that of the text form.
pub(super) fn show(mode: Mode, run: Result<Run, Failure>) -> Result<(), Failure> {
    match run {
        Err(failure) => {
            print(&Outcome {
                error: Some(failure.words()),
                ..Outcome::default()
            })?;
            Err(failure)
        }
        Ok(Run::Refused(refused)) => {
            print(&Outcome {
                error: Some("the trait has mistakes; nothing was written".to_owned()),
                diagnostics: report::places(&refused),
                ..Outcome::default()
            })?;
            Err(said_already())
        }
        Ok(Run::Texts(texts)) => {
            let files = texts.iter().map(|(path, file)| File {
                path,
                owner: word_of(file.owner),
                status: None,
                diff: None,
                text: Some(&file.text),
            });
            print(&Outcome {
                files: files.collect(),
                ..Outcome::default()
            })
        }
        Ok(Run::Files(files)) => show_files(mode, &files),
    }
}

fn show_files(mode: Mode, files: &Files) -> Result<(), Failure> {
    let error = if files.is_refused {
        Some(CONFLICT.to_owned())
    } else if mode == Mode::Check && files.is_stale() {
        let stale = files.entries.iter().filter(|entry| entry.is_stale());
        Stale::of_these(stale.collect(), files.leftovers.clone()).map(|stale| stale.verdict())
    } else {
        None
    };
    let shows_diff = |entry: &Entry| match mode {
        Mode::Check => entry.is_stale(),
        Mode::Diff => files.changed().any(|changed| changed.path == entry.path),
        _ => entry.status == structops_gen::plan::Status::Conflict,
    };
    let file = |entry| file_of(entry, shows_diff(entry));
    let is_refused = error.is_some();
    print(&Outcome {
        error,
        files: files.entries.iter().map(file).collect(),
        leftovers: files.leftovers.iter().map(AsRef::as_ref).collect(),
        notes: &files.notes,
        ..Outcome::default()
    })?;
    if is_refused {
        Err(said_already())
    } else {
        Ok(())
    }
}

fn file_of(entry: &Entry, shows_diff: bool) -> File<'_> {
    File {
        path: &entry.path,
        owner: word_of(entry.owner),
        status: Some(entry.status.to_string()),
        diff: shows_diff.then(|| entry.diff()),
        text: None,
    }
}

fn word_of(owner: Owner) -> &'static str {
    match owner {
        Owner::Tool => "tool",
        Owner::User => "user",
    }
}

fn print(outcome: &Outcome<'_>) -> Result<(), Failure> {
    print_json("generate", outcome)
}

/// Exit status 1 without more words: the object has them.
fn said_already() -> Failure {
    Failure::Refused(String::new())
}
