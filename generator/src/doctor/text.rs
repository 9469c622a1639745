//! The report as people read it.

use std::fmt;

use super::{Report, Row, Status};

/// Each row begins with how it stands, in a column of this width.
pub const STATUS_WIDTH: usize = 9;

/// As wide as a terminal is at least.
const COLUMNS: usize = 80;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.rows.iter().map(|row| row.name.len()).max();
        for row in &self.rows {
            write_row(row, width.unwrap_or_default(), f)?;
        }
        if let Some(install) = &self.install {
            let untried = if self.distribution.is_tried() {
                ""
            } else {
                " (these package names are untried)"
            };
            writeln!(f, "\ninstall what is missing{untried}:\n    {install}")?;
        } else if self.is_well {
            f.write_str("\nall is well\n")?;
        }
        Ok(())
    }
}

fn write_row(row: &Row, width: usize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let head = format!("{:>STATUS_WIDTH$}  {:width$}  ", row.status, row.name);
    let indent = " ".repeat(head.len());
    write_wrapped(&head, &indent, &row.found, f)?;
    if row.status == Status::Ok {
        return Ok(());
    }
    let minimum = match row.minimum {
        "" => String::new(),
        minimum => format!("{minimum} or newer: "),
    };
    write_wrapped(&indent, &indent, &format!("{minimum}{}", row.reason), f)?;
    if row.is_bad() {
        let commands: Vec<String> = row.needed_by.iter().map(ToString::to_string).collect();
        let fails = format!("without it fails: {}", commands.join(", "));
        write_wrapped(&indent, &indent, &fails, f)?;
    }
    let package = (!row.package.is_empty()).then(|| format!("package {}", row.package));
    let cure = (!row.cure.is_empty()).then(|| row.cure.to_owned());
    let help: Vec<String> = package.into_iter().chain(cure).collect();
    if help.is_empty() {
        return Ok(());
    }
    // Not wrapped: it may be a command, to be copied.
    writeln!(f, "{indent}{}", help.join("; "))
}

fn write_wrapped(head: &str, indent: &str, text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let options = textwrap::Options::new(COLUMNS)
        .initial_indent(head)
        .subsequent_indent(indent)
        .break_words(false)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    if text.is_empty() {
        return writeln!(f, "{}", head.trim_end());
    }
    textwrap::wrap(text, options)
        .iter()
        .try_for_each(|line| writeln!(f, "{line}"))
}
