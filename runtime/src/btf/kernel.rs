//! What the running kernel and its modules say about a type.

use std::cell::OnceCell;
use std::ffi::CString;
use std::io;
use std::path::Path;
use std::rc::Rc;

use super::{BtfError, SYSFS, VMLINUX, tag_of_value, value_type};
use crate::error::{Cause, Error, Refuser};
use crate::sys::btf::RawBtf;

thread_local! {
    /// Megabytes that stay the same until the machine boots again.
    static VMLINUX_BTF: OnceCell<Rc<RawBtf>> = const { OnceCell::new() };
}

/// The types of the running kernel.
pub(crate) struct KernelBtf {
    vmlinux: Rc<RawBtf>,
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
        if let Some(vmlinux) = VMLINUX_BTF.with(|cached| cached.get().cloned()) {
            return Ok(Self { vmlinux });
        }
        let vmlinux = RawBtf::load_vmlinux().map_err(|source| Cause::System { path, source })?;
        let vmlinux = Rc::new(vmlinux);
        VMLINUX_BTF.with(|cached| {
            // Nobody else is on this thread; an earlier one would be the same.
            let _ = cached.set(Rc::clone(&vmlinux));
        });
        Ok(Self { vmlinux })
    }

    /// Whether vmlinux registers a `struct_ops` type of that tag.
    pub(crate) fn vmlinux_registers(&self, tag: &str) -> bool {
        self.vmlinux.find_struct(&value_type(tag)).is_some()
    }

    /// Whether a loaded module registers a `struct_ops` type of that tag.
    ///
    /// # Errors
    ///
    /// `System` when the module's BTF cannot be read, also when the module has just gone.
    pub(crate) fn module_registers(&self, module: &str, tag: &str) -> Result<bool, Error> {
        let Ok(name) = CString::new(module) else {
            return Ok(false);
        };
        let btf = RawBtf::load_module(&name, &self.vmlinux)
            .map_err(|source| unreadable(module, source))?;
        Ok(btf.find_struct(&value_type(tag)).is_some())
    }

    /// Who refuses instances of a type: a module that was generated, which the function shows by
    /// which it registers its types, or anybody else.
    pub(crate) fn refuser(&self, tag: &str) -> Refuser {
        let is_generated = |module: &String| {
            let name = CString::new(module.as_str()).ok()?;
            let btf = RawBtf::load_module(&name, &self.vmlinux).ok()?;
            btf.find_struct(&value_type(tag))?;
            btf.find_function(&format!("{module}_structops_register"))
        };
        let modules = modules().unwrap_or_default();
        match modules.iter().find_map(is_generated) {
            Some(_) => Refuser::Generated,
            None => Refuser::Other,
        }
    }

    /// Whether vmlinux has a struct of that tag.
    pub(crate) fn is_of_vmlinux(&self, tag: &str) -> bool {
        !tag.is_empty() && self.vmlinux.find_struct(tag).is_some()
    }

    /// The BTF that registers a type, and the id of its value type.
    ///
    /// # Errors
    ///
    /// `System` when a module's BTF cannot be read.
    pub(crate) fn home_of(&self, tag: &str) -> Result<Option<(Rc<RawBtf>, u32)>, Error> {
        let value = value_type(tag);
        if let Some(id) = self.vmlinux.find_struct(&value) {
            return Ok(Some((Rc::clone(&self.vmlinux), id)));
        }
        for module in modules()? {
            let Ok(name) = CString::new(module) else {
                continue;
            };
            // A module that goes away meanwhile has no type to offer.
            if let Ok(btf) = RawBtf::load_module(&name, &self.vmlinux)
                && let Some(id) = btf.find_struct(&value)
            {
                return Ok(Some((Rc::new(btf), id)));
            }
        }
        Ok(None)
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
        if let Some(head) = self.vmlinux.head(type_id) {
            return Ok(tag_of_value(&head.name()).into_iter().collect());
        }
        let tag = |btf: RawBtf| tag_of_value(&btf.head(type_id)?.name());
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
    super::loaded_modules().map_err(|error| match error {
        BtfError::Read { source, .. } => unreadable("", source),
        other => unreadable("", io::Error::other(other)),
    })
}

fn unreadable(module: &str, source: io::Error) -> Error {
    let path = Path::new(SYSFS).join(module);
    Cause::System { path, source }.into()
}
