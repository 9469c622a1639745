//! C types with their typedefs resolved.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// A C type as BTF has it once typedefs and qualifiers other than `const` are gone: a base
/// behind pointers, in arrays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CType {
    /// What is at the end of all pointers.
    pub base: Base,
    /// Whether the base is `const`.
    pub is_const: bool,
    /// How many pointers lead there.
    pub pointers: u8,
    /// The lengths of arrays, outermost first: `[2][16]` is `[2, 16]`.
    pub lengths: Cow<'static, [u32]>,
}

/// What a type is without pointers and arrays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// `void`.
    Void,
    /// `bool`.
    Bool,
    /// `char`, whose sign the kernel and user space do not agree on.
    Char,
    /// An integer of so many bytes.
    Int {
        /// Its size.
        bytes: u8,
        /// Whether negative values exist.
        is_signed: bool,
    },
    /// A floating point number of so many bytes.
    Float(u8),
    /// `struct tag`; a forward declaration is one as well.
    Struct(Cow<'static, str>),
    /// `union tag`.
    Union(Cow<'static, str>),
    /// `enum tag`.
    Enum(Cow<'static, str>),
    /// A function: only behind a pointer.
    Function,
    /// What no struct_ops type of a module can have, as C has it.
    Other(Cow<'static, str>),
}

impl CType {
    /// A base behind so many pointers, in arrays.
    pub const fn new(base: Base, is_const: bool, pointers: u8, lengths: &'static [u32]) -> Self {
        Self {
            base,
            is_const,
            pointers,
            lengths: Cow::Borrowed(lengths),
        }
    }

    /// A type without pointers and arrays.
    pub const fn plain(base: Base) -> Self {
        Self::new(base, false, 0, &[])
    }

    /// A pointer to `base`.
    pub const fn pointer(base: Base, is_const: bool) -> Self {
        Self::new(base, is_const, 1, &[])
    }

    /// Whether a program sees the same in both: a `const` makes no difference to it, and
    /// `[2][16]` is `[32]`, as pahole writes it for modules.
    pub fn is_same(&self, other: &Self) -> bool {
        self.base == other.base
            && self.pointers == other.pointers
            && self.elements() == other.elements()
    }

    /// How many elements an array has in all its dimensions.
    pub(crate) fn elements(&self) -> Option<u64> {
        let product = |sum: u64, length: &u32| sum.saturating_mul(u64::from(*length));
        (!self.lengths.is_empty()).then(|| self.lengths.iter().fold(1, product))
    }

    /// What an array in all its dimensions consists of.
    pub(crate) fn element(&self) -> Self {
        Self {
            lengths: Cow::Borrowed(&[]),
            ..self.clone()
        }
    }

    /// Whether it is `void`: no result.
    pub fn is_void(&self) -> bool {
        self.base == Base::Void && self.pointers == 0
    }

    /// The size of a number; `None` for a pointer, an array, a struct.
    pub(crate) fn scalar_bytes(&self) -> Option<u8> {
        if self.pointers > 0 || !self.lengths.is_empty() {
            return None;
        }
        self.base.scalar_bytes()
    }

    /// What BTF calls the type; libbpf compares it for data members.
    pub(crate) fn btf_kind(&self) -> &'static str {
        match &self.base {
            _ if !self.lengths.is_empty() => "array",
            _ if self.pointers > 0 => "pointer",
            Base::Bool | Base::Char | Base::Int { .. } => "int",
            Base::Float(_) => "float",
            Base::Struct(_) => "struct",
            Base::Union(_) => "union",
            Base::Enum(_) => "enum",
            Base::Void | Base::Function | Base::Other(_) => "other",
        }
    }

    /// The declaration of `name`: `const char *name`, `char name[16]`; without a name, the
    /// type alone.
    pub fn declare(&self, name: &str) -> String {
        let mut text = String::new();
        if self.is_const {
            text.push_str("const ");
        }
        text.push_str(&self.base.to_string());
        if self.pointers > 0 || !name.is_empty() {
            text.push(' ');
        }
        for _ in 0..self.pointers {
            text.push('*');
        }
        text.push_str(name);
        for length in self.lengths.iter() {
            let _ = write!(text, "[{length}]");
        }
        text
    }
}

impl Base {
    /// The size of a number; enums of the kernel have 32 bits but for a few.
    pub(crate) fn scalar_bytes(&self) -> Option<u8> {
        match self {
            Self::Bool | Self::Char => Some(1),
            Self::Int { bytes, .. } | Self::Float(bytes) => Some(*bytes),
            Self::Enum(_) => Some(4),
            _ => None,
        }
    }
}

impl fmt::Display for CType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.declare(""))
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Void => f.write_str("void"),
            Self::Bool => f.write_str("bool"),
            Self::Char => f.write_str("char"),
            Self::Int {
                bytes: 4,
                is_signed: true,
            } => f.write_str("int"),
            Self::Int { bytes, is_signed } => {
                let sign = if *is_signed { 's' } else { 'u' };
                write!(f, "{sign}{}", u16::from(*bytes) * 8)
            }
            Self::Float(bytes) => write!(f, "float{}", u16::from(*bytes) * 8),
            Self::Struct(tag) => write!(f, "struct {tag}"),
            Self::Union(tag) => write!(f, "union {tag}"),
            Self::Enum(tag) => write!(f, "enum {tag}"),
            Self::Function => f.write_str("void (*)()"),
            Self::Other(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Base, CType};

    #[test]
    fn declarations_read_as_in_c() {
        let int = |bytes, is_signed| Base::Int { bytes, is_signed };
        for (ty, text) in [
            (CType::plain(int(4, true)), "int a"),
            (CType::plain(int(8, false)), "u64 a"),
            (CType::pointer(Base::Char, true), "const char *a"),
            (
                CType::pointer(Base::Struct("task_struct".into()), false),
                "struct task_struct *a",
            ),
            (CType::new(Base::Char, false, 0, &[2, 16]), "char a[2][16]"),
        ] {
            assert_eq!(ty.declare("a"), text);
        }
        assert_eq!(CType::plain(Base::Void).to_string(), "void");
        assert_eq!(CType::pointer(Base::Void, false).to_string(), "void *");
    }
}
