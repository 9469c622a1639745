//! Which packages make up a kernel, as apt knows them.

use std::cmp::Ordering;
use std::process::Command;

use crate::vm::error::Error;
use crate::vm::program;

/// One stanza of `apt-cache show`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Package {
    pub(super) name: String,
    pub(super) version: String,
    /// Names of all dependencies and their alternatives.
    pub(super) depends: Vec<String>,
}

/// The packages of one kernel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KernelPackages {
    /// `uname -r`.
    pub(super) release: String,
    pub(super) headers: String,
    pub(super) version: String,
    /// The headers' own dependencies: common headers, kbuild, compiler.
    pub(super) depends: Vec<String>,
    /// The package that holds the vmlinuz.
    pub(super) image: String,
}

impl KernelPackages {
    /// The dependency whose name begins so.
    pub(super) fn depends_on(&self, prefix: &str) -> Option<&str> {
        self.depends
            .iter()
            .map(String::as_str)
            .find(|name| name.starts_with(prefix))
    }
}

/// Finds the newest kernel of a series, such as `6.12`.
///
/// `apt_cache` makes the command `apt-cache`, on this machine or in a root.
pub(super) fn find_newest(
    series: &str,
    apt_cache: &dyn Fn() -> Result<Command, Error>,
) -> Result<KernelPackages, Error> {
    let missing = || Error::SeriesMissing {
        series: series.to_owned(),
    };
    let arch = program::output_of(program::command("dpkg")?.arg("--print-architecture"))?;
    let prefix = format!("linux-headers-{series}");
    let names = program::output_of(apt_cache()?.args(["pkgnames", &prefix]))?;
    let names: Vec<&str> = names
        .lines()
        .filter(|name| is_of_series(name, &prefix))
        .collect();
    if names.is_empty() {
        return Err(missing());
    }
    let stanzas = program::output_of(apt_cache()?.args(["show", "--no-all-versions"]).args(names))?;
    let plain = parse_stanzas(&stanzas)
        .into_iter()
        .filter(|package| release_of(package, arch.trim()).is_some());
    let newest = newest(plain.collect())?.ok_or_else(missing)?;
    let release = release_of(&newest, arch.trim()).ok_or_else(missing)?;
    let image = holder("linux-binary", &release, apt_cache)?;
    Ok(KernelPackages {
        release,
        headers: newest.name,
        version: newest.version,
        depends: newest.depends,
        image,
    })
}

/// The package that holds a part of a kernel. Since 7.x the vmlinuz is in linux-binary-*, modules
/// are in linux-modules-*, and linux-image-* only pulls them in; before, it has it all.
pub(super) fn holder(
    part: &str,
    release: &str,
    apt_cache: &dyn Fn() -> Result<Command, Error>,
) -> Result<String, Error> {
    let package = format!("{part}-{release}");
    let names = program::output_of(apt_cache()?.args(["pkgnames", &package]))?;
    Ok(if names.lines().any(|name| name == package) {
        package
    } else {
        format!("linux-image-{release}")
    })
}

/// `linux-headers-6.1` is no prefix of series 6.12.
fn is_of_series(name: &str, prefix: &str) -> bool {
    name.strip_prefix(prefix)
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The release of a header package of the plain flavour. Others (cloud, rt) share the common
/// package but not the name; meta packages depend on no common package.
fn release_of(package: &Package, arch: &str) -> Option<String> {
    let common = package
        .depends
        .iter()
        .find_map(|name| name.strip_prefix("linux-headers-")?.strip_suffix("-common"))?;
    let release = format!("{common}-{arch}");
    (package.name == format!("linux-headers-{release}")).then_some(release)
}

fn parse_stanzas(text: &str) -> Vec<Package> {
    text.split("\n\n").filter_map(parse_stanza).collect()
}

fn parse_stanza(text: &str) -> Option<Package> {
    let field = |name: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    };
    let depends = field("Depends").unwrap_or_default().split([',', '|']);
    let depends = depends.filter_map(|dependency| {
        dependency
            .split([' ', ':', '('])
            .find(|word| !word.is_empty())
    });
    Some(Package {
        name: field("Package")?.to_owned(),
        version: field("Version")?.to_owned(),
        depends: depends.map(str::to_owned).collect(),
    })
}

fn newest(packages: Vec<Package>) -> Result<Option<Package>, Error> {
    let mut best: Option<Package> = None;
    for package in packages {
        let is_newer = match &best {
            Some(best) => compare(&package.version, &best.version)? == Ordering::Greater,
            None => true,
        };
        if is_newer {
            best = Some(package);
        }
    }
    Ok(best)
}

/// Debian's order of versions (`~` before everything), by the program that defines it.
fn compare(left: &str, right: &str) -> Result<Ordering, Error> {
    let mut command = program::command("dpkg")?;
    let status = command
        .args(["--compare-versions", left, "gt", right])
        .status()
        .map_err(Error::io("run", "dpkg"))?;
    Ok(if status.success() {
        Ordering::Greater
    } else {
        Ordering::Less
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Package: linux-headers-6.12.9+deb12-amd64\nVersion: 6.12.9-1~deb12u1\n\
        Depends: linux-base (>= 4.12~), linux-headers-6.12.9+deb12-common (= 1), linux-image-x (= 1) | linux-image-y, gcc-12\n\
        \nPackage: linux-headers-6.12.9+deb12-rt-amd64\nVersion: 6.12.9-1~deb12u1\nDepends: linux-headers-6.12.9+deb12-common (= 1)\n\
        \nPackage: linux-headers-6.12-amd64\nVersion: 6.12.10-1\nDepends: linux-headers-6.12.10+deb12-amd64 (= 1)\n\
        \nPackage: linux-headers-6.12.10+deb12-amd64\nVersion: 6.12.10-1~deb12u1\nDepends: linux-headers-6.12.10+deb12-common (= 1)\n";

    #[test]
    fn stanzas_are_read() {
        let packages = parse_stanzas(TEXT);
        assert_eq!(packages.len(), 4);
        let names = [
            "linux-base",
            "linux-headers-6.12.9+deb12-common",
            "linux-image-x",
            "linux-image-y",
            "gcc-12",
        ];
        assert_eq!(packages[0].depends, names);
    }

    #[test]
    fn the_newest_plain_flavour_wins() {
        let plain = parse_stanzas(TEXT)
            .into_iter()
            .filter(|package| release_of(package, "amd64").is_some());
        let best = newest(plain.collect()).unwrap().unwrap();
        assert_eq!(
            release_of(&best, "amd64").as_deref(),
            Some("6.12.10+deb12-amd64")
        );
    }

    #[test]
    fn a_series_ends_where_its_number_ends() {
        assert!(is_of_series(
            "linux-headers-6.1.5-amd64",
            "linux-headers-6.1"
        ));
        assert!(is_of_series("linux-headers-7.3-amd64", "linux-headers-7.3"));
        assert!(!is_of_series(
            "linux-headers-6.12.5-amd64",
            "linux-headers-6.1"
        ));
    }
}
