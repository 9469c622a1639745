//! What can go wrong between a source folder and a finished virtual machine.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// An error of this library: one sentence, with the cure where there is one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A program is not on the search path.
    #[error("the program {program} is missing; install it with `apt-get install {package}`")]
    ProgramMissing {
        /// What was looked for.
        program: String,
        /// The Debian package that brings it.
        package: String,
    },
    /// A program ran and failed.
    #[error("`{command}` failed with {status}:\n{tail}")]
    ProgramFailed {
        /// Program and arguments.
        command: String,
        /// How it ended.
        status: String,
        /// The last lines it wrote.
        tail: String,
    },
    /// A program ran longer than it may.
    #[error("`{command}` did not end within {limit} s and was killed; it wrote:\n{tail}")]
    TooLong {
        /// Program and arguments.
        command: String,
        /// The limit in seconds.
        limit: u64,
        /// The last lines it wrote.
        tail: String,
    },
    /// The file system refused.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        /// A verb: `read`, `create`, ...
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The folder is no kernel header folder.
    #[error(
        "{} is not a folder that builds kernel modules: it has no {missing}; \
         name a header folder such as /lib/modules/<release>/build", path.display()
    )]
    HeadersMissing {
        /// The folder that was named.
        path: PathBuf,
        /// The file that every header folder has.
        missing: &'static str,
    },
    /// Modules built there would have no BTF.
    #[error(
        "{} has no vmlinux, so modules built there have no BTF and define no types; \
         copy the running kernel's /sys/kernel/btf/vmlinux or the build's vmlinux to it",
        path.display()
    )]
    HeadersWithoutBtf {
        /// The header folder.
        path: PathBuf,
    },
    /// There is no kernel image at that path.
    #[error("there is no kernel image at {}; name a vmlinuz or bzImage", path.display())]
    ImageMissing {
        /// The path that was named.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{} is no kernel image; name a vmlinuz or bzImage for x86", path.display())]
    NotAnImage {
        /// The path that was named.
        path: PathBuf,
    },
    /// Nothing may be fetched, and the cache does not have it.
    #[error(
        "no kernel of series {series} lies in {}; run once without --no-fetch, \
         or name one with --kernel and --kdir", cache.display()
    )]
    NotCached {
        /// For example `6.12`.
        series: String,
        /// The cache folder.
        cache: PathBuf,
    },
    /// Modules built there would not load.
    #[error(
        "the image is linux {image_release}, but {} builds modules for {release}; \
         name the two of the same kernel", headers.display()
    )]
    ReleasesDiffer {
        /// The image's release.
        image_release: String,
        /// The header folder.
        headers: PathBuf,
        /// Its release.
        release: String,
    },
    /// No package of that series is offered.
    #[error(
        "no linux-headers package of series {series} is offered; run `apt-get update`, or ask for another series"
    )]
    SeriesMissing {
        /// For example `6.12`.
        series: String,
    },
    /// apt said that it downloaded a package, and it is not there.
    #[error("the package {package} was downloaded to {} and is not there", folder.display())]
    DownloadMissing {
        /// The package.
        package: String,
        /// Where it should be.
        folder: PathBuf,
    },
    /// A kernel has no such module.
    #[error("the package of linux {release} has no module `{name}`")]
    ModuleMissing {
        /// The module.
        name: String,
        /// The kernel's release.
        release: String,
    },
    /// This machine's apt configuration names no Debian mirror.
    #[error(
        "no Debian mirror is named for suite {suite} in {}; \
         add Debian's main archive to apt's sources", path.display()
    )]
    MirrorMissing {
        /// The suite that was looked for.
        suite: String,
        /// The folder of apt's configuration.
        path: PathBuf,
    },
    /// A step needs root and is not given it.
    #[error("{step} needs root (a chroot is entered and /proc is mounted in it); run it as root")]
    NotRoot {
        /// The step.
        step: &'static str,
    },
    /// The module did not build.
    #[error("the module does not build against {release}:\n{errors}\n... end of the log:\n{tail}")]
    BuildFailed {
        /// The kernel's release.
        release: String,
        /// The first lines that name an error.
        errors: String,
        /// The last lines of the log.
        tail: String,
        /// The whole log.
        log: String,
    },
    /// The build's folder cannot be used.
    #[error("{} cannot hold the build: {why}; name another folder", path.display())]
    BuildFolder {
        /// The folder.
        path: PathBuf,
        /// Why not.
        why: &'static str,
    },
    /// A scenario or a file of it has an impossible name.
    #[error("`{name}` cannot be {role}: {why}")]
    Name {
        /// The name.
        name: String,
        /// `a scenario's name`, `a file's name in the guest`.
        role: &'static str,
        /// The rule it breaks.
        why: &'static str,
    },
    /// A program for the guest misses one of its shared libraries on this machine.
    #[error("{} needs the shared library {library}, which is not installed", program.display())]
    LibraryMissing {
        /// The program.
        program: PathBuf,
        /// The library's soname.
        library: String,
    },
    /// The kernel did not reach user space.
    #[error(
        "kernel {release} did not reach user space ({why}); last lines of console and QEMU:\n{console}"
    )]
    NotBooted {
        /// The kernel's release.
        release: String,
        /// `it stopped`, or the time limit that ran out.
        why: String,
        /// The end of the console.
        console: String,
    },
}

impl Error {
    /// Adapts an [`io::Error`] for `map_err`: `Error::io("read", &path)`.
    pub(super) fn io(
        action: &'static str,
        path: impl AsRef<Path>,
    ) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            action,
            path: path.as_ref().to_owned(),
            source,
        }
    }

    /// The text for a boot that took longer than its limit.
    pub(super) fn limit_text(limit: Duration) -> String {
        format!("the time limit of {} s ran out", limit.as_secs())
    }
}

/// The last `count` lines of a text.
pub(super) fn last_lines(text: &str, count: usize) -> String {
    let skip = text.lines().count().saturating_sub(count);
    text.lines().skip(skip).collect::<Vec<_>>().join("\n")
}
