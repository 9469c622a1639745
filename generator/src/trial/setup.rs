//! What a trial is of: the project, its trait, its own checks.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use structops_model::kernel::features::Release;
use structops_model::{Interface, Range};

use super::kernels::Kernels;
use super::own_check::OwnCheck;
use super::{Error, limits};
use crate::plan::{self, Entry};
use crate::project::Folders;
use crate::source::{Refused, Source};
use crate::stale::Stale;
use crate::vm::{self, Kernel, boot};
use crate::{report, target};

/// A project and how it is tried.
#[derive(Debug)]
pub struct Setup {
    /// The folder with the Cargo.toml.
    pub root: PathBuf,
    /// Where kernels are kept.
    pub cache: PathBuf,
    /// The kernels to run on.
    pub kernels: Kernels,
    /// Whether kernels may be fetched.
    pub network: bool,
    /// How long each own check may take.
    pub check_limit: Duration,
    /// What the loader is called with.
    pub loader_arguments: Vec<String>,
    /// Memory of each machine in MiB.
    pub memory_mb: u32,
    pub(super) folders: Folders,
    /// The types and the kernels that they are for.
    pub(super) types: Vec<(String, Range)>,
    /// Whether the generated loader writes to trigger files, and then ends by itself.
    pub(super) has_trigger: bool,
    /// Those that are generated.
    modules: Vec<String>,
    pub(super) checks: Vec<OwnCheck>,
    pub(super) files: Vec<PathBuf>,
}

impl Setup {
    /// The project in a folder, with the checks and files that its Cargo.toml names, on the
    /// newest kernel of this machine's distribution.
    ///
    /// # Errors
    ///
    /// No manifest, a trait that is refused, a check or file that cannot be used.
    pub fn of_project(root: &Path) -> Result<Self, Error> {
        if !root.join("Cargo.toml").is_file() {
            return Err(Error::NoManifest {
                path: root.to_owned(),
            });
        }
        let mut folders = Folders::of_project(root)?;
        let interface = interface_of(&folders)?;
        let modules = interface.modules();
        folders = folders.for_modules(modules.len());
        let types = || modules.iter().flat_map(|module| &module.types);
        let mut setup = Self {
            root: root.to_owned(),
            cache: vm::default_cache(),
            kernels: Kernels::NewestOfHost,
            network: true,
            check_limit: limits::CHECK,
            loader_arguments: Vec::new(),
            memory_mb: boot::MEMORY_MB,
            checks: Vec::new(),
            files: Vec::new(),
            types: types()
                .map(|ty| (ty.name.clone(), ty.options.kernel))
                .collect(),
            has_trigger: types().any(|ty| ty.options.trigger.is_some()),
            modules: modules
                .iter()
                .filter(|module| !module.is_existing())
                .map(|module| module.name.clone())
                .collect(),
            folders,
        };
        let (checks, files) = (setup.folders.checks.clone(), setup.folders.files.clone());
        checks.iter().try_for_each(|path| setup.add_check(path))?;
        files.iter().try_for_each(|path| setup.add_file(path))?;
        Ok(setup)
    }

    /// Adds an own check: a script or a program.
    ///
    /// # Errors
    ///
    /// It is not there, or the guest cannot run it.
    pub fn add_check(&mut self, path: &Path) -> Result<(), Error> {
        let check = OwnCheck::read(path)?;
        let name = check.name();
        if self.checks.iter().any(|other| other.name() == name) {
            return Err(Error::TwoOfAName {
                name: name.to_owned(),
            });
        }
        self.checks.push(check);
        Ok(())
    }

    /// Adds a file that the guest finds in `/guest`.
    ///
    /// # Errors
    ///
    /// It is not there.
    pub fn add_file(&mut self, path: &Path) -> Result<(), Error> {
        if !path.is_file() {
            return Err(Error::FileMissing {
                what: "file",
                path: path.to_owned(),
            });
        }
        self.files.push(path.to_owned());
        Ok(())
    }

    /// Compares what is checked in with the trait: how many files there are.
    pub(super) fn check_sources(&self) -> Result<usize, Error> {
        let interface = interface_of(&self.folders)?;
        let files = target::render_interface(&interface, self.folders.paths(), &[])?;
        let entries: Vec<Entry> = plan::plan(files, &self.folders, false)?;
        match Stale::of(&entries, &self.folders) {
            None => Ok(entries.len()),
            Some(stale) => Err(Error::Stale {
                list: stale.list(),
                verdict: stale.verdict(),
            }),
        }
    }

    /// An error unless the trait admits a kernel.
    pub(super) fn check_release(&self, kernel: &Kernel) -> Result<(), Error> {
        let Some(release) = Release::of_uname(&kernel.release) else {
            return Ok(());
        };
        let mut types = self.types.iter();
        match types.find(|(_, range)| !range.has(release)) {
            None => Ok(()),
            Some((name, range)) => Err(Error::OtherKernel {
                name: name.clone(),
                range: range.to_string(),
                release: kernel.release.clone(),
            }),
        }
    }

    /// The folders of the modules, each with the name of its module; none where the kernel has
    /// every type already.
    pub(super) fn module_folders(&self) -> Vec<(String, PathBuf)> {
        let modules = self.modules.iter();
        modules
            .map(|name| (name.clone(), self.folders.kmod_of(name)))
            .collect()
    }
}

fn interface_of(folders: &Folders) -> Result<Interface, Error> {
    let source = Source::read(&folders.source).map_err(|refused| refuse(&refused))?;
    source.interface().map_err(|refused| refuse(&refused))
}

fn refuse(refused: &Refused) -> Error {
    Error::Trait(report::render(refused, true))
}

/// Reads a file of the project.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|source| Error::Io {
        action: "read",
        path: path.to_owned(),
        source,
    })
}
