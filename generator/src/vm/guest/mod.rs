//! What goes into the virtual machine: scenarios and files.

pub(super) mod archive;
mod libraries;

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::Error;

/// How long a scenario may take unless it says otherwise.
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// A file in the guest: common files lie in `/guest` (which is on PATH), a scenario's own in its
/// folder.
#[derive(Debug, Clone)]
pub struct GuestFile {
    pub(super) name: String,
    pub(super) content: Content,
}

#[derive(Debug, Clone)]
pub(super) enum Content {
    /// An executable; the shared libraries it needs come along.
    Program(PathBuf),
    /// A file as it is.
    Data(PathBuf),
    /// What exists in no file, or may be gone from there.
    Bytes(Vec<u8>),
}

impl GuestFile {
    /// An executable of this machine, with the shared libraries that `ldd` finds for it.
    pub fn program(host: impl Into<PathBuf>) -> Self {
        Self::from_host(host.into(), Content::Program)
    }

    /// A file of this machine: a module, a BPF object, a table.
    pub fn data(host: impl Into<PathBuf>) -> Self {
        Self::from_host(host.into(), Content::Data)
    }

    /// A text under a name.
    pub fn text(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::bytes(name, text.into())
    }

    /// Bytes under a name.
    pub fn bytes(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            content: Content::Bytes(bytes.into()),
        }
    }

    /// The same file under another name; an absolute one says the whole place in the guest.
    #[must_use]
    pub fn named(self, name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..self
        }
    }

    fn from_host(host: PathBuf, content: fn(PathBuf) -> Content) -> Self {
        let name = host
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Self {
            name,
            content: content(host),
        }
    }

    /// The absolute place in the guest, for a file that belongs to `folder`.
    fn place(&self, folder: &Path) -> Result<PathBuf, Error> {
        let error = |why| Error::Name {
            name: self.name.clone(),
            role: "a file's name in the guest",
            why,
        };
        if self.name.is_empty() || self.name.ends_with('/') {
            return Err(error("it is empty"));
        }
        if self.name.split('/').any(|part| part == "..") {
            return Err(error("it has a `..`"));
        }
        Ok(folder.join(&self.name))
    }
}

/// A shell script (`sh -e`, busybox) that is run in the guest, in a folder of its own,
/// `/run/<name>`.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Letters, digits, `.`, `_` and `-`.
    pub name: String,
    /// The script. Status 0 passes.
    pub script: String,
    /// Files for its folder, next to the common ones.
    pub files: Vec<GuestFile>,
    /// After this time it is killed.
    pub time_limit: Duration,
    /// When it writes no line for this long, the whole machine counts as hung.
    pub silence_limit: Option<Duration>,
    /// Alarms it provokes on purpose: texts of their reports. They do not count, and each must
    /// come.
    pub expected_alarms: Vec<String>,
}

impl Scenario {
    /// A scenario without files and with a time limit of 60 seconds.
    pub fn new(name: impl Into<String>, script: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            script: script.into(),
            files: Vec::new(),
            time_limit: TIME_LIMIT,
            silence_limit: None,
            expected_alarms: Vec::new(),
        }
    }

    /// Adds a file to the scenario's folder.
    #[must_use]
    pub fn file(mut self, file: GuestFile) -> Self {
        self.files.push(file);
        self
    }

    /// Sets the time limit.
    #[must_use]
    pub fn time_limit(mut self, limit: Duration) -> Self {
        self.time_limit = limit;
        self
    }

    /// Sets how long it may be silent: for a script that says regularly that it is alive.
    #[must_use]
    pub fn silence_limit(mut self, limit: Duration) -> Self {
        self.silence_limit = Some(limit);
        self
    }

    /// Expects an alarm whose report contains `text`, a function of its stack trace for example.
    #[must_use]
    pub fn expect_alarm(mut self, text: impl Into<String>) -> Self {
        self.expected_alarms.push(text.into());
        self
    }
}

/// An error unless every scenario has a usable name of its own.
pub(super) fn check_names(scenarios: &[Scenario]) -> Result<(), Error> {
    for (index, scenario) in scenarios.iter().enumerate() {
        let name = &scenario.name;
        let error = |why| {
            Err(Error::Name {
                name: name.clone(),
                role: "a scenario's name",
                why,
            })
        };
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        if name.is_empty() || name.starts_with('.') || !name.chars().all(is_plain) {
            return error("only letters, digits, `.`, `_` and `-` are allowed, and no leading `.`");
        }
        if scenarios
            .iter()
            .take(index)
            .any(|earlier| earlier.name == *name)
        {
            return error("there are two of that name");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked() {
        let names = |names: &[&str]| {
            check_names(
                &names
                    .iter()
                    .map(|name| Scenario::new(*name, ""))
                    .collect::<Vec<_>>(),
            )
        };
        assert!(names(&["a", "b-1.x_y"]).is_ok());
        for bad in [&["a", "a"][..], &["a b"], &[""], &[".."], &["a/b"]] {
            assert!(names(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn places_are_checked() {
        let place = |name: &str| GuestFile::text(name, "").place(Path::new("/guest"));
        assert_eq!(place("a/b").unwrap(), Path::new("/guest/a/b"));
        assert_eq!(place("/etc/x").unwrap(), Path::new("/etc/x"));
        assert!(place("../x").is_err() && place("").is_err() && place("a/").is_err());
    }
}
