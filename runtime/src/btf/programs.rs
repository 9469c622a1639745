//! Which programs a BPF object has for which ops, by the names of its sections.

use std::fs::File;
use std::path::Path;

use object::SymbolKind;
use object::read::{Object as _, ObjectSection as _, ObjectSymbol as _, ReadCache};

use super::BtfError;

/// A struct_ops program of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Program {
    /// The function.
    pub name: String,
    /// What its section names: `player_ops.play`, or whatever its author wrote there.
    pub op: String,
    /// Whether it may sleep: section `struct_ops.s`.
    pub is_sleepable: bool,
}

/// What an object says in the names of its sections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sections {
    /// Its struct_ops programs, by section and name.
    pub programs: Vec<Program>,
    /// Instances in plain `.struct_ops`: they stay attached when their loader has gone.
    pub plain: Vec<String>,
}

/// Reads the sections of a BPF object.
///
/// # Errors
///
/// A file that cannot be read, or is no ELF file.
pub fn sections(path: &Path) -> Result<Sections, BtfError> {
    let file = File::open(path).map_err(|source| BtfError::Read {
        path: path.to_owned(),
        source,
    })?;
    let cache = ReadCache::new(file);
    let elf = object::File::parse(&cache).map_err(|error| BtfError::Format {
        path: path.to_owned(),
        reason: error.to_string(),
    })?;
    let mut found = Sections::default();
    for symbol in elf.symbols() {
        let section = symbol
            .section_index()
            .and_then(|index| elf.section_by_index(index).ok());
        let Some(section) = section.as_ref().and_then(|section| section.name().ok()) else {
            continue;
        };
        let Some(name) = symbol.name().ok().filter(|name| !name.is_empty()) else {
            continue;
        };
        // A question mark keeps libbpf from loading it unasked.
        let section = section.strip_prefix('?').unwrap_or(section);
        match symbol.kind() {
            SymbolKind::Text => found.programs.extend(program(name, section)),
            SymbolKind::Data if section == ".struct_ops" => found.plain.push(name.to_owned()),
            _ => {}
        }
    }
    let key = |one: &Program| (one.op.clone(), one.name.clone());
    found.programs.sort_by_key(key);
    found.plain.sort();
    Ok(found)
}

fn program(name: &str, section: &str) -> Option<Program> {
    let (kind, op) = section.split_once('/').unwrap_or((section, ""));
    let is_sleepable = match kind {
        "struct_ops" => false,
        "struct_ops.s" => true,
        _ => return None,
    };
    Some(Program {
        name: name.to_owned(),
        op: op.to_owned(),
        is_sleepable,
    })
}
