//! Files that have an end: a pipe or a device in the place of one is refused, not read.

use std::fs;
use std::io;
use std::path::Path;

/// The bytes of a file.
///
/// # Errors
///
/// What the system said; and what is neither file nor folder, since reading a pipe may never
/// end, and a device that is replaced by a file is lost.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let kind = fs::metadata(path)?.file_type();
    if !kind.is_file() && !kind.is_dir() {
        return Err(io::Error::other("it is no regular file"));
    }
    fs::read(path)
}
