//! Which kernels a trial runs on, and how many of them at a time.

use std::fs;
use std::path::PathBuf;

use structops_model::kernel::features::Release;

use super::{Error, Setup};
use crate::vm::{Kernel, debian};

/// What QEMU takes beside the memory of its machine, in MiB.
const OVERHEAD_MB: u64 = 256;

/// The kernels of a trial.
#[derive(Debug, Clone)]
pub enum Kernels {
    /// The newest of this machine's distribution that the trait admits; of the cache, where
    /// nothing may be fetched.
    NewestOfHost,
    /// Series of the distribution, such as `6.12`.
    Series(Vec<String>),
    /// An image and its header folder.
    Custom {
        /// A vmlinuz or bzImage.
        image: PathBuf,
        /// The folder that builds modules for it.
        headers: PathBuf,
    },
}

/// A kernel that is still to be had.
#[derive(Debug, Clone)]
pub(super) enum Wanted {
    Series(String),
    Custom { image: PathBuf, headers: PathBuf },
}

impl Wanted {
    /// What is asked for, in words.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Series(series) => series.clone(),
            Self::Custom { image, .. } => image.display().to_string(),
        }
    }

    /// Fetches it, or finds it; it builds modules with BTF for the traits of the project.
    pub(super) fn get(&self, setup: &Setup) -> Result<Kernel, Error> {
        let kernel = match self {
            Self::Series(series) if setup.network => debian::kernel(series, &setup.cache)?,
            Self::Series(series) => debian::cached(series, &setup.cache)?,
            Self::Custom { image, headers } => Kernel::custom(image, headers)?,
        };
        kernel.check_btf()?;
        setup.check_release(&kernel)?;
        Ok(kernel)
    }
}

/// The kernels that are asked for, one by one.
pub(super) fn wanted(setup: &Setup) -> Result<Vec<Wanted>, Error> {
    match &setup.kernels {
        Kernels::Series(series) => Ok(series.iter().cloned().map(Wanted::Series).collect()),
        Kernels::Custom { image, headers } => Ok(vec![Wanted::Custom {
            image: image.clone(),
            headers: headers.clone(),
        }]),
        Kernels::NewestOfHost => {
            let admits =
                |release: &Release| setup.types.iter().all(|(_, range)| range.has(*release));
            let of_host = debian::host_series().into_iter().rfind(admits);
            // Where nothing may be fetched, or apt knows nothing, the cache has to do.
            let of_cache = debian::cached_series(&setup.cache);
            let is_cached = |release: &Release| setup.network || of_cache.contains(release);
            let series = of_host
                .filter(is_cached)
                .or_else(|| of_cache.iter().copied().rfind(admits));
            let series = series.ok_or(Error::NoSeries)?;
            Ok(vec![Wanted::Series(series.to_string())])
        }
    }
}

/// How many machines of `memory_mb` MiB run at a time: as many as there are processors, and as
/// find memory; one in any case.
pub fn at_a_time(memory_mb: u32) -> usize {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let available = fs::read_to_string("/proc/meminfo")
        .ok()
        .and_then(|text| available_mb(&text));
    let fitting = available.map_or(1, |mb| mb / (u64::from(memory_mb) + OVERHEAD_MB));
    usize::try_from(fitting)
        .unwrap_or(processors)
        .clamp(1, processors)
}

fn available_mb(meminfo: &str) -> Option<u64> {
    let line = meminfo
        .lines()
        .find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_bounds_the_machines() {
        let text = "MemTotal:  9 kB\nMemAvailable:   20908032 kB\n";
        assert_eq!(available_mb(text), Some(20418));
        assert_eq!(available_mb("MemTotal: 9 kB\n"), None);
        assert_eq!(at_a_time(u32::MAX), 1);
        assert!(at_a_time(1) >= 1);
    }
}
