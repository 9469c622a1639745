//! A kernel of this machine's own Debian release.

use std::fs;
use std::path::Path;

use super::packages::{KernelPackages, find_newest};
use super::unpack::{find_package, image_place, take_image, unpack};
use crate::vm::cache;
use crate::vm::error::Error;
use crate::vm::kernel::Kernel;
use crate::vm::program;

/// The newest kernel of a series that this machine's apt offers, unpacked into `cache/<release>`.
///
/// Works as an ordinary user. Nothing is installed: on a Debian machine, installing kernel headers
/// pulls a kernel image in and makes it the one that boots.
///
/// # Errors
/// A series that apt does not offer, a failed download, a compiler that is missing on this machine.
pub fn host(series: &str, cache: &Path) -> Result<Kernel, Error> {
    let packages = find_newest(series, &|| program::command("apt-cache"))?;
    // The headers' makefiles call this very compiler.
    if let Some(compiler) = packages.depends_on("gcc-") {
        program::find(compiler)?;
    }
    program::find("pahole")?;
    let folder = cache::folder(cache, &packages.release, |folder| fetch(&packages, folder))?;
    kernel_in(&folder.join("root"), &packages.release)
}

fn fetch(packages: &KernelPackages, folder: &Path) -> Result<(), Error> {
    let root = folder.join("root");
    fs::create_dir(&root).map_err(Error::io("create", &root))?;
    let parts = packages
        .depends
        .iter()
        .map(String::as_str)
        .filter(|name| is_part(name));
    let parts: Vec<&str> = parts.chain([packages.headers.as_str()]).collect();
    let mut download = program::command("apt-get")?;
    download
        .args(["-q", "download", &packages.image])
        .args(&parts)
        .current_dir(folder);
    program::output_of(&mut download)?;
    for part in parts {
        unpack(&find_package(folder, part)?, &root)?;
    }
    take_image(
        &find_package(folder, &packages.image)?,
        &root,
        &packages.release,
    )?;
    make_relocatable(&root)
}

/// Dependencies of the headers that lie beside them and are used from there.
fn is_part(name: &str) -> bool {
    name.starts_with("linux-kbuild-")
        || (name.starts_with("linux-headers-") && name.ends_with("-common"))
}

/// Lets the header folders work wherever they lie: their makefiles include each other by absolute
/// path. Their links to linux-kbuild are relative already.
fn make_relocatable(root: &Path) -> Result<(), Error> {
    let sources = root.join("usr/src");
    for entry in fs::read_dir(&sources).map_err(Error::io("read", &sources))? {
        let makefile = entry
            .map_err(Error::io("read", &sources))?
            .path()
            .join("Makefile");
        let Ok(text) = fs::read_to_string(&makefile) else {
            continue;
        };
        fs::write(&makefile, relocatable(&text)).map_err(Error::io("write", &makefile))?;
    }
    Ok(())
}

/// `include /usr/src/x` as a path relative to the makefile that says so.
fn relocatable(makefile: &str) -> String {
    makefile.replace(
        "include /usr/src/",
        "include $(dir $(lastword $(MAKEFILE_LIST)))../",
    )
}

/// The kernel whose packages were unpacked in a root.
pub(super) fn kernel_in(root: &Path, release: &str) -> Result<Kernel, Error> {
    Kernel::plain(
        &image_place(root, release),
        &root
            .join("usr/src")
            .join(format!("linux-headers-{release}")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makefiles_become_relative() {
        let text = relocatable("include /usr/src/linux-headers-1-common/Makefile\n");
        assert_eq!(
            text,
            "include $(dir $(lastword $(MAKEFILE_LIST)))../linux-headers-1-common/Makefile\n"
        );
    }

    #[test]
    fn only_parts_of_the_kernel_are_fetched() {
        assert!(is_part("linux-kbuild-6.12.1") && is_part("linux-headers-6.12.1-common"));
        assert!(
            !is_part("gcc-12") && !is_part("linux-image-6.12.1-amd64") && !is_part("linux-base")
        );
    }
}
