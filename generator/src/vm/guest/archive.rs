//! The initial file system of the guest, a newc cpio archive that the kernel unpacks.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use cpio::newc;

use super::{Content, GuestFile, Scenario, libraries};
use crate::vm::error::Error;
use crate::vm::program;

/// The first process of the guest.
const INIT: &str = include_str!("init.sh");

/// Folders that the init script mounts on or links into.
const FOLDERS: &[&str] = &[
    "/dev",
    "/proc",
    "/sys",
    "/tmp",
    "/root",
    "/run",
    "/bin",
    "/sbin",
    "/usr/bin",
    "/usr/sbin",
];

/// Device nodes that the kernel itself wants before devtmpfs is mounted: path, major, minor.
const DEVICES: &[(&str, u32, u32)] = &[("/dev/console", 5, 1), ("/dev/null", 1, 3)];

const FOLDER_MODE: u32 = 0o040_755;
const DEVICE_MODE: u32 = 0o020_600;
const FILE_MODE: u32 = 0o100_644;
const PROGRAM_MODE: u32 = 0o100_755;

/// Where the loader looks without being told; libraries from elsewhere need `LD_LIBRARY_PATH`.
const LIBRARY_FOLDERS: &[&str] = &[
    "/lib",
    "/usr/lib",
    "/lib64",
    "/usr/lib64",
    "/lib/x86_64-linux-gnu",
    "/usr/lib/x86_64-linux-gnu",
];

struct Entry {
    mode: u32,
    bytes: Vec<u8>,
    device: (u32, u32),
}

/// The files of a guest, by their absolute path.
#[derive(Default)]
pub(in crate::vm) struct Archive {
    entries: BTreeMap<PathBuf, Entry>,
    library_folders: BTreeSet<PathBuf>,
}

impl Archive {
    /// Everything a boot needs: busybox, the init script, its plan, the scenarios and all files.
    ///
    /// `nonce` marks the lines of the protocol, `log_marks` begin and end of each scenario in the
    /// kernel log.
    pub(in crate::vm) fn of_boot(
        nonce: &str,
        log_marks: &[[String; 2]],
        scenarios: &[&Scenario],
        files: &[GuestFile],
    ) -> Result<Self, Error> {
        let mut archive = Self::default();
        for folder in FOLDERS {
            archive.insert(Path::new(folder), FOLDER_MODE, Vec::new());
        }
        for &(path, major, minor) in DEVICES {
            let device = Entry {
                mode: DEVICE_MODE,
                bytes: Vec::new(),
                device: (major, minor),
            };
            archive.entries.insert(path.into(), device);
        }
        archive.insert_program(Path::new("/bin/busybox"), &program::find("busybox")?)?;
        archive.insert(Path::new("/init"), PROGRAM_MODE, INIT.into());
        archive.insert(
            Path::new("/vm/nonce"),
            FILE_MODE,
            format!("{nonce}\n").into(),
        );
        for file in files {
            archive.insert_file(Path::new("/guest"), file)?;
        }
        archive.insert_scenarios(scenarios, log_marks)?;
        let folders = archive
            .library_folders
            .iter()
            .map(|folder| folder.to_string_lossy());
        let folders = folders.collect::<Vec<_>>().join(":") + "\n";
        archive.insert(Path::new("/vm/libraries"), FILE_MODE, folders.into());
        Ok(archive)
    }

    fn insert_scenarios(
        &mut self,
        scenarios: &[&Scenario],
        log_marks: &[[String; 2]],
    ) -> Result<(), Error> {
        let mut plan = Vec::new();
        for (index, (scenario, [start, end])) in scenarios.iter().zip(log_marks).enumerate() {
            let folder = Path::new("/run").join(&scenario.name);
            self.insert(&folder, FOLDER_MODE, Vec::new());
            for file in &scenario.files {
                self.insert_file(&folder, file)?;
            }
            let script = format!("/vm/scenario/{index}");
            self.insert(
                Path::new(&script),
                FILE_MODE,
                scenario.script.clone().into(),
            );
            let limit = scenario.time_limit.as_secs().max(1);
            plan.push(format!("{index} {} {limit} {start} {end}\n", scenario.name));
        }
        self.insert(Path::new("/vm/plan"), FILE_MODE, plan.concat().into());
        Ok(())
    }

