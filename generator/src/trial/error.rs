//! Why a trial, or one of its steps, cannot go on.

use std::io;
use std::path::PathBuf;

use crate::plan::Unreadable;
use crate::project::ProjectError;
use crate::render::RenderError;
use crate::vm;

/// An error of a trial: one sentence, with the cure where there is one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder is no project.
    #[error("there is no Cargo.toml in {}; name a project with --project", path.display())]
    NoManifest {
        /// The folder.
        path: PathBuf,
    },
    /// The manifest cannot be read.
    #[error(transparent)]
    Project(#[from] ProjectError),
    /// The trait is refused; the text is a whole diagnostic.
    #[error("{0}")]
    Trait(String),
    /// What is checked in is not what the trait says.
    #[error("{list}{verdict}")]
    Stale {
        /// A line per file.
        list: String,
        /// How many, and the command to run.
        verdict: String,
    },
    /// A template that does not fit its view.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// A file of the project cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// A file that was named is not there.
    #[error("there is no {what} at {}", path.display())]
    FileMissing {
        /// `own check`, `file`.
        what: &'static str,
        /// The path.
        path: PathBuf,
    },
    /// The guest cannot run it, or cannot hold it.
    #[error("{} cannot be {role}: {why}", path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
        /// `an own check`, `a file of the guest`.
        role: &'static str,
        /// Why not.
        why: String,
    },
    /// Programs are missing, or too old.
    #[error("this machine lacks what a test needs:\n    {what}\nhelp: {cure}")]
    Lacking {
        /// A line for each.
        what: String,
        /// The line that installs them.
        cure: String,
    },
    /// The distribution offers no kernel for the project.
    #[error(
        "apt offers no kernel here that the trait's modules build on; \
         name a series with --kernels, or a kernel with --kernel and --kdir"
    )]
    NoSeries,
    /// The modules are not for this kernel.
    #[error("the trait says `kernel = \"{range}\"` of {name}, which leaves linux {release} out")]
    OtherKernel {
        /// The type.
        name: String,
        /// The range of the trait.
        range: String,
        /// The kernel's release.
        release: String,
    },
    /// The crate does not build.
    #[error("the loader does not build:\n{output}")]
    LoaderBuild {
        /// What cargo and the compilers wrote.
        output: String,
    },
    /// Cargo said something unexpected.
    #[error("cannot understand what `cargo {command}` says: {why}")]
    Cargo {
        /// The command.
        command: &'static str,
        /// What is wrong.
        why: String,
    },
    /// The crate has no program.
    #[error(
        "the crate {package} has no program; `structops-gen generate` writes a loader, src/main.rs"
    )]
    NoLoader {
        /// The crate.
        package: String,
    },
    /// Modules that want each other.
    #[error("the modules {names} depend on each other in a circle")]
    Circle {
        /// Their names.
        names: String,
    },
    /// A module and a file of the guest, or two, have the same name.
    #[error("two files of the guest are called {name}")]
    TwoOfAName {
        /// The name.
        name: String,
    },
    /// Kernel, module build or virtual machine.
    #[error(transparent)]
    Vm(#[from] vm::Error),
    /// The file system refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// A verb.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Error {
    /// Whether something is missing on this machine or in the call, rather than wrong in the
    /// project.
    pub fn is_environment(&self) -> bool {
        match self {
            Self::Vm(error) => !matches!(
                error,
                vm::Error::BuildFailed { .. }
                    | vm::Error::NotBooted { .. }
                    | vm::Error::TooLong { .. }
            ),
            Self::Trait(_)
            | Self::Stale { .. }
            | Self::LoaderBuild { .. }
            | Self::NoLoader { .. }
            | Self::Circle { .. }
            | Self::OtherKernel { .. } => false,
            _ => true,
        }
    }
}
