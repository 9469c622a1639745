//! What to do about each cause.

use std::borrow::Cow;

use super::refusal::Refuser;
use super::{Cause, linux};
use crate::errno;

impl Cause {
    /// A command, a setting, or the place to look.
    pub(crate) fn cure(&self) -> Cow<'static, str> {
        if let Some(cure) = self.cure_of_linux() {
            return cure.into();
        }
        match self {
            Self::KernelWithoutBtf => {
                "mount sysfs on /sys, or boot a kernel with CONFIG_DEBUG_INFO_BTF=y".into()
            }
            Self::KernelTooOld { .. } => "boot a newer kernel: modules define types from Linux \
                6.9 on, and generated ones build from 6.12 on"
                .into(),
            Self::KernelWithoutLinks { .. } => {
                "boot a newer kernel: links came with Linux 6.4".into()
            }
            Self::KernelWithoutJit { .. } => "boot a kernel with CONFIG_BPF_JIT=y".into(),
            Self::JitOff { .. } => "switch it on: `sysctl net.core.bpf_jit_enable=1`".into(),
            Self::ModuleNotLoaded { module, .. } => {
                format!("load it: `insmod kmod/{module}.ko` or `modprobe {module}`").into()
            }
            Self::ModuleWithoutBtf { module, .. } => format!(
                "rebuild the module where `vmlinux` lies in the kernel's build directory, so that \
                 `objdump -h {module}.ko` lists a section .BTF; then `rmmod {module}` and load it \
                 again (the kernel needs CONFIG_DEBUG_INFO_BTF_MODULES=y)"
            )
            .into(),
            Self::TypeNotRegistered { module, .. } => registration_cure(module.as_deref()),
            Self::AmbiguousType { modules, .. } => format!(
                "remove one of them: `rmmod {}`",
                modules.join("` or `rmmod ")
            )
            .into(),
            Self::Mismatch { of, .. } => mismatch_cure(of).into(),
            Self::Shadow { .. } => "compare the member with the header that the object was \
                built with"
                .into(),
            Self::TagTaken { .. } => "rename the struct in the trait: programs would get the \
                kernel's layout"
                .into(),
            Self::UserNamespace { .. } => "run it outside of the user namespace".into(),
            Self::MissingCapability { needed, .. } => format!(
                "run it as root, or `setcap {}=ep` the program",
                needed.join(",").to_lowercase()
            )
            .into(),
            Self::AlreadyAttached { .. } => "end the loader that holds the other instance, or \
                update its link; `bpftool link` and `bpftool map` list what is alive"
                .into(),
            Self::LinkRequired { plain_allowed, .. } => plain_map_cure(*plain_allowed).into(),
            Self::WrongMap { cure, .. } => cure.clone(),
            Self::Refused {
                errno: errno::EEXIST,
                ..
            } => "attach it under another key, or end the loader that holds the other instance"
                .into(),
            Self::Refused {
                errno: errno::EALREADY,
                ..
            }
            | Self::NotUpdated {
                errno: errno::EALREADY,
                ..
            } => "one map is one instance: load the object again for a second one".into(),
            Self::Refused { reasons, .. } if reasons.is_empty() => {
                "the kernel log names the member or the rule: `dmesg | tail`".into()
            }
            Self::Refused { .. } => "the kernel log says so: change that in the BPF source, or \
                before the object is loaded"
                .into(),
            Self::Verifier { excerpt, .. } => verifier_cure(excerpt).into(),
            Self::Object { action, .. } => object_cure(action).into(),
            Self::System { .. } => "check that sysfs is mounted, and try again: a module may \
                have come or gone meanwhile"
                .into(),
            Self::Program { .. } => "compare the section with the running kernel, or leave the \
                program out: `set_autoload(false)` before the object is loaded"
                .into(),
            Self::Detached { .. } => "attach it by a link of its own".into(),
            Self::Stale { .. } => "look at what is attached now, and decide again".into(),
            Self::NotUpdated {
                errno: errno::EOPNOTSUPP,
                ..
            } => "the type does not allow it \
                (`update = false`): detach the one, then attach the other"
                .into(),
            Self::NotUpdated {
                errno: errno::EXDEV,
                ..
            } => "set the same key in both instances; another key is an attach of its own".into(),
            Self::NotUpdated { .. } => {
                "the kernel log names the member or the rule: `dmesg | tail`".into()
            }
            Self::Pin { .. } => "name a file that does not exist yet, below a mounted BPF file \
                system: `mount -t bpf bpf /sys/fs/bpf`"
                .into(),
            Self::Call { .. } => "the kernel log may say more: `dmesg | tail`".into(),
        }
    }
}

impl Cause {
    /// What to do where Linux refuses an instance of a type of its own.
    fn cure_of_linux(&self) -> Option<&'static str> {
        let (name, update, errno, refuser) = match self {
            Self::Refused {
                name,
                errno,
                refuser,
                ..
            } => (name, false, *errno, *refuser),
            Self::NotUpdated {
                name,
                errno,
                refuser,
                ..
            } => (name, true, *errno, *refuser),
            _ => return None,
        };
        match refuser {
            Refuser::Generated => None,
            Refuser::Other if update && errno == errno::EOPNOTSUPP => {
                Some("the type does not allow it: detach the one, then attach the other")
            }
            Refuser::Other => linux::find(name, update, errno).map(|row| row.cure),
        }
    }
}

fn mismatch_cure(of: &str) -> &'static str {
    if of == "trait" {
        "generate, build and load the module of this trait, or take the trait of the module \
         that is loaded"
    } else {
        "build the object with the header that was generated with the loaded module; a member \
         that an older kernel lacks can be left out with `null_missing`"
    }
}

fn registration_cure(module: Option<&str>) -> Cow<'static, str> {
    match module {
        Some(module) => format!(
            "load the module built from this trait: `rmmod {module}`, then `insmod \
             kmod/{module}.ko`; `dmesg` says why a registration failed"
        )
        .into(),
        None => "load the module that defines it, or boot a kernel that has it".into(),
    }
}

fn verifier_cure(excerpt: &str) -> &'static str {
    // `check_struct_ops_btf_id` says so when the type's `check_member` refuses.
    let unsupported = |line: &str| line.starts_with("attach to unsupported member");
    if excerpt.lines().any(unsupported) {
        "no program may implement that op, or none that sleeps: use SEC(\"struct_ops/…\") \
         without `.s`; the kernel log names the program"
    } else if excerpt.contains("_or_null_") {
        // `reg_type_str` in kernel/bpf/log.c ends the type of a pointer so until it was compared.
        "compare the pointer with NULL before it is read: the op may be called without one"
    } else {
        "change the program where the verifier points; `Error::log` has its whole log"
    }
}

fn plain_map_cure(plain_allowed: bool) -> &'static str {
    if plain_allowed {
        "declare the map SEC(\".struct_ops.link\"), or attach it with `attach_plain`"
    } else {
        "declare the map SEC(\".struct_ops.link\"): this type is attached through links only"
    }
}

fn object_cure(action: &str) -> &'static str {
    if action == "open" {
        "check the path, and that `clang -target bpf -g -O2` made the file"
    } else {
        "these are libbpf's last words; `Error::log` has all of them"
    }
}
