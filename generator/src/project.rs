//! Where a project keeps its source and its outputs.

use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::regular;
use crate::target::{Paths, Rendered};

/// The folders of a project, relative ones resolved against it.
#[derive(Debug, Clone)]
pub struct Folders {
    /// The Rust file with the trait.
    pub source: PathBuf,
    /// Where the kernel module goes.
    pub kmod: PathBuf,
    /// Where the BPF headers and programs go.
    pub bpf: PathBuf,
    /// Where the loader crate is.
    pub loader: PathBuf,
    /// The project's own checks, which `structops-gen test` runs in the guest.
    pub checks: Vec<PathBuf>,
    /// More files for the guest.
    pub files: Vec<PathBuf>,
    /// Whether the source defines several modules, each of which then gets a folder
    /// of its own below `kmod`.
    several_modules: bool,
    /// What the loader says of them.
    paths: Paths,
}

/// `[package.metadata.structops]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Metadata {
    source: Option<PathBuf>,
    kmod: Option<PathBuf>,
    bpf: Option<PathBuf>,
    #[serde(default)]
    checks: Vec<PathBuf>,
    #[serde(default)]
    files: Vec<PathBuf>,
}

#[derive(Debug, Default, Deserialize)]
struct Manifest {
    package: Option<Package>,
}

#[derive(Debug, Default, Deserialize)]
struct Package {
    metadata: Option<PackageMetadata>,
}

#[derive(Debug, Default, Deserialize)]
struct PackageMetadata {
    structops: Option<Metadata>,
}

/// A project that cannot be understood.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// The manifest exists and cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The manifest.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The manifest is not what Cargo or this tool expects.
    #[error("{} is not a manifest this tool understands: {source}", path.display())]
    Parse {
        /// The manifest.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
}

fn read(path: &Path) -> io::Result<String> {
    String::from_utf8(regular::read(path)?)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.utf8_error()))
}

impl Folders {
    /// The folders of the project in `root`, as `[package.metadata.structops]` of its
    /// `Cargo.toml` names them: `src/ops.rs`, `kmod` and `src/bpf` where it is silent.
    ///
    /// # Errors
    ///
    /// A manifest that cannot be read or understood; none at all is no error.
    pub fn of_project(root: &Path) -> Result<Self, ProjectError> {
        let path = root.join("Cargo.toml");
        let text = match read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(source) => return Err(ProjectError::Read { path, source }),
        };
        let manifest: Manifest = toml::from_str(&text).map_err(|source| ProjectError::Parse {
            path,
            source: Box::new(source),
        })?;
        let metadata = manifest
            .package
            .and_then(|package| package.metadata)
            .and_then(|metadata| metadata.structops)
            .unwrap_or_default();
        // `./kmod` would only be noise in what is printed.
        let root = if root == Path::new(".") {
            Path::new("")
        } else {
            root
        };
        let paths = metadata
            .source
            .as_ref()
            .map_or_else(Paths::default, |path| Paths {
                source: path.to_string_lossy().into_owned(),
            });
        let folder = |said: Option<PathBuf>, default: &str| {
            root.join(said.unwrap_or_else(|| default.into()))
        };
        let all = |said: Vec<PathBuf>| said.into_iter().map(|path| root.join(path)).collect();
        Ok(Self {
            checks: all(metadata.checks),
            files: all(metadata.files),
            source: folder(metadata.source, "src/ops.rs"),
            kmod: folder(metadata.kmod, "kmod"),
            bpf: folder(metadata.bpf, "src/bpf"),
            loader: root.to_owned(),
            several_modules: false,
            paths,
        })
    }

    /// The same folders for a source that defines `modules` kernel modules.
    #[must_use]
    pub fn for_modules(mut self, modules: usize) -> Self {
        self.several_modules = modules > 1;
        self
    }

    /// Where the loader finds the source, relative to the project.
    pub fn paths(&self) -> &Paths {
        &self.paths
    }

    /// Where a rendered file goes.
    pub fn path_of(&self, file: &Rendered) -> PathBuf {
        let folder = match file.target {
            "kmod" => self.kmod_of(&file.module),
            "bpf" => self.bpf.clone(),
            _ => self.loader.clone(),
        };
        folder.join(&file.file)
    }

    /// Where the files of a kernel module go.
    pub fn kmod_of(&self, module: &str) -> PathBuf {
        if self.several_modules {
            self.kmod.join(module)
        } else {
            self.kmod.clone()
        }
    }
}
