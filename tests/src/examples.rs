//! The example crates and what is generated from them.

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use anyhow::{Context as _, Result};
use structops_gen::project::Folders;
use structops_gen::source::Source;
use structops_gen::{plan, report, target, write};

use crate::place;

/// A crate with a trait: an example, or a golden project.
#[derive(Debug, Clone)]
pub struct Example {
    /// The folder's name, which is the package's as well.
    pub name: String,
    /// The crate's folder.
    pub root: PathBuf,
}

/// The user crates in `example-ops/`, by name.
///
/// # Errors
///
/// A folder that cannot be read.
pub fn all() -> Result<Vec<Example>> {
    below(&place::repository().join("example-ops"))
}

/// The projects in `tests/golden/`: everything the generator writes, as it writes it.
///
/// # Errors
///
/// A folder that cannot be read.
pub fn golden() -> Result<Vec<Example>> {
    below(&place::repository().join("tests/golden"))
}

/// The interfaces in `tests/samples/`, generated anew into the scratch folder: they show
/// that what compiles is not the reference type alone.
///
/// # Errors
///
/// A sample that is refused, or files that cannot be written.
pub fn samples() -> Result<Vec<Example>> {
    // The tests of a suite run side by side, and would write into one folder.
    static MADE: Mutex<Option<Vec<Example>>> = Mutex::new(None);
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(samples) = &*made {
        return Ok(samples.clone());
    }
    let samples = make_samples()?;
    *made = Some(samples.clone());
    Ok(samples)
}

fn make_samples() -> Result<Vec<Example>> {
    let folder = place::repository().join("tests/samples");
    let entries =
        fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut samples = Vec::new();
    for source in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        let name = source
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let root = place::scratch(&format!("samples-{}", std::process::id())).join(&name);
        fs::create_dir_all(root.join("src"))?;
        fs::copy(&source, root.join("src/ops.rs"))?;
        let sample = Example { name, root };
        write::write(&sample.plan()?)?;
        samples.push(sample);
    }
    samples.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(samples)
}

fn below(folder: &std::path::Path) -> Result<Vec<Example>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut examples: Vec<Example> = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().join("Cargo.toml").is_file())
        .map(|entry| Example {
            name: entry.file_name().to_string_lossy().into_owned(),
            root: entry.path(),
        })
        .collect();
    examples.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(examples)
}

impl Example {
    /// Where the crate keeps its files.
    ///
    /// # Errors
    ///
    /// A manifest that cannot be understood.
    pub fn folders(&self) -> Result<Folders> {
        Ok(Folders::of_project(&self.root)?)
    }

    /// Whether a kernel module is generated: the types are none that exist already.
    ///
    /// # Errors
    ///
    /// A manifest that cannot be understood.
    pub fn has_module(&self) -> Result<bool> {
        Ok(self.folders()?.kmod.is_dir())
    }

    /// What the generator would do to the crate now.
    ///
    /// # Errors
    ///
    /// A trait that is refused, or files that cannot be read.
    pub fn plan(&self) -> Result<Vec<plan::Entry>> {
        let folders = self.folders()?;
        let refuse = |refused| anyhow::Error::msg(report::render(&refused, false));
        let interface = Source::read(&folders.source)
            .map_err(refuse)?
            .interface()
            .map_err(refuse)?;
        let files = target::render_interface(&interface, folders.paths(), &[])?;
        Ok(plan::plan(
            files,
            &folders.for_modules(interface.modules().len()),
            false,
        )?)
    }
}
