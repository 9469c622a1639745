//! The report as people read it.

use std::fmt;

use super::{Report, Row, Status};

/// Each row begins with how it stands, in a column of this width.
pub const STATUS_WIDTH: usize = 9;

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
    let line = format!(
        "{:>STATUS_WIDTH$}  {:width$}  {}",
        row.status, row.name, row.found
    );
    writeln!(f, "{}", line.trim_end())?;
    if row.status == Status::Ok {
        return Ok(());
    }
    let indent = " ".repeat(STATUS_WIDTH + 2 + width + 2);
    let minimum = match row.minimum {
        "" => String::new(),
        minimum => format!("{minimum} or newer: "),
    };
    writeln!(f, "{indent}{minimum}{}", row.reason)?;
    if row.is_bad() {
        let commands: Vec<String> = row.needed_by.iter().map(ToString::to_string).collect();
        writeln!(f, "{indent}without it fails: {}", commands.join(", "))?;
    }
    let package = (!row.package.is_empty()).then(|| format!("package {}", row.package));
    let cure = (!row.cure.is_empty()).then(|| row.cure.to_owned());
    let help: Vec<String> = package.into_iter().chain(cure).collect();
    if help.is_empty() {
        return Ok(());
    }
    writeln!(f, "{indent}{}", help.join("; "))
}
