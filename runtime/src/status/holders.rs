//! Who keeps maps and links alive: names in bpffs, and descriptors of processes.

use std::ffi::CString;
use std::fs;
use std::os::fd::AsRawFd as _;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use super::{Instance, Owner};
use crate::sys::ids;

/// Folders in folders of bpffs that are looked into.
const DEPTH: usize = 16;

/// A map or a link.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    Map(u32),
    Link(u32),
}

/// What holds what.
pub(super) struct Holders {
    pins: Vec<(Held, PathBuf)>,
    owners: Vec<(Held, Owner)>,
}

impl Holders {
    /// Looks through every bpffs and every process that this one may look at.
    pub(super) fn look() -> Self {
        let mounts = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
        let mut pins = Vec::new();
        for root in bpffs(&mounts) {
            look_below(&root, DEPTH, &mut pins);
        }
        let own = std::process::id();
        let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
        let processes = entries
            .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path())));
        let mut owners = Vec::new();
        for (pid, folder) in processes.filter(|(pid, _)| *pid != own) {
            look_at(pid, &folder, &mut owners);
        }
        owners.sort_by_key(|(_, owner)| owner.pid);
        Self { pins, owners }
    }

    /// Adds what holds an instance and its links.
    pub(super) fn complete(&self, instance: &mut Instance) {
        let map = Held::Map(instance.id);
        instance.pins = of(map, &self.pins);
        instance.owners = of(map, &self.owners);
        for link in &mut instance.links {
            link.pins = of(Held::Link(link.id), &self.pins);
            link.owners = of(Held::Link(link.id), &self.owners);
        }
    }
}

/// The holders of an object, each once, in their order.
fn of<T: Clone + PartialEq>(held: Held, all: &[(Held, T)]) -> Vec<T> {
    let own = all.iter().filter(|(other, _)| *other == held);
    let mut found: Vec<T> = own.map(|(_, holder)| holder.clone()).collect();
    found.dedup();
    found
}

/// Where a bpffs is mounted, by the lines of `/proc/self/mounts`.
fn bpffs(mounts: &str) -> Vec<PathBuf> {
    let fields = mounts.lines().map(|line| line.split(' '));
    let places = fields.filter_map(|mut fields| {
        let (place, kind) = (fields.nth(1)?, fields.next()?);
        (kind == "bpf").then(|| unescaped(place))
    });
    let mut places: Vec<PathBuf> = places.collect();
    places.sort();
    places.dedup();
    places
}

/// Blanks in names are octal numbers there (`mangle_path` in `fs/seq_file.c`).
fn unescaped(text: &str) -> PathBuf {
    let escapes = [
        ("\\040", " "),
        ("\\011", "\t"),
        ("\\012", "\n"),
        ("\\134", "\\"),
    ];
    let text = escapes
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    PathBuf::from(text)
}

fn look_below(folder: &Path, depth: usize, pins: &mut Vec<(Held, PathBuf)>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let Ok(metadata) = path.symlink_metadata() else {
            continue;
        };
        if metadata.is_dir() {
            if let Some(depth) = depth.checked_sub(1) {
                look_below(&path, depth, pins);
            }
        } else if metadata.is_file()
            && let Some(held) = pinned(&path)
        {
            pins.push((held, path));
        }
    }
}

fn pinned(path: &Path) -> Option<Held> {
    let name = CString::new(path.as_os_str().as_bytes()).ok()?;
    let fd = ids::open_pinned(&name).ok()?;
    let shown = format!("/proc/self/fdinfo/{}", fd.as_raw_fd());
    held(&fs::read_to_string(shown).ok()?)
}

fn look_at(pid: u32, folder: &Path, owners: &mut Vec<(Held, Owner)>) {
    // Of other people's processes nothing is to be seen.
    let entries = fs::read_dir(folder.join("fd"))
        .into_iter()
        .flatten()
        .flatten();
    for entry in entries {
        let is_bpf = fs::read_link(entry.path())
            .is_ok_and(|target| target.as_os_str().as_bytes().starts_with(b"anon_inode:bpf"));
        if !is_bpf {
            continue;
        }
        let info = fs::read_to_string(folder.join("fdinfo").join(entry.file_name()));
        if let Some(held) = held(&info.unwrap_or_default()) {
            let command = fs::read_to_string(folder.join("comm")).unwrap_or_default();
            let command = command.trim_end().to_owned();
            owners.push((held, Owner { pid, command }));
        }
    }
}

/// What a descriptor is of, by its fdinfo (`bpf_map_show_fdinfo`, `bpf_link_show_fdinfo`).
fn held(info: &str) -> Option<Held> {
    let number = |key: &str| {
        let mut lines = info.lines();
        let value = lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?;
        value.trim().parse().ok()
    };
    // A link says the map of a struct_ops link as well.
    let link = number("link_id").map(Held::Link);
    link.or_else(|| number("map_id").map(Held::Map))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptors_say_what_they_are_of() {
        let link = "pos:\t0\nflags:\t02000002\nlink_type:\tstruct_ops\nlink_id:\t3\nmap_id:\t7\n";
        assert!(held(link) == Some(Held::Link(3)));
        let map = "pos:\t0\nmap_type:\t26\nkey_size:\t4\nmap_id:\t7\nfrozen:\t0\n";
        assert!(held(map) == Some(Held::Map(7)));
        assert!(held("pos:\t0\nprog_id:\t9\n").is_none());
        assert!(held("map_id:\tmany\n").is_none());
    }

    #[test]
    fn bpffs_is_found_wherever_it_is_mounted() {
        let mounts = "bpf /sys/fs/bpf bpf rw 0 0\nproc /proc proc rw 0 0\n\
            none /mnt/my\\040pins bpf rw 0 0\nbpf /sys/fs/bpf bpf rw 0 0\nshort\n";
        let expected = ["/mnt/my pins", "/sys/fs/bpf"].map(PathBuf::from);
        assert_eq!(bpffs(mounts), expected);
    }
}
