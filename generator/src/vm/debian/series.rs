//! From a series, such as 6.12, to a kernel: of this distribution's release where it has the
//! series, else of Debian unstable.

use std::fs;
use std::path::Path;

use structops_model::kernel::features::Release;

use super::host::{self, kernel_in};
use super::unstable;
use crate::vm::error::Error;
use crate::vm::kernel::Kernel;
use crate::vm::program;

/// The series that this machine's apt offers, the oldest first; none where there is no apt.
pub fn host_series() -> Vec<Release> {
    let names = program::command("apt-cache")
        .and_then(|mut command| program::output_of(command.args(["pkgnames", "linux-headers-"])));
    let mut series = series_of_names(&names.unwrap_or_default());
    series.sort_unstable();
    series.dedup();
    series
}

/// The series whose kernels lie in the cache, the oldest first.
pub fn cached_series(cache: &Path) -> Vec<Release> {
    let entries = fs::read_dir(cache).into_iter().flatten();
    let names = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().join("root").is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned());
    let releases = names
        .filter(|name| !name.ends_with(".unfinished"))
        .map(|name| {
            let release = name.strip_prefix("unstable-").unwrap_or(&name);
            Release::of_uname(release)
        });
    let mut series: Vec<Release> = releases.flatten().collect();
    series.sort_unstable();
    series.dedup();
    series
}

/// The newest kernel of a series: out of the cache without the network where it lies there
/// already and apt offers nothing newer, fetched else.
///
/// # Errors
/// Those of [`host`](super::host()) and [`unstable`](super::unstable()).
pub fn kernel(series: &str, cache: &Path) -> Result<Kernel, Error> {
    let wanted = Release::parse(series);
    let is_of_host = host_series().into_iter().any(|one| Some(one) == wanted);
    let found = if is_of_host {
        host::host(series, cache)
    } else {
        unstable::unstable(series, cache)
    };
    // The lists of packages age, and the mirror drops what they name.
    match found {
        Err(Error::ProgramFailed { .. } | Error::SeriesMissing { .. }) => {
            cached(series, cache).or(found)
        }
        other => other,
    }
}

/// The newest kernel of a series that lies in the cache, without asking anybody.
///
/// # Errors
/// None is there, or it is not whole.
pub fn cached(series: &str, cache: &Path) -> Result<Kernel, Error> {
    let missing = || Error::NotCached {
        series: series.to_owned(),
        cache: cache.to_owned(),
    };
    if cache.join(format!("unstable-{series}")).is_dir() {
        return unstable::unstable(series, cache);
    }
    let release = newest_release(series, cache).ok_or_else(missing)?;
    kernel_in(&cache.join(&release).join("root"), &release)
}

/// Names of folders are releases there.
fn newest_release(series: &str, cache: &Path) -> Option<String> {
    let wanted = Release::parse(series)?;
    let entries = fs::read_dir(cache).ok()?;
    let releases = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.path().join("root").is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.ends_with(".unfinished"))
        .filter(|name| Release::of_uname(name) == Some(wanted));
    releases.max_by_key(|release| numbers(release))
}

/// 6.12.9 is older than 6.12.10.
fn numbers(release: &str) -> Vec<u32> {
    let numbers = release.split(|c: char| !c.is_ascii_digit());
    numbers.filter_map(|number| number.parse().ok()).collect()
}

fn series_of_names(names: &str) -> Vec<Release> {
    let releases = names
        .lines()
        .filter_map(|name| name.strip_prefix("linux-headers-"))
        .filter(|release| release.starts_with(|c: char| c.is_ascii_digit()));
    releases.filter_map(Release::of_uname).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn series_are_read_from_names() {
        let names =
            "linux-headers-6.1.0-9-amd64\nlinux-headers-amd64\nlinux-headers-6.12.9+deb12-common\n";
        let series: Vec<String> = series_of_names(names)
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(series, ["6.1", "6.12"]);
    }

    #[test]
    fn the_newest_of_the_cache_is_found_without_anybody() {
        let cache = tempfile::tempdir().unwrap();
        for release in ["6.1.99-amd64", "6.12.9-amd64", "6.12.10-amd64"] {
            fs::create_dir_all(cache.path().join(release).join("root")).unwrap();
        }
        for more in ["6.12.11-amd64.unfinished", "unstable-7.2", "7.0.unfinished"] {
            fs::create_dir_all(cache.path().join(more).join("root")).unwrap();
        }
        assert_eq!(
            newest_release("6.12", cache.path()).as_deref(),
            Some("6.12.10-amd64")
        );
        let series: Vec<String> = cached_series(cache.path())
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(series, ["6.1", "6.12", "7.2"]);
        let error = cached("6.13", cache.path()).unwrap_err();
        assert!(
            error.to_string().contains("no kernel of series 6.13"),
            "{error}"
        );
    }
}