    fn insert(&mut self, path: &Path, mode: u32, bytes: Vec<u8>) {
        self.entries.insert(
            path.to_owned(),
            Entry {
                mode,
                bytes,
                device: (0, 0),
            },
        );
    }

    fn insert_file(&mut self, folder: &Path, file: &GuestFile) -> Result<(), Error> {
        let place = file.place(folder)?;
        match &file.content {
            Content::Program(host) => self.insert_program(&place, host)?,
            Content::Data(host) => self.insert(&place, FILE_MODE, read(host)?),
            Content::Bytes(bytes) => self.insert(&place, FILE_MODE, bytes.clone()),
        }
        Ok(())
    }

    fn insert_program(&mut self, place: &Path, host: &Path) -> Result<(), Error> {
        self.insert(place, PROGRAM_MODE, read(host)?);
        for library in libraries::of_program(host)? {
            let folder = library.parent().unwrap_or(Path::new("/"));
            if !LIBRARY_FOLDERS
                .iter()
                .any(|known| Path::new(known) == folder)
            {
                self.library_folders.insert(folder.to_owned());
            }
            if !self.entries.contains_key(&library) {
                self.insert(&library, PROGRAM_MODE, read(&library)?);
            }
        }
        Ok(())
    }

    /// Writes the archive: folders before what lies in them, as the kernel wants it.
    pub(in crate::vm) fn write(mut self, file: &mut impl Write) -> io::Result<()> {
        let parents: BTreeSet<PathBuf> = self
            .entries
            .keys()
            .flat_map(|path| path.ancestors().skip(1))
            .map(Path::to_owned)
            .collect();
        for folder in parents {
            self.entries.entry(folder).or_insert(Entry {
                mode: FOLDER_MODE,
                bytes: Vec::new(),
                device: (0, 0),
            });
        }
        let mut bytes = Vec::new();
        for (index, (path, entry)) in self.entries.iter().enumerate() {
            let name = path.to_string_lossy();
            // The root folder exists already.
            if name != "/" {
                append(&mut bytes, index, name.trim_start_matches('/'), entry)?;
            }
        }
        file.write_all(&newc::trailer(bytes)?)
    }
}

fn append(bytes: &mut Vec<u8>, index: usize, name: &str, entry: &Entry) -> io::Result<()> {
    let number = u32::try_from(index).map_err(io::Error::other)?;
    let size = u32::try_from(entry.bytes.len()).map_err(io::Error::other)?;
    let builder = newc::Builder::new(name)
        .ino(number)
        .mode(entry.mode)
        .nlink(1);
    let mut writer = builder
        .rdev_major(entry.device.0)
        .rdev_minor(entry.device.1)
        .write(bytes, size);
    writer.write_all(&entry.bytes)?;
    writer.finish().map(drop)
}

fn read(host: &Path) -> Result<Vec<u8>, Error> {
    fs::read(host).map_err(Error::io("read", host))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_before_their_files() {
        let mut archive = Archive::default();
        archive
            .insert_file(Path::new("/a/b"), &GuestFile::text("c", "text"))
            .unwrap();
        let mut bytes = Vec::new();
        archive.write(&mut bytes).unwrap();
        let mut rest = bytes.as_slice();
        let mut seen = Vec::new();
        loop {
            let reader = newc::Reader::new(rest).unwrap();
            if reader.entry().is_trailer() {
                break;
            }
            seen.push((
                reader.entry().name().to_owned(),
                reader.entry().mode(),
                reader.entry().file_size(),
            ));
            rest = reader.finish().unwrap();
        }
        let expected = [
            ("a", FOLDER_MODE, 0),
            ("a/b", FOLDER_MODE, 0),
            ("a/b/c", FILE_MODE, 4),
        ];
        assert_eq!(
            seen,
            expected.map(|(name, mode, size)| (name.to_owned(), mode, size))
        );
    }
}
