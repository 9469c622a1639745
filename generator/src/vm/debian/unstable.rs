//! A kernel of Debian unstable or experimental, with a root that has its compiler.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::host::kernel_in;
use super::modules;
use super::packages::{KernelPackages, find_newest, holder};
use super::sources::mirror;
use super::unpack::{find_package, take_image, unpack};
use crate::vm::cache;
use crate::vm::error::Error;
use crate::vm::kernel::Kernel;
use crate::vm::{program, root};

const STEP: &str = "making a Debian root";

/// Where the packages wait inside the root to be unpacked.
const DOWNLOADS: &str = "var/cache/structops";

/// The newest kernel of a series that Debian unstable or experimental offers, in
/// `cache/unstable-<series>`.
///
/// Its modules are built in a Debian root in the cache folder, by the compiler of that kernel;
/// delete the folder to move on to a newer kernel. The mirror is the one that this machine's apt
/// uses.
///
/// # Errors
/// Not being root, no mirror in apt's configuration, a series that is not offered, a failed
/// download.
pub fn unstable(series: &str, cache: &Path) -> Result<Kernel, Error> {
    let name = format!("unstable-{series}");
    let folder = cache::folder(cache, &name, |folder| make(series, &folder.join("root")))?;
    let root = folder.join("root");
    let release = release_in(&root)?;
    Ok(Kernel {
        root: Some(root.clone()),
        ..kernel_in(&root, &release)?
    })
}

fn make(series: &str, root: &Path) -> Result<(), Error> {
    bootstrap(root)?;
    let packages = find_newest(series, &|| inside(root, "apt-cache"))?;
    install(root, &packages)?;
    let image = download(root, &packages.image, &packages.image)?;
    take_image(&image, root, &packages.release)?;
    drop_lists(root)?;
    let file = root.join(RELEASE_FILE);
    std::fs::write(&file, &packages.release).map_err(Error::io("write", &file))
}

/// A minimal system with both suites; experimental's packages are only taken when asked for by
/// name.
fn bootstrap(root: &Path) -> Result<(), Error> {
    let mut command = root::isolated(STEP)?;
    let mirror = mirror()?;
    command.arg(program::find("mmdebstrap")?).args([
        "--quiet",
        "--variant=apt",
        "--skip=cleanup/apt/lists",
    ]);
    // A snapshot of the archive is as good, however old.
    command
        .arg("--aptopt=Acquire::Check-Valid-Until \"false\"")
        .arg("unstable")
        .arg(root);
    command.args(["unstable", "experimental"].map(|suite| format!("deb {mirror} {suite} main")));
    program::output_of(&mut command).map(drop)
}

/// Unpacks the package with the modules of the root's kernel, of that very version.
///
/// # Errors
/// The archive has moved on to a newer kernel, or a failed download.
pub(super) fn download_modules(root: &Path, release: &str, folder: &Path) -> Result<(), Error> {
    let headers = format!("linux-headers-{release}");
    let mut query = inside(root, "dpkg-query")?;
    query.args(["-W", "-f", "${Version}", &headers]);
    let version = program::output_of(&mut query)?;
    program::output_of(inside(root, "apt-get")?.args(["-q", "update"]))?;
    let package = holder(modules::PART, release, &|| inside(root, "apt-cache"))?;
    let file = download(root, &package, &format!("{package}={version}"));
    drop_lists(root)?;
    unpack(&file?, folder)
}

/// Downloads a package, `name` or `name=version`.
fn download(root: &Path, name: &str, wanted: &str) -> Result<PathBuf, Error> {
    let downloads = root.join(DOWNLOADS);
    std::fs::create_dir_all(&downloads).map_err(Error::io("create", &downloads))?;
    let script = format!("cd /{DOWNLOADS} && exec apt-get -q download {wanted}");
    program::output_of(inside(root, "sh")?.args(["-c", &script]))?;
    find_package(&downloads, name)
}

/// Nothing more is taken from the archive for now.
fn drop_lists(root: &Path) -> Result<(), Error> {
    program::output_of(inside(root, "apt-get")?.arg("clean"))?;
    cache::remove(&root.join("var/lib/apt/lists"))
}

/// What a build uses besides the compiler, which the headers depend on.
const TOOLS: &[&str] = &["binutils", "make", "pahole", "sparse"];

fn install(root: &Path, packages: &KernelPackages) -> Result<(), Error> {
    let headers = format!("{}={}", packages.headers, packages.version);
    let mut command = inside(root, "apt-get")?;
    command
        .args(["-q", "-y", "--no-install-recommends", "install", &headers])
        .args(TOOLS);
    program::output_of(&mut command).map(drop)
}

fn inside(root: &Path, name: &str) -> Result<Command, Error> {
    let mut command = root::command(root, STEP)?;
    command.arg(name);
    Ok(command)
}

/// Says which of the root's kernels was asked for.
const RELEASE_FILE: &str = "kernel-release";

fn release_in(root: &Path) -> Result<String, Error> {
    let file = root.join(RELEASE_FILE);
    std::fs::read_to_string(&file).map_err(Error::io("read", &file))
}
