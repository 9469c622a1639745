//! A text that lies on the disk and has no name yet.

use std::fs::{self, File, Permissions};
use std::io::{self, Write as _};
use std::path::Path;

use tempfile::NamedTempFile;

use super::sweep;

/// A written and synced text without a place. Dropping it leaves nothing behind, and
/// neither does the end of the process, where the file system has files without names.
#[derive(Debug)]
pub(super) enum Text {
    /// A file that no folder lists.
    #[cfg(target_os = "linux")]
    Nameless(File),
    /// A file under a temporary name, which [`sweep`] knows.
    Named(NamedTempFile),
}

impl Text {
    /// Writes a text to the file system of `folder`, and syncs it.
    ///
    /// # Errors
    ///
    /// What the system said: no room, no permission.
    pub(super) fn write(
        folder: &Path,
        bytes: &[u8],
        permissions: Option<Permissions>,
    ) -> io::Result<Self> {
        let mut text = Self::open(folder)?;
        let file = text.file();
        if let Some(permissions) = permissions {
            file.set_permissions(permissions)?;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(text)
    }

    #[cfg(target_os = "linux")]
    fn open(folder: &Path) -> io::Result<Self> {
        match nameless::open(folder)? {
            Some(file) => Ok(Self::Nameless(file)),
            None => named(folder).map(Self::Named),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn open(folder: &Path) -> io::Result<Self> {
        named(folder).map(Self::Named)
    }

    fn file(&mut self) -> &mut File {
        match self {
            #[cfg(target_os = "linux")]
            Self::Nameless(file) => file,
            Self::Named(file) => file.as_file_mut(),
        }
    }

    /// Gives the text its place; where nothing lies there, nothing may have come meanwhile.
    ///
    /// # Errors
    ///
    /// What the system said; then nothing has changed.
    pub(super) fn place(self, path: &Path, is_replacing: bool) -> io::Result<()> {
        match self {
            #[cfg(target_os = "linux")]
            Self::Nameless(file) if is_replacing => nameless::replace(&file, path),
            #[cfg(target_os = "linux")]
            Self::Nameless(file) => nameless::link(&file, path),
            Self::Named(file) if is_replacing => file.persist(path).map(drop).map_err(Into::into),
            Self::Named(file) => file.persist_noclobber(path).map(drop).map_err(Into::into),
        }
    }
}

/// A file under a name that tells whose it is.
fn named(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(Permissions::from_mode(0o666));
    }
    builder.prefix(&sweep::prefix()).tempfile_in(folder)
}

/// Files without names: `O_TMPFILE`.
#[cfg(target_os = "linux")]
mod nameless {
    use std::os::fd::AsRawFd as _;
    use std::path::PathBuf;
    use std::sync::atomic::{AtomicU64, Ordering};

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, openat};
    use rustix::io::Errno;

    use super::{File, Path, fs, io, sweep};

    /// A file in the file system of `folder`; `None` where that has none without a name, or
    /// where nothing could give it one afterwards.
    pub(super) fn open(folder: &Path) -> io::Result<Option<File>> {
        if !Path::new("/proc/self/fd").exists() {
            return Ok(None);
        }
        let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
        match openat(CWD, folder, flags, Mode::from_raw_mode(0o666)) {
            Ok(file) => Ok(Some(file.into())),
            // A file system that does not know the flag opens the folder itself for writing.
            Err(Errno::OPNOTSUPP | Errno::ISDIR | Errno::INVAL | Errno::NOENT) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Lists the file under a name that nothing has.
    pub(super) fn link(file: &File, path: &Path) -> io::Result<()> {
        // The other way, AT_EMPTY_PATH, takes a capability.
        let own = PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()));
        Ok(linkat(CWD, &own, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
    }

    /// Lists the file in the place of another. No call does that to a file without a name: for
    /// a moment it has a temporary one.
    pub(super) fn replace(file: &File, path: &Path) -> io::Result<()> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = path.with_file_name(format!("{}{number}", sweep::prefix()));
        link(file, &name)?;
        let renamed = fs::rename(&name, path);
        if renamed.is_err() {
            let _ = fs::remove_file(&name);
        }
        renamed
    }
}
