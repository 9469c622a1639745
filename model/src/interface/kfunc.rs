//! Functions of a module that BPF programs may call.

use super::{Arg, Type};
use crate::kernel::programs::ProgramType;

/// A kfunc: declared in the generated header, its body is C of the user's.
#[derive(Debug)]
pub struct Kfunc {
    /// The method's name.
    pub ident: syn::Ident,
    /// The C function.
    pub name: String,
    /// The method's documentation, one entry per line.
    pub docs: Vec<String>,
    /// The arguments, in order. An owned one is released.
    pub args: Vec<KfuncArg>,
    /// The result. An owned one is acquired; a nullable one may be NULL.
    pub result: Type,
    /// `#[sleepable]`: it may sleep.
    pub is_sleepable: bool,
    /// `#[destructive]`: for callers with `CAP_SYS_BOOT` only.
    pub is_destructive: bool,
    /// `#[rcu]`: takes pointers that only RCU protects.
    pub is_rcu: bool,
    /// `#[iterator(..)]`: which step of an iterator it is.
    pub step: Option<Step>,
    /// Which programs may call it.
    pub programs: Vec<&'static ProgramType>,
}

/// An argument of a kfunc.
#[derive(Debug)]
pub struct KfuncArg {
    /// Name, type and buffer.
    pub arg: Arg,
    /// What its attribute tells the verifier.
    pub mark: Mark,
}

/// What an attribute tells the verifier of a kfunc's argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing beyond the type.
    Plain,
    /// `#[string]`: a constant string of the program (suffix `__str`).
    String,
    /// `#[ignored]`: it is not looked at (suffix `__ign`).
    Ignored,
}

/// A step of an open-coded iterator: `btf_check_iter_kfuncs` in kernel/bpf/btf.c.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Begins.
    New,
    /// Gives the next element, or NULL.
    Next,
    /// Ends.
    Destroy,
}

impl Step {
    /// All steps.
    pub const ALL: [Self; 3] = [Self::New, Self::Next, Self::Destroy];

    /// The word in `#[iterator(..)]`, with which the kfunc's name ends.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Next => "next",
            Self::Destroy => "destroy",
        }
    }
}
