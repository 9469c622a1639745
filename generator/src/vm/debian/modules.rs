//! Modules that come with a kernel, out of its package.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::packages::holder;
use super::unpack::{find_package, unpack};
use super::unstable;
use crate::vm::error::Error;
use crate::vm::kernel::Kernel;
use crate::vm::{cache, modinfo, program};

/// Where packages put the modules, with the release for `{}`: by tradition, and since 7.x.
const MODULE_PLACES: &[&str] = &["lib/modules/{}/kernel", "usr/lib/modules/{}/kernel"];

/// What the package of the modules is called, before the release.
pub(super) const PART: &str = "linux-modules";

/// What unpacks a module, by the end of its name.
const UNPACKERS: &[(&str, &str)] = &[(".ko.xz", "xz"), (".ko.zst", "zstd"), (".ko", "cat")];

/// Puts modules that come with a kernel of [`kernel`](super::kernel()) into `out`, together with
/// those that they need: the files in the order of loading.
///
/// Their package is fetched once, into `cache/modules-<release>`.
///
/// # Errors
/// A package that is not offered (any more), a kernel without one of these modules.
pub fn modules(
    kernel: &Kernel,
    names: &[&str],
    cache: &Path,
    out: &Path,
) -> Result<Vec<PathBuf>, Error> {
    let folder = cache::folder(cache, &format!("modules-{}", kernel.release), |folder| {
        fetch(kernel, folder)
    })?;
    let mut packed = BTreeMap::new();
    collect(&folder, &mut packed)?;
    fs::create_dir_all(out).map_err(Error::io("create", out))?;
    let mut taken = Taken {
        release: &kernel.release,
        packed,
        out,
        seen: BTreeSet::new(),
        order: Vec::new(),
    };
    names.iter().try_for_each(|name| taken.take(name))?;
    Ok(taken.order)
}

struct Taken<'a> {
    release: &'a str,
    /// All that there are, by name.
    packed: BTreeMap<String, PathBuf>,
    out: &'a Path,
    seen: BTreeSet<String>,
    order: Vec<PathBuf>,
}

impl Taken<'_> {
    /// Unpacks a module behind those that it needs.
    fn take(&mut self, name: &str) -> Result<(), Error> {
        let name = name_of(name);
        let file = self.packed.get(&name).ok_or_else(|| Error::ModuleMissing {
            name: name.clone(),
            release: self.release.to_owned(),
        })?;
        let target = unpacked(file, self.out)?;
        if !self.seen.insert(name) {
            return Ok(());
        }
        let module = fs::read(&target).map_err(Error::io("read", &target))?;
        for need in modinfo::needs(&module) {
            self.take(&need)?;
        }
        self.order.push(target);
        Ok(())
    }
}

/// The kernel takes `-` and `_` for the same in names of modules.
fn name_of(text: &str) -> String {
    text.replace('-', "_")
}

fn unpacked(file: &Path, out: &Path) -> Result<PathBuf, Error> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let (stem, unpacker) = split(&name).unwrap_or((&name, "cat"));
    let target = out.join(format!("{stem}.ko"));
    let output = fs::File::create(&target).map_err(Error::io("create", &target))?;
    let mut command = program::command(unpacker)?;
    if unpacker != "cat" {
        command.arg("-dc");
    }
    program::output_of(command.arg(file).stdout(output))?;
    Ok(target)
}

/// The name of the module in a file, and what unpacks it.
fn split(file: &str) -> Option<(&str, &'static str)> {
    UNPACKERS
        .iter()
        .find_map(|(end, unpacker)| Some((file.strip_suffix(end)?, *unpacker)))
}

/// Every module below a folder, by name.
fn collect(folder: &Path, packed: &mut BTreeMap<String, PathBuf>) -> Result<(), Error> {
    for entry in fs::read_dir(folder).map_err(Error::io("read", folder))? {
        let path = entry.map_err(Error::io("read", folder))?.path();
        if path.is_dir() {
            collect(&path, packed)?;
        } else if let Some((name, _)) =
            split(&path.file_name().unwrap_or_default().to_string_lossy())
        {
            packed.insert(name_of(name), path.clone());
        }
    }
    Ok(())
}

fn fetch(kernel: &Kernel, folder: &Path) -> Result<(), Error> {
    let unpack_in = folder.join("unpacked");
    fs::create_dir(&unpack_in).map_err(Error::io("create", &unpack_in))?;
    match &kernel.root {
        Some(root) => unstable::download_modules(root, &kernel.release, &unpack_in)?,
        None => {
            let package = holder(PART, &kernel.release, &|| program::command("apt-cache"))?;
            let mut download = program::command("apt-get")?;
            download
                .args(["-q", "download", &package])
                .current_dir(folder);
            program::output_of(&mut download)?;
            unpack(&find_package(folder, &package)?, &unpack_in)?;
        }
    }
    let mut places = MODULE_PLACES
        .iter()
        .map(|place| unpack_in.join(place.replace("{}", &kernel.release)));
    let missing = || Error::ModuleMissing {
        name: "*".to_owned(),
        release: kernel.release.clone(),
    };
    let found = places.find(|place| place.is_dir()).ok_or_else(missing)?;
    fs::rename(&found, folder.join("kernel")).map_err(Error::io("move", &found))?;
    cache::remove(&unpack_in)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_are_found_however_they_are_packed() {
        assert_eq!(split("hid-generic.ko.xz"), Some(("hid-generic", "xz")));
        assert_eq!(split("uhid.ko"), Some(("uhid", "cat")));
        assert_eq!(split("modules.order"), None);
    }

    #[test]
    fn what_a_module_needs_comes_before_it() {
        let folder = tempfile::tempdir().unwrap();
        let packed = folder.path().join("kernel/drivers");
        fs::create_dir_all(&packed).unwrap();
        for (name, text) in [("bus", "\0depends=\0"), ("lamp-usb", "\0depends=bus\0")] {
            fs::write(packed.join(format!("{name}.ko")), text).unwrap();
        }
        let (mut all, out) = (BTreeMap::new(), folder.path().join("out"));
        collect(folder.path(), &mut all).unwrap();
        fs::create_dir(&out).unwrap();
        let mut taken = Taken {
            release: "6.12.1",
            packed: all,
            out: &out,
            seen: BTreeSet::new(),
            order: Vec::new(),
        };
        taken.take("lamp_usb").unwrap();
        taken.take("bus").unwrap();
        assert_eq!(taken.order, [out.join("bus.ko"), out.join("lamp-usb.ko")]);
        let error = taken.take("rail").unwrap_err().to_string();
        assert!(
            error.contains("`rail`") && error.contains("6.12.1"),
            "{error}"
        );
    }
}
