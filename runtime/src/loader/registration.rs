//! Whether a type exists on the running kernel, and who registered it.

use std::path::Path;

use super::preflight::{self, Missing};
use super::{capability, support};
use crate::btf::kernel::{self, KernelBtf};
use crate::descriptor::{Descriptor, StructOps};
use crate::error::{Cause, Error};

/// Who registered a `struct_ops` type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Registration {
    /// The kernel image itself.
    Vmlinux,
    /// The loaded module of that name.
    Module(String),
}

/// Checks, before anything is loaded, that the machine can take programs for `T`.
///
/// Looks for the kernel's BTF, for the type in it and in the BTF of every loaded module,
/// whether its members are those of the trait, and at the capabilities of the calling thread.
///
/// ```no_run
/// # use struct_ops::prelude::*;
/// # #[struct_ops]
/// # trait PlayerOps { fn play(&self, track: u32) -> i32; }
/// # fn f() -> Result<(), struct_ops::Error> {
/// match struct_ops::check::<player_ops>() {
///     Ok(registration) => println!("registered by {registration:?}"),
///     Err(error) => eprintln!("{error}"),
/// }
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// `KernelWithoutBtf`, `KernelTooOld`, `JitOff`, `ModuleNotLoaded`, `ModuleWithoutBtf`,
/// `TypeNotRegistered`, `AmbiguousType`, `Mismatch`, `TagTaken`, `MissingCapability`, each with
/// its cure; `System` when sysfs cannot be read.
pub fn check<T: StructOps>() -> Result<Registration, Error> {
    check_as(T::DESCRIPTOR)
}

/// [`check`] for a kernel that may lack members of the trait.
///
/// ```no_run
/// # use struct_ops::prelude::*;
/// # #[struct_ops]
/// # trait PlayerOps { fn play(&self, track: u32) -> i32; }
/// # fn f(mut open: libbpf_rs::OpenObject) -> Result<(), struct_ops::Error> {
/// use struct_ops::Missing;
///
/// struct_ops::check_with::<player_ops>(Missing::Allowed)?;
/// let left_out = struct_ops::null_missing(&mut open)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Those of [`check`].
pub fn check_with<T: StructOps>(missing: Missing) -> Result<Registration, Error> {
    check_members(T::DESCRIPTOR, missing)
}

/// [`check`] for a type that is known by its descriptor only.
///
/// ```no_run
/// # fn f() -> Result<(), struct_ops::Error> {
/// use struct_ops::{Descriptor, Links};
///
/// let congestion = Descriptor::named("tcp_congestion_ops", None, Links::Required);
/// struct_ops::check_as(&congestion)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Those of [`check`].
pub fn check_as(descriptor: &Descriptor) -> Result<Registration, Error> {
    check_members(descriptor, Missing::Refused)
}

fn check_members(descriptor: &Descriptor, missing: Missing) -> Result<Registration, Error> {
    let kernel = KernelBtf::load()?;
    let registration = find(&kernel, descriptor)?;
    if let Some(cause) = support::obstacle_to_links(&kernel, descriptor) {
        return Err(cause.into());
    }
    preflight::check_trait(&kernel, descriptor, missing)?;
    let of_module = matches!(registration, Registration::Module(_));
    capability::require("a BPF program of this type", of_module)?;
    Ok(registration)
}

fn find(kernel: &KernelBtf, descriptor: &Descriptor) -> Result<Registration, Error> {
    // libbpf resolves the type in vmlinux first, then in modules.
    if kernel.vmlinux_registers(&descriptor.name) {
        return Ok(Registration::Vmlinux);
    }
    let home = descriptor.module.as_deref().map(sysfs_name);
    let mut found = Vec::new();
    for module in kernel::modules()? {
        match kernel.module_registers(&module, &descriptor.name) {
            Ok(true) => found.push(module),
            Err(error) if Some(&module) == home.as_ref() => return Err(error),
            // A module that goes away meanwhile, or has a broken BTF, is not ours to report.
            Ok(false) | Err(_) => {}
        }
    }
    if let Some(module) = only(&descriptor.name, found)? {
        return Ok(Registration::Module(module));
    }
    let obstacle = support::obstacle(kernel, &descriptor.name, home.is_some());
    let absence = || absence(Path::new("/sys"), &descriptor.name, home);
    Err(obstacle.unwrap_or_else(absence).into())
}

/// The module among those that register a type, `None` where there is none.
///
/// libbpf attaches to the first one by BTF id, so that of several none can be vouched for.
fn only(name: &str, mut modules: Vec<String>) -> Result<Option<String>, Cause> {
    if modules.len() > 1 {
        modules.sort_unstable();
        let name = name.to_owned();
        return Err(Cause::AmbiguousType { name, modules });
    }
    Ok(modules.pop())
}

/// Why a type is nowhere, from what sysfs says about its module.
fn absence(sys: &Path, name: &str, module: Option<String>) -> Cause {
    let name = name.to_owned();
    let Some(module) = module else {
        return Cause::TypeNotRegistered { name, module };
    };
    // Built-in modules have a directory for their parameters, but no `initstate`.
    let loaded = sys.join("module").join(&module).join("initstate").exists();
    let has_btf = sys.join("kernel/btf").join(&module).exists();
    match (loaded, has_btf) {
        (false, _) => Cause::ModuleNotLoaded { name, module },
        (true, false) => Cause::ModuleWithoutBtf { name, module },
        (true, true) => Cause::TypeNotRegistered {
            name,
            module: Some(module),
        },
    }
}

/// A module's name as the kernel shows it (`KBUILD_MODNAME`).
fn sysfs_name(module: &str) -> String {
    module.replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use std::fs;

    fn kind(files: &[&str], module: Option<&str>) -> ErrorKind {
        let sys = tempfile::tempdir().unwrap();
        for file in files {
            let path = sys.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "live\n").unwrap();
        }
        absence(sys.path(), "player_ops", module.map(sysfs_name)).kind()
    }

    #[test]
    fn absent_module() {
        assert_eq!(kind(&[], Some("player")), ErrorKind::ModuleNotLoaded);
    }

    #[test]
    fn module_without_btf() {
        let files = ["module/my_player/initstate"];
        assert_eq!(kind(&files, Some("my-player")), ErrorKind::ModuleWithoutBtf);
    }

    #[test]
    fn module_that_registers_something_else() {
        let files = ["module/player/initstate", "kernel/btf/player"];
        assert_eq!(kind(&files, Some("player")), ErrorKind::TypeNotRegistered);
    }

    #[test]
    fn built_in_module_is_not_a_loaded_one() {
        let files = ["module/player/parameters/debug"];
        assert_eq!(kind(&files, Some("player")), ErrorKind::ModuleNotLoaded);
    }

    #[test]
    fn type_of_the_kernel() {
        assert_eq!(kind(&[], None), ErrorKind::TypeNotRegistered);
    }

    #[test]
    fn a_type_of_two_modules_is_nobody_s() {
        let modules = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(only("player_ops", modules(&[])).unwrap(), None);
        let one = only("player_ops", modules(&["player"])).unwrap();
        assert_eq!(one.as_deref(), Some("player"));
        let cause = only("player_ops", modules(&["player2", "player"])).unwrap_err();
        assert_eq!(cause.kind(), ErrorKind::AmbiguousType);
        assert!(cause.to_string().contains("`player` and `player2`"));
    }
}
