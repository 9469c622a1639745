//! Why a build script fails.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::plan::Unreadable;
use crate::project::ProjectError;
use crate::render::RenderError;
use crate::write::Unwritten;

/// Why a build fails, in words for whoever runs it.
///
/// `Debug` gives the same text as `Display`: it is what Cargo shows of the error that the
/// `main` of a build script returns.
#[derive(thiserror::Error)]
#[error(transparent)]
pub struct Error(#[from] Kind);

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The causes, and their words.
#[derive(Debug, thiserror::Error)]
pub(super) enum Kind {
    #[error(
        "there is no OUT_DIR: this function is for a build.rs, which Cargo runs; \
         `structops-gen generate` is for everything else"
    )]
    NoOutDir,
    #[error(transparent)]
    Project(#[from] ProjectError),
    #[error("{path} describes no types that could be built\n\n{report}")]
    Refused { path: String, report: String },
    #[error(transparent)]
    Render(#[from] RenderError),
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    #[error("{verdict}\n{list}")]
    Stale { verdict: String, list: String },
    #[error(transparent)]
    Unwritten(#[from] Unwritten),
    #[error("cannot remove {}, which is of an older build: {source}", path.display())]
    Remove { path: PathBuf, source: io::Error },
    #[error("cannot look for BPF programs in {}: {source}", path.display())]
    Folder { path: PathBuf, source: io::Error },
    #[error(
        "cannot run `{clang}`, which compiles the BPF programs: {source}\n\
         install clang, any version from 14 on (Debian: `apt-get install clang`), or say in \
         the environment variable CLANG which one to run"
    )]
    NoClang { clang: String, source: io::Error },
    #[error("cannot compile {}\n{}", path.display(), reasons.join(":\n"))]
    Program {
        path: PathBuf,
        /// From what was tried to what the compiler said.
        reasons: Vec<String>,
    },
    #[error("structops-gen stopped at a mistake of its own; what it said of it is above")]
    Panicked,
}
