//! `explain` for the words of the language: options and attributes.

use std::fmt::Write as _;

use structops_model::language::{self, ATTRIBUTES, AttributeRow, Home, OPTIONS, OptionRow};

use super::explain::BOLD;

/// An option: what it takes, what it means, and what holds without it.
pub(super) fn option(word: &str) -> Option<String> {
    let OptionRow {
        home,
        takes,
        example,
        meaning,
        without,
        ..
    } = language::option(word)?;
    let home = match home {
        Home::Module => "`#[struct_ops(..)]`",
        Home::Type => "`#[struct_ops(..)]`, or `#[ops(..)]` on a trait of a module",
    };
    let mut out = format!("{BOLD}{example}{BOLD:#}\n\n{meaning}\n\n");
    let _ = writeln!(out, "Takes:      {takes}");
    let _ = writeln!(out, "Stands in:  {home}");
    let _ = writeln!(out, "Without it: {without}");
    Some(out)
}

/// An attribute: where it stands, what it means, and what holds without it.
pub(super) fn attribute(word: &str) -> Option<String> {
    let AttributeRow {
        home,
        example,
        meaning,
        without,
        ..
    } = language::attribute(word.trim_matches(['#', '[', ']']))?;
    let mut out = format!("{BOLD}{example}{BOLD:#}\n\n{meaning}\n\n");
    let _ = writeln!(out, "Stands on:  {home}");
    let _ = writeln!(out, "Without it: {without}");
    Some(out)
}

/// All options, or all attributes, one line each.
pub(super) fn list(word: &str) -> Option<String> {
    let rows: Vec<(&str, &str)> = match word {
        "options" => OPTIONS
            .iter()
            .map(|row| (row.example, row.meaning))
            .collect(),
        "attributes" => ATTRIBUTES
            .iter()
            .map(|row| (row.example, row.meaning))
            .collect(),
        _ => return None,
    };
    let width = rows.iter().map(|(example, _)| example.len()).max()?;
    let mut out = String::new();
    for (example, meaning) in rows {
        let _ = writeln!(out, "{BOLD}{example:width$}{BOLD:#}  {meaning}");
    }
    Some(out)
}

/// Words that look like a mistyped one.
pub(super) fn near(word: &str) -> Vec<&'static str> {
    let options = OPTIONS.iter().map(|row| row.name);
    let all: Vec<&str> = options
        .chain(ATTRIBUTES.iter().map(|row| row.name))
        .collect();
    similar::get_close_matches(word, &all, 3, 0.7)
}
