//! The one reader of BTF: what the running kernel and its modules say about a type.

use std::ffi::CString;
use std::path::Path;
use std::{fs, io};

use crate::error::{Cause, Error};
use crate::sys::RawBtf;

/// Where the kernel shows its own BTF and that of its modules.
pub(crate) const SYSFS: &str = "/sys/kernel/btf";

const VMLINUX: &str = "vmlinux";

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
    CString::new(format!("bpf_struct_ops_{tag}")).ok()
}

fn unreadable(module: &str, source: io::Error) -> Error {
    let path = Path::new(SYSFS).join(module);
    Cause::System { path, source }.into()
}
