//! The wording: one sentence and one cure per cause.

use std::borrow::Cow;
use std::io;
use std::path::PathBuf;

use super::ErrorKind;
use super::refusal::{self, Refuser};
use crate::descriptor::Difference;
use crate::{errno, verifier_log};

/// A failure with all that its sentence names.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Cause {
    #[error("this kernel shows no type information: there is no `/sys/kernel/btf/vmlinux`")]
    KernelWithoutBtf,

    #[error("struct_ops type `{name}` cannot exist: {release} has no types of modules")]
    KernelTooOld {
        name: String,
        /// "Linux 6.1.0", or "this kernel" where it does not say.
        release: String,
    },

    #[error("`{name}` cannot be attached through a link: {release} has no links for it")]
    KernelWithoutLinks { name: String, release: String },

    #[error("struct_ops type `{name}` cannot exist: this kernel was built without a BPF JIT")]
    KernelWithoutJit { name: String },

    #[error("program `{program}` needs the BPF JIT, which is switched off")]
    JitOff {
        program: String,
        excerpt: String,
        log: String,
    },

    #[error("struct_ops type `{name}` does not exist: kernel module `{module}` is not loaded")]
    ModuleNotLoaded { name: String, module: String },

    #[error("struct_ops type `{name}` does not exist: kernel module `{module}` has no BTF")]
    ModuleWithoutBtf { name: String, module: String },

    #[error("struct_ops type `{name}` does not exist: {}", searched(module.as_deref()))]
    TypeNotRegistered {
        name: String,
        module: Option<String>,
    },

    #[error(
        "struct_ops type `{name}` is ambiguous: kernel modules {} register it",
        enumerate(&quoted(modules))
    )]
    AmbiguousType { name: String, modules: Vec<String> },

    #[error(
        "struct_ops type `{name}` is not what the {of} has: {} {}",
        enumerate(&quoted(&names(differences))),
        if differences.len() == 1 { "differs" } else { "differ" }
    )]
    Mismatch {
        name: String,
        /// "trait" or "object".
        of: &'static str,
        /// Left is the trait's or object's, right the kernel's.
        differences: Vec<Difference>,
    },

    #[error("`{map}{}{member}` {why}", if member.is_empty() { "" } else { "." })]
    Shadow {
        map: String,
        /// Empty where it is about the map.
        member: String,
        why: String,
    },

    #[error("struct_ops type `{name}` has a `struct {tag}`, and the kernel has another one")]
    TagTaken { name: String, tag: String },

    #[error("{what} needs {}, which this thread does not have", enumerate(missing))]
    MissingCapability {
        /// What needs them, as the sentence's subject.
        what: &'static str,
        missing: Vec<String>,
        /// All that it needs: `setcap` replaces what a file had.
        needed: Vec<String>,
    },

    #[error(
        "{what} needs {}, which this thread has in a user namespace only",
        enumerate(needed)
    )]
    UserNamespace {
        /// What needs them, as the sentence's subject.
        what: &'static str,
        needed: Vec<String>,
    },

    #[error("`{name}` is already attached: {}", errno::describe(*errno))]
    AlreadyAttached { name: String, errno: i32 },

    #[error("map `{map}` is a plain `.struct_ops` map, which is attached without a link")]
    LinkRequired { map: String, plain_allowed: bool },

    #[error("map `{map}` is {is}, not {wanted}")]
    WrongMap {
        map: String,
        is: Cow<'static, str>,
        wanted: Cow<'static, str>,
        cure: Cow<'static, str>,
    },

    #[error(
        "the kernel refused to {action} `{name}` (map `{map}`): {}",
        refusal::meaning(name, false, *errno, *refuser)
    )]
    Refused {
        action: &'static str,
        name: String,
        map: String,
        errno: i32,
        /// What the kernel log said of it meanwhile; empty when nothing.
        reasons: String,
        /// Whose number it is.
        refuser: Refuser,
    },

    #[error("the verifier refused program `{program}`")]
    Verifier {
        program: String,
        excerpt: String,
        log: String,
    },

    #[error("libbpf could not {action} the BPF object")]
    Object {
        action: &'static str,
        source: libbpf_rs::Error,
        excerpt: String,
        log: String,
    },

    #[error("cannot attach program `{program}` to what its section says: SEC(\"{section}\")")]
    Program {
        program: String,
        section: String,
        source: io::Error,
        /// What libbpf said; empty when nothing.
        log: String,
    },

    #[error("instance `{map}` takes nobody's place: the one of this link is detached")]
    Detached { map: String },

    #[error("instance `{map}` comes too late: another one is attached than it was to replace")]
    Stale { map: String },

    #[error(
        "the kernel refused to put instance `{map}` in the place of the other: {}",
        refusal::meaning(name, true, *errno, *refuser)
    )]
    NotUpdated {
        /// The type; empty where the kernel does not tell.
        name: String,
        map: String,
        errno: i32,
        /// What the kernel log said of it meanwhile; empty when nothing.
        reasons: String,
        /// Whose number it is.
        refuser: Refuser,
    },

    #[error("cannot pin or open `{}`", path.display())]
    Pin { path: PathBuf, source: io::Error },

    #[error("cannot read `{}`", path.display())]
    System { path: PathBuf, source: io::Error },

    #[error("cannot {action}")]
    Call {
        action: &'static str,
        source: io::Error,
    },
}

