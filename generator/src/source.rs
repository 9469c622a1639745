//! A source file: its text, and the interface or the diagnostics in it.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use structops_model::{Diagnostics, Interface, interface_of_source, rules, scan};

/// The text of an interface and the name it is reported under.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
}

/// A source that is no interface: everything that is wrong with it.
#[derive(Debug)]
pub struct Refused {
    /// The file, as it was named.
    pub path: String,
    /// Its text; empty when it could not be read.
    pub text: String,
    /// What is wrong, in the order of the source.
    pub found: Diagnostics,
}

/// The text of a regular file: a pipe or a device could have no end.
fn read(path: &Path) -> io::Result<String> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    let mut text = String::new();
    // A file may grow while it is read.
    let most = scan::MOST_BYTES as u64;
    fs::File::open(path)?
        .take(most + 1)
        .read_to_string(&mut text)?;
    if text.len() as u64 > most {
        return Err(io::Error::other(format!("it has more than {most} bytes")));
    }
    Ok(text)
}

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    ///
    /// `SO0001` when it cannot be read or is no UTF-8.
    pub fn read(path: &Path) -> Result<Self, Refused> {
        let shown = path.display().to_string();
        match read(path) {
            Ok(text) => Ok(Self::of_text(&shown, &text)),
            Err(error) => {
                let mut found = Diagnostics::default();
                let span = proc_macro2::Span::call_site();
                found.push(&rules::UNREADABLE, span, &[("error", &error.to_string())]);
                Err(Refused {
                    path: shown,
                    text: String::new(),
                    found,
                })
            }
        }
    }

    /// Takes text that is in memory already. A byte order mark is left out, and a
    /// `#!` line becomes an empty one: the parser would leave out both, and every place
    /// it then reports would be off.
    pub fn of_text(path: &str, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = match text.split_once('\n') {
            Some((first, rest)) if first.starts_with("#!") && !first.starts_with("#![") => {
                format!("\n{rest}")
            }
            _ => text.to_owned(),
        };
        Self {
            path: path.to_owned(),
            text,
        }
    }

    /// Parses and checks.
    ///
    /// # Errors
    ///
    /// Every diagnostic of the file.
    pub fn interface(&self) -> Result<Interface, Refused> {
        let refuse = |found| Refused {
            path: self.path.clone(),
            text: self.text.clone(),
            found,
        };
        let mut found = Diagnostics::default();
        scan::check_text(&self.text, &mut found);
        if !found.is_empty() {
            return Err(refuse(found));
        }
        interface_of_source(&self.text).map_err(refuse)
    }
}
