//! Members of an ops struct: ops with their prototypes, and data.

use std::borrow::Cow;
use std::fmt;

use super::CType;

/// A member of an ops struct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The C name.
    pub name: Cow<'static, str>,
    /// An op, or data.
    pub kind: MemberKind,
}

/// What a member is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MemberKind {
    /// A function pointer.
    Op(Prototype),
    /// Anything else.
    Data(CType),
}

/// An op's prototype.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prototype {
    /// The arguments in order.
    pub params: Cow<'static, [Param]>,
    /// The result.
    pub result: CType,
}

/// An argument of an op.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Param {
    /// Its name; empty where BTF has none.
    pub name: Cow<'static, str>,
    /// Its type.
    pub ty: CType,
    /// What the stub's suffix tells the verifier.
    pub annotation: Annotation,
}

/// What the name of a stub's argument tells the verifier: `prepare_arg_info` in
/// `kernel/bpf/bpf_struct_ops.c`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Annotation {
    /// Nothing: a struct is trusted and never NULL.
    #[default]
    None,
    /// `__nullable`: may be NULL.
    Nullable,
    /// `__ref`: the program owns the reference.
    Ref,
}

impl Annotation {
    /// The suffixes and what they mean.
    pub const ALL: &'static [(&'static str, Self)] =
        &[("__nullable", Self::Nullable), ("__ref", Self::Ref)];

    /// Splits a stub's argument into its name and what the suffix says.
    pub fn split(name: &str) -> (&str, Self) {
        for (suffix, annotation) in Self::ALL {
            if let Some(name) = name.strip_suffix(suffix) {
                return (name, *annotation);
            }
        }
        (name, Self::None)
    }

    /// The suffix.
    pub fn suffix(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(_, annotation)| *annotation == self)
            .map_or("", |(suffix, _)| suffix)
    }
}

impl Prototype {
    /// The prototype as a member called `name`: `int (*play)(struct track *track)`.
    pub fn declare(&self, name: &str) -> String {
        let params: Vec<String> = match &*self.params {
            [] => vec!["void".to_owned()],
            params => params
                .iter()
                .map(|param| {
                    let name = format!("{}{}", param.name, param.annotation.suffix());
                    param.ty.declare(&name)
                })
                .collect(),
        };
        let result = self.result.declare(&format!("(*{name})"));
        format!("{result}({})", params.join(", "))
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            MemberKind::Op(prototype) => f.write_str(&prototype.declare(&self.name)),
            MemberKind::Data(ty) => f.write_str(&ty.declare(&self.name)),
        }
    }
}
