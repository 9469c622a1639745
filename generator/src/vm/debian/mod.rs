//! Kernels from Debian's archive, fetched into a cache folder; nothing is installed on this
//! machine.

mod host;
mod modules;
mod packages;
mod series;
mod sources;
mod unpack;
mod unstable;

pub use host::host;
pub use modules::modules;
pub use series::{cached, cached_series, host_series, kernel};
pub use unstable::unstable;
