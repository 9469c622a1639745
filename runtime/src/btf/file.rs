//! The sections of a file that hold BTF.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _};
use std::path::Path;

use object::read::{Object as _, ObjectSection as _, ReadCache};

use super::BtfError;

/// A real vmlinux has some ten MiB of BTF; what claims more than this is none.
const MOST: u64 = 64 << 20;

/// `BTF_MAGIC` in include/uapi/linux/btf.h, of either byte order.
const MAGIC: [[u8; 2]; 2] = [[0x9f, 0xeb], [0xeb, 0x9f]];

/// What a file has of BTF.
pub(super) struct Sections {
    pub(super) btf: Vec<u8>,
    /// `.BTF.base`: the parts of the base that a module refers to.
    pub(super) base: Option<Vec<u8>>,
}

pub(super) fn read(path: &Path) -> Result<Sections, BtfError> {
    let unreadable = |source| BtfError::Read {
        path: path.to_owned(),
        source,
    };
    // A pipe or a device has no end that could be waited for; to open a pipe is to wait already.
    if !fs::metadata(path).map_err(unreadable)?.is_file() {
        let reason = "it is no regular file";
        return Err(unreadable(io::Error::new(
            io::ErrorKind::InvalidInput,
            reason,
        )));
    }
    let mut file = File::open(path).map_err(unreadable)?;
    let mut magic = [0; 2];
    let is_raw = file.read_exact(&mut magic).is_ok() && MAGIC.contains(&magic);
    file.rewind().map_err(unreadable)?;
    if is_raw {
        let mut btf = Vec::new();
        // Files of sysfs say a size of their own: what is read counts.
        file.take(MOST).read_to_end(&mut btf).map_err(unreadable)?;
        return Ok(Sections { btf, base: None });
    }
    of_elf(file, path)
}

fn of_elf(file: File, path: &Path) -> Result<Sections, BtfError> {
    let format = |error: object::Error| BtfError::Format {
        path: path.to_owned(),
        reason: error.to_string(),
    };
    // Reads the parts that are asked for: a vmlinux may have a gigabyte of others.
    let cache = ReadCache::new(file);
    let elf = object::File::parse(&cache).map_err(format)?;
    let section = |name: &str| -> Result<Option<Vec<u8>>, BtfError> {
        let Some(section) = elf.section_by_name(name) else {
            return Ok(None);
        };
        if section.size() > MOST {
            return Err(BtfError::Format {
                path: path.to_owned(),
                reason: format!("section {name} claims {} bytes", section.size()),
            });
        }
        section
            .data()
            .map(|data| Some(data.to_vec()))
            .map_err(format)
    };
    let btf = section(".BTF")?.ok_or_else(|| BtfError::NoSection {
        path: path.to_owned(),
    })?;
    Ok(Sections {
        btf,
        base: section(".BTF.base")?,
    })
}
