//! What went wrong, and what to do about it.

mod cause;
mod cure;
mod linux;
mod refusal;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;

pub(crate) use cause::Cause;
pub(crate) use refusal::Refuser;

/// Why a type could not be checked, loaded, attached or detached.
///
/// [`Display`](fmt::Display) is one sentence, then, indented, the telling lines of the
/// verifier, of libbpf or of the kernel log where there are any, then `help:` with [`cure`](Error::cure).
/// [`Debug`] is the same, so that `fn main() -> Result<(), struct_ops::Error>` reads well.
pub struct Error(Box<Cause>);

/// The kinds of [`Error`], each with a cure of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The kernel has no BTF, so it has no `struct_ops` types either.
    KernelWithoutBtf,
    /// The kernel is from before types of modules, or before links.
    KernelTooOld,
    /// The kernel has no BPF JIT, without which no type exists, or it is switched off and a
    /// program needs it.
    JitOff,
    /// The module that defines the type is not loaded.
    ModuleNotLoaded,
    /// The module is loaded, but without the BTF that its type is registered from.
    ModuleWithoutBtf,
    /// Kernel and modules have BTF, and none of them registers the type.
    TypeNotRegistered,
    /// Several loaded modules register a type of that name.
    AmbiguousType,
    /// Trait or object have a member otherwise than the kernel.
    Mismatch,
    /// A member of an instance cannot be what it is given.
    Shadow,
    /// A struct of the module has a tag that vmlinux has for another one.
    TagTaken,
    /// The thread lacks a capability, or has it in a user namespace only.
    MissingCapability,
    /// Another instance is attached, and the type has room for one.
    AlreadyAttached,
    /// The map is a plain `.struct_ops` one, and a link is needed.
    LinkRequired,
    /// The map is none that this call can attach.
    WrongMap,
    /// The module or the kernel refused the instance.
    Refused,
    /// The verifier refused a program.
    Verifier,
    /// A program beside the instances could not be attached to what its section says.
    Program,
    /// The instance is detached already.
    Detached,
    /// Another instance is attached than the one to replace.
    Stale,
    /// libbpf could not open or load the object.
    Object,
    /// A file or a system call of the machine failed.
    System,
}

impl Error {
    /// Which kind of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind()
    }

    /// What to do about it: a command, a setting, or the place to look.
    pub fn cure(&self) -> Cow<'static, str> {
        self.0.cure()
    }

    /// The error number the kernel gave, positive; `None` where there was none.
    pub fn errno(&self) -> Option<i32> {
        self.0.errno()
    }

    /// The program that was refused, or could not be attached; `None` for every other
    /// kind.
    pub fn program(&self) -> Option<&str> {
        self.0.program()
    }

    /// All that libbpf and the verifier printed while the call failed; empty when nothing.
    pub fn log(&self) -> &str {
        self.0.log()
    }
}

impl From<Cause> for Error {
    fn from(cause: Cause) -> Self {
        Self(Box::new(cause))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)?;
        for line in self.0.excerpt().lines() {
            write!(f, "\n    {line}")?;
        }
        write!(f, "\nhelp: {}", self.cure())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&*self.0)
    }
}
