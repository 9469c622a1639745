//! A project in a folder of its own, and the tool that is run in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use anyhow::{Context as _, Result, ensure};

use crate::tool;

/// The files below a folder and their bytes.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

/// A folder with a trait in `src/ops.rs`.
#[derive(Debug)]
pub struct Project {
    folder: tempfile::TempDir,
}

impl Project {
    /// A project with nothing but the trait.
    ///
    /// # Errors
    ///
    /// A folder that cannot be made.
    pub fn new(source: &str) -> Result<Self> {
        let project = Self::of_files(&Files::new(), &std::env::temp_dir())?;
        project.write("src/ops.rs", source)?;
        Ok(project)
    }

    /// A copy of a project, in a new folder below `place`.
    ///
    /// # Errors
    ///
    /// Files that cannot be written.
    pub fn of_files(files: &Files, place: &Path) -> Result<Self> {
        let folder = tempfile::tempdir_in(place)?;
        for (path, bytes) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().context("no folder")?)?;
            fs::write(path, bytes)?;
        }
        Ok(Self { folder })
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Replaces a file.
    ///
    /// # Errors
    ///
    /// A file that cannot be written.
    pub fn write(&self, file: &str, text: impl AsRef<[u8]>) -> Result<()> {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().context("no folder")?)?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    }

    /// The text of a file.
    ///
    /// # Errors
    ///
    /// A file that is absent or no text.
    pub fn read(&self, file: &str) -> Result<String> {
        let path = self.path().join(file);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    }

    /// `structops-gen generate`, to be run here.
    ///
    /// # Errors
    ///
    /// A tool that does not build.
    pub fn command(&self, args: &[&str]) -> Result<Command> {
        let mut command = Command::new(tool::program()?);
        command.arg("generate").args(args);
        command.current_dir(self.path()).stdin(Stdio::null());
        Ok(command)
    }

    /// Runs `structops-gen generate`.
    ///
    /// # Errors
    ///
    /// A tool that does not start.
    pub fn run(&self, args: &[&str]) -> Result<Output> {
        Ok(self.command(args)?.output()?)
    }

    /// Runs it and gives what it says on stdout and stderr.
    ///
    /// # Errors
    ///
    /// A run that fails, with what it said.
    pub fn generate(&self, args: &[&str]) -> Result<(String, String)> {
        let output = self.run(args)?;
        let err = String::from_utf8(output.stderr)?;
        ensure!(output.status.success(), "{}: {err}", output.status);
        Ok((String::from_utf8(output.stdout)?, err))
    }

    /// Every file, hidden ones too, by its path from here.
    ///
    /// # Errors
    ///
    /// A file that cannot be read.
    pub fn files(&self) -> Result<Files> {
        Ok(tool::snapshot(self.path())?.into_iter().collect())
    }
}
