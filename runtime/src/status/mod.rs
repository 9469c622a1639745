//! What is registered and attached on this machine now.
//!
//! ```no_run
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! for ty in struct_ops::status::types()? {
//!     for instance in &ty.instances {
//!         println!("{}: map {} ({})", ty.name, instance.id, instance.name);
//!     }
//! }
//! # Ok(())
//! # }
//! ```

mod holders;
mod instances;

use std::fs;
use std::io;
use std::path::PathBuf;

use crate::btf::{self, Btf, BtfError};
use holders::Holders;

/// A registered type and what there is of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeStatus {
    /// C tag of the ops struct.
    pub name: String,
    /// The loaded module that registered it; `None` for the kernel itself.
    pub module: Option<String>,
    /// Its maps, by id.
    pub instances: Vec<Instance>,
}

/// A struct_ops map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// The id of the map.
    pub id: u32,
    /// The map's name, of which the kernel keeps 15 bytes.
    pub name: String,
    /// How far it has come.
    pub state: State,
    /// Its ops that have a program, in the order of the struct.
    pub programs: Vec<OpProgram>,
    /// The links through which it is attached, by id.
    pub links: Vec<LinkStatus>,
    /// Where the map itself is pinned.
    pub pins: Vec<PathBuf>,
    /// Processes with a descriptor of the map.
    pub owners: Vec<Owner>,
}

/// `enum bpf_struct_ops_state` in include/linux/bpf.h.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The map has no value yet.
    Init,
    /// Attached without a link.
    InUse,
    /// Detached without a link; a map is attached so once.
    ToBeFreed,
    /// Has its value, and can be attached through links.
    Ready,
    /// What this release does not know.
    Unknown(u32),
}

/// The program of an op.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpProgram {
    /// The op.
    pub op: String,
    /// The id of the program.
    pub id: u32,
    /// Its name, of which the kernel keeps 15 bytes.
    pub name: String,
    /// How often it ran while the kernel counted, see [`counts_runs`].
    pub runs: u64,
    /// How long it ran in all, in nanoseconds.
    pub nanoseconds: u64,
}

/// A link that an instance is attached through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkStatus {
    /// Its id.
    pub id: u32,
    /// Where it is pinned.
    pub pins: Vec<PathBuf>,
    /// Processes with a descriptor of it.
    pub owners: Vec<Owner>,
}

/// A process that keeps an object alive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The id of the process.
    pub pid: u32,
    /// What it is called (`/proc/<pid>/comm`).
    pub command: String,
}

/// Why nothing can be said.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StatusError {
    /// The kernel shows no types.
    #[error(transparent)]
    Btf(#[from] BtfError),
    /// Ids of BPF objects are for `CAP_SYS_ADMIN`.
    #[error("the kernel tells nobody without CAP_SYS_ADMIN which BPF objects there are")]
    NotPermitted,
    /// A call to the kernel failed.
    #[error("cannot {action}")]
    Call {
        /// What was to be done.
        action: &'static str,
        /// What the kernel said.
        source: io::Error,
    },
}

/// The types of vmlinux and of every loaded module, with their instances.
///
/// What goes away meanwhile is left out.
///
/// # Errors
///
/// `NotPermitted` without `CAP_SYS_ADMIN`, `Btf` where the kernel shows no types.
pub fn types() -> Result<Vec<TypeStatus>, StatusError> {
    let vmlinux = Btf::of_kernel()?;
    let mut found = instances::all(&vmlinux)?;
    let holders = Holders::look();
    for instance in found.iter_mut().map(|(_, instance)| instance) {
        holders.complete(instance);
    }
    let mut types = registered(&vmlinux)?;
    for ty in &mut types {
        let is_of = |(home, _): &mut (instances::Home, Instance)| {
            home.tag == ty.name && home.module == ty.module
        };
        ty.instances = found.extract_if(.., is_of).map(|(_, one)| one).collect();
    }
    Ok(types)
}

fn registered(vmlinux: &Btf) -> Result<Vec<TypeStatus>, BtfError> {
    let empty = |name, module: Option<&String>| TypeStatus {
        name,
        module: module.cloned(),
        instances: Vec::new(),
    };
    let of_kernel = vmlinux.types().into_iter();
    let mut types: Vec<TypeStatus> = of_kernel.map(|name| empty(name, None)).collect();
    for module in btf::loaded_modules()? {
        // One that goes away meanwhile has no types.
        if let Ok(btf) = Btf::of_loaded_module(&module, vmlinux) {
            let names = btf.types().into_iter();
            types.extend(names.map(|name| empty(name, Some(&module))));
        }
    }
    Ok(types)
}

/// Whether the kernel counts how often programs run, and for how long:
/// `kernel.bpf_stats_enabled`, which is off by default. `None` where it does not say.
pub fn counts_runs() -> Option<bool> {
    let text = fs::read_to_string("/proc/sys/kernel/bpf_stats_enabled").ok()?;
    Some(text.trim() != "0")
}
