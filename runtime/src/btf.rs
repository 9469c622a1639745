//! The one reader of BTF: what the running kernel and its modules say about a type.

use std::ffi::CString;
use std::path::Path;
use std::{fs, io};

use crate::error::{Cause, Error};
use crate::sys::RawBtf;

/// Where the kernel shows its own BTF and that of its modules.
pub(crate) const SYSFS: &str = "/sys/kernel/btf";

const VMLINUX: &str = "vmlinux";

/// `STRUCT_OPS_VALUE_PREFIX` of libbpf and `VALUE_PREFIX` of the kernel.
const VALUE_PREFIX: &str = "bpf_struct_ops_";

/// The types of the running kernel.
pub(crate) struct KernelBtf {
    vmlinux: RawBtf<'static>,
}

impl KernelBtf {
    /// Reads the BTF of vmlinux.
    ///
    /// # Errors
    ///
    /// `KernelWithoutBtf` where there is none, `System` where it cannot be read.
    pub(crate) fn load() -> Result<Self, Error> {
        let path = Path::new(SYSFS).join(VMLINUX);
        if !path.exists() {
            return Err(Cause::KernelWithoutBtf.into());
        }
        let vmlinux = RawBtf::load_vmlinux().map_err(|source| Cause::System {
            path: path.clone(),
            source,
        })?;
        Ok(Self { vmlinux })
    }

    /// Whether vmlinux registers a `struct_ops` type of that tag.
    pub(crate) fn vmlinux_registers(&self, tag: &str) -> bool {
        value_type(tag).is_some_and(|value| self.vmlinux.has_struct(&value))
    }

    /// Whether a loaded module registers a `struct_ops` type of that tag.
    ///
    /// # Errors
    ///
    /// `System` when the module's BTF cannot be read, also when the module has just gone.
    pub(crate) fn module_registers(&self, module: &str, tag: &str) -> Result<bool, Error> {
        let (Some(value), Ok(name)) = (value_type(tag), CString::new(module)) else {
            return Ok(false);
        };
        let btf = RawBtf::load_module(&name, &self.vmlinux)
            .map_err(|source| unreadable(module, source))?;
        Ok(btf.has_struct(&value))
    }

    /// The tags of the `struct_ops` type that a map's value type belongs to.
    ///
    /// One, or none where the BTF has gone. For a module's type a thread without
    /// `CAP_SYS_ADMIN` may not look which BTF the id belongs to: it gets the tag from every
    /// loaded module that has a `struct_ops` type under that id.
    ///
    /// # Errors
    ///
    /// `System` when sysfs cannot be read.
    pub(crate) fn tags_of_value(&self, btf_id: u32, type_id: u32) -> Result<Vec<String>, Error> {
        if let Some(name) = self.vmlinux.name_of(type_id) {
            return Ok(tag_of_value(&name).into_iter().collect());
        }
        let tag = |btf: RawBtf<'_>| tag_of_value(&btf.name_of(type_id)?);
        if let Ok(btf) = RawBtf::load_by_id(btf_id, &self.vmlinux) {
            return Ok(tag(btf).into_iter().collect());
        }
        let modules = modules()?.into_iter();
        let btfs = modules.filter_map(|module| {
            let name = CString::new(module).ok()?;
            RawBtf::load_module(&name, &self.vmlinux).ok()
        });
        Ok(btfs.filter_map(tag).collect())
    }
}

/// Names of the loaded modules that have BTF.
///
/// # Errors
///
/// `System` when the directory cannot be read.
pub(crate) fn modules() -> Result<Vec<String>, Error> {
    let entries = fs::read_dir(SYSFS).map_err(|source| unreadable("", source))?;
    let names = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name != VMLINUX);
    Ok(names.collect())
}

/// The struct that `register_bpf_struct_ops` emits for a type, found by libbpf and the
/// kernel by this name; `None` for a tag that no C struct can have.
fn value_type(tag: &str) -> Option<CString> {
    CString::new(format!("{VALUE_PREFIX}{tag}")).ok()
}

/// The reverse of [`value_type`]; `None` for a struct that is no value type.
fn tag_of_value(name: &str) -> Option<String> {
    name.strip_prefix(VALUE_PREFIX).map(str::to_owned)
}

/// A tag without the `___flavor` by which one C file tells two shapes of a struct apart
/// (`bpf_core_essential_name_len` in libbpf).
pub(crate) fn without_flavor(tag: &str) -> &str {
    match tag.rsplit_once("___") {
        Some((name, flavor)) if !(name.is_empty() || name.ends_with('_') || flavor.is_empty()) => {
            name
        }
        _ => tag,
    }
}

fn unreadable(module: &str, source: io::Error) -> Error {
    let path = Path::new(SYSFS).join(module);
    Cause::System { path, source }.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn value_types_carry_the_tag() {
        assert_eq!(
            tag_of_value("bpf_struct_ops_player_ops").as_deref(),
            Some("player_ops")
        );
        assert_eq!(tag_of_value("player_ops"), None);
    }

    #[test]
    fn flavors_are_no_part_of_the_name() {
        assert_eq!(without_flavor("player_ops___v2"), "player_ops");
        for plain in [
            "player_ops",
            "player__ops",
            "___player",
            "player___",
            "player____v2",
        ] {
            assert_eq!(without_flavor(plain), plain);
        }
    }
}
