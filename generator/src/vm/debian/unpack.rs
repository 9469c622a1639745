//! Packages unpacked without being installed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::vm::cache;
use crate::vm::error::Error;
use crate::vm::program;

/// Where kernel packages put the image, with the release for `{}`: by tradition, and since 7.x.
const IMAGE_PLACES: &[&str] = &[
    "boot/vmlinuz-{}",
    "usr/lib/modules/{}/vmlinuz",
    "lib/modules/{}/vmlinuz",
];

/// The downloaded package of a name: `name_version_architecture.deb`.
pub(super) fn find_package(folder: &Path, name: &str) -> Result<PathBuf, Error> {
    let entries = fs::read_dir(folder).map_err(Error::io("read", folder))?;
    let mut files = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let is_it = |file: &PathBuf| {
        let file = file.file_name().unwrap_or_default().to_string_lossy();
        file.ends_with(".deb")
            && file
                .split_once('_')
                .is_some_and(|(package, _)| package == name)
    };
    files.find(is_it).ok_or_else(|| Error::DownloadMissing {
        package: name.to_owned(),
        folder: folder.to_owned(),
    })
}

/// Unpacks a package into a folder and deletes the package.
pub(super) fn unpack(package: &Path, folder: &Path) -> Result<(), Error> {
    program::output_of(program::command("dpkg")?.arg("-x").arg(package).arg(folder))?;
    fs::remove_file(package).map_err(Error::io("remove", package))
}

/// Takes the kernel image out of its package, puts it into the root's `/boot`, and drops the
/// package.
///
/// The rest of it, thousands of modules, no test needs.
pub(super) fn take_image(package: &Path, root: &Path, release: &str) -> Result<(), Error> {
    let folder = package.with_extension("unpacked");
    fs::create_dir_all(&folder).map_err(Error::io("create", &folder))?;
    unpack(package, &folder)?;
    let places = IMAGE_PLACES
        .iter()
        .map(|place| folder.join(place.replace("{}", release)));
    let found = places.into_iter().find(|place| place.is_file());
    let image = found.ok_or_else(|| Error::ImageMissing {
        path: folder.clone(),
    })?;
    let target = image_place(root, release);
    if let Some(boot) = target.parent() {
        fs::create_dir_all(boot).map_err(Error::io("create", boot))?;
    }
    fs::rename(&image, &target).map_err(Error::io("move", &image))?;
    cache::remove(&folder)
}

/// Where [`take_image`] puts an image.
pub(super) fn image_place(root: &Path, release: &str) -> PathBuf {
    root.join("boot").join(format!("vmlinuz-{release}"))
}