impl Cause {
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::KernelWithoutBtf => ErrorKind::KernelWithoutBtf,
            Self::KernelTooOld { .. } | Self::KernelWithoutLinks { .. } => ErrorKind::KernelTooOld,
            Self::KernelWithoutJit { .. } | Self::JitOff { .. } => ErrorKind::JitOff,
            Self::ModuleNotLoaded { .. } => ErrorKind::ModuleNotLoaded,
            Self::ModuleWithoutBtf { .. } => ErrorKind::ModuleWithoutBtf,
            Self::TypeNotRegistered { .. } => ErrorKind::TypeNotRegistered,
            Self::AmbiguousType { .. } => ErrorKind::AmbiguousType,
            Self::Mismatch { .. } => ErrorKind::Mismatch,
            Self::Shadow { .. } => ErrorKind::Shadow,
            Self::TagTaken { .. } => ErrorKind::TagTaken,
            Self::MissingCapability { .. } | Self::UserNamespace { .. } => {
                ErrorKind::MissingCapability
            }
            Self::AlreadyAttached { .. } => ErrorKind::AlreadyAttached,
            Self::LinkRequired { .. } => ErrorKind::LinkRequired,
            Self::WrongMap { .. } => ErrorKind::WrongMap,
            Self::Refused { .. } | Self::NotUpdated { .. } => ErrorKind::Refused,
            Self::Verifier { .. } => ErrorKind::Verifier,
            Self::Object { .. } => ErrorKind::Object,
            Self::Program { .. } => ErrorKind::Program,
            Self::Detached { .. } => ErrorKind::Detached,
            Self::Stale { .. } => ErrorKind::Stale,
            Self::System { .. } | Self::Call { .. } | Self::Pin { .. } => ErrorKind::System,
        }
    }

    pub(crate) fn errno(&self) -> Option<i32> {
        match self {
            Self::AlreadyAttached { errno, .. }
            | Self::Refused { errno, .. }
            | Self::NotUpdated { errno, .. } => Some(*errno),
            Self::Detached { .. } => Some(errno::ENOLINK),
            Self::Stale { .. } => Some(errno::EPERM),
            Self::System { source, .. }
            | Self::Call { source, .. }
            | Self::Pin { source, .. }
            | Self::Program { source, .. } => source.raw_os_error(),
            _ => None,
        }
    }

    pub(crate) fn program(&self) -> Option<&str> {
        match self {
            Self::Verifier { program, .. }
            | Self::JitOff { program, .. }
            | Self::Program { program, .. } => Some(program),
            _ => None,
        }
    }

    /// What stands between the sentence and the cure: the words of the verifier, of libbpf,
    /// of the module, or of the system call that failed.
    pub(crate) fn excerpt(&self) -> Cow<'_, str> {
        match self {
            Self::Object {
                excerpt, source, ..
            } if excerpt.is_empty() => format!("{source:#}").into(),
            Self::Mismatch {
                of, differences, ..
            } => both_sides(of, differences).into(),
            Self::Verifier { excerpt, .. }
            | Self::JitOff { excerpt, .. }
            | Self::Object { excerpt, .. } => excerpt.into(),
            Self::System { source, .. } | Self::Call { source, .. } | Self::Pin { source, .. } => {
                source.to_string().into()
            }
            Self::Program { source, log, .. } if log.is_empty() => source.to_string().into(),
            Self::Program { log, .. } => verifier_log::last_lines(log).into(),
            Self::Refused { reasons, .. } | Self::NotUpdated { reasons, .. } => reasons.into(),
            _ => Cow::default(),
        }
    }

    pub(crate) fn log(&self) -> &str {
        match self {
            Self::Verifier { log, .. }
            | Self::JitOff { log, .. }
            | Self::Program { log, .. }
            | Self::Object { log, .. } => log,
            _ => "",
        }
    }
}

fn names(differences: &[Difference]) -> Vec<String> {
    differences.iter().map(|one| one.name.clone()).collect()
}

/// Two lines per member: what the trait or object has, and what the kernel has.
fn both_sides(of: &str, differences: &[Difference]) -> String {
    let width = of.len().max("kernel".len());
    let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "lacks it".to_owned());
    let lines = differences.iter().flat_map(|one| {
        [
            format!("{of:width$}  {}", side(&one.left)),
            format!("{:width$}  {}", "kernel", side(&one.right)),
        ]
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn searched(module: Option<&str>) -> String {
    match module {
        Some(module) => format!("kernel module `{module}` is loaded, but does not register it"),
        None => "neither this kernel nor a loaded module registers it".to_owned(),
    }
}

fn quoted(names: &[String]) -> Vec<String> {
    names.iter().map(|name| format!("`{name}`")).collect()
}

/// `a`, `a and b`, `a, b and c`.
fn enumerate(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [name] => name.clone(),
        [names @ .., last] => format!("{} and {last}", names.join(", ")),
    }
}
