//! The kernels that a run is for.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use structops_gen::vm::{Error, Kernel, debian};

use crate::place;

/// The series that every run uses: the newest of the distribution this project is made on.
pub const DEFAULT: &str = "6.12";

/// Series of Debian unstable and experimental, which `make matrix` fetches; the newest is last.
const NEWER: &[&str] = &["7.2", "7.3"];

/// The kernels that the environment names.
///
/// `STRUCTOPS_KERNEL` and `STRUCTOPS_KDIR` name an image and its header folder; else
/// `STRUCTOPS_KERNELS` lists series to fetch, 6.12 when it is absent.
///
/// # Errors
///
/// A kernel that cannot be had.
pub fn wanted() -> Result<Vec<Kernel>, Error> {
    if let Some((image, headers)) = named() {
        return Ok(vec![Kernel::custom(image, headers)?]);
    }
    let list = env::var("STRUCTOPS_KERNELS").unwrap_or_else(|_| DEFAULT.to_owned());
    list.split(',').map(|series| fetch(series.trim())).collect()
}

/// Image and header folder of a kernel that came in no package that we know.
fn named() -> Option<(OsString, OsString)> {
    env::var_os("STRUCTOPS_KERNEL").zip(env::var_os("STRUCTOPS_KDIR"))
}

/// Whether the kernels of this run came in packages, with modules of their own.
pub fn have_modules() -> bool {
    named().is_none()
}

/// The newest kernel of a series: from this machine's distribution, or from Debian unstable.
///
/// # Errors
///
/// No network, no such series, or not root where a root folder must be made.
pub fn fetch(series: &str) -> Result<Kernel, Error> {
    debian::kernel(series, &place::cache())
}

/// The vmlinux of the newest series, as its headers have it.
///
/// It is fetched where the run is for that series; else it is what an earlier run left, if one
/// did, and a line on stderr says that there is none.
///
/// # Errors
///
/// The run is for that series, and it cannot be had.
pub fn newest() -> Result<Option<PathBuf>, Error> {
    let Some(series) = NEWER.last() else {
        return Ok(None);
    };
    let wanted = env::var("STRUCTOPS_KERNELS").unwrap_or_default();
    if wanted.split(',').any(|name| name.trim() == *series) {
        return Ok(Some(fetch(series)?.headers.join("vmlinux")));
    }
    let found = kept(series).pop();
    if found.is_none() {
        eprintln!("skipped: no headers of {series}, which `make matrix` fetches");
    }
    Ok(found)
}

/// The vmlinux of every newer series that an earlier run left.
pub fn newer() -> Vec<PathBuf> {
    NEWER.iter().flat_map(|series| kept(series)).collect()
}

fn kept(series: &str) -> Vec<PathBuf> {
    let sources = place::cache().join(format!("unstable-{series}/root/usr/src"));
    let entries = fs::read_dir(sources).into_iter().flatten().flatten();
    let vmlinux = entries.map(|entry| entry.path().join("vmlinux"));
    vmlinux.filter(|path| path.is_file()).collect()
}

/// Modules that come with a kernel that was fetched, and those that they need, in `out`.
///
/// # Errors
///
/// No network, or no such module.
pub fn modules(kernel: &Kernel, names: &[&str], out: &Path) -> Result<Vec<PathBuf>, Error> {
    debian::modules(kernel, names, &place::cache(), out)
}
