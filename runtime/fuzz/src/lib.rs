//! What the targets share: bytes become a file, since files are what is read.

pub mod elf;
pub mod read;

use std::cell::RefCell;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::PathBuf;

use struct_ops::btf::Btf;

/// A kernel's types, for modules that are split from them.
const BASE: &[u8] = include_bytes!("../seeds/btf/kernel");

struct Place {
    path: PathBuf,
    base: Btf,
}

thread_local! {
    static PLACE: RefCell<Option<Place>> = const { RefCell::new(None) };
}

/// Reads the bytes as a file, alone and on a kernel's types.
///
/// # Panics
///
/// Where the file cannot be written: the machine is at fault, not the bytes.
pub fn feed(data: &[u8]) {
    PLACE.with_borrow_mut(|place| {
        let place = place.get_or_insert_with(|| prepare().expect("cannot write to /dev/shm"));
        write(&place.path, data).expect("cannot write to /dev/shm");
        // An error is what most bytes deserve.
        let _ = read::read(&place.path, None);
        let _ = read::read(&place.path, Some(&place.base));
    });
}

fn prepare() -> io::Result<Place> {
    libbpf_rs::set_print(None);
    let path = PathBuf::from(format!("/dev/shm/struct-ops-fuzz.{}", std::process::id()));
    write(&path, BASE)?;
    let base = Btf::of_file(&path, None).map_err(io::Error::other)?;
    Ok(Place { path, base })
}

fn write(path: &PathBuf, data: &[u8]) -> io::Result<()> {
    let _ = fs::remove_file(path);
    File::create(path)?.write_all(data)
}
