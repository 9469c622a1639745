//! The kernels that a run is for.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use structops_gen::vm::{Error, Kernel, debian};

use crate::place;

/// The series that every run uses: the newest of the distribution this project is made on.
const DEFAULT: &str = "6.12";

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

/// Modules that come with a kernel that was fetched, and those that they need, in `out`.
///
/// # Errors
///
/// No network, or no such module.
pub fn modules(kernel: &Kernel, names: &[&str], out: &Path) -> Result<Vec<PathBuf>, Error> {
    debian::modules(kernel, names, &place::cache(), out)
}
