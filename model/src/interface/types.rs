//! Types and values as the language has them.

use super::{Kind, Named, Scalar, Struct};

/// The type of an argument, a result, a data member or a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// `()`: a result only.
    Unit,
    /// A number or a truth value.
    Scalar(Scalar),
    /// `#[c_type("gfp_t")] u32`: a scalar under a C name that Rust lacks.
    Alias {
        /// The C name.
        name: String,
        /// The scalar that it is.
        scalar: Scalar,
    },
    /// An enum of the module or of the kernel.
    Enum(Named),
    /// A raw pointer: a plain number to the verifier.
    Pointer {
        /// `*mut`, without `const` in C.
        mutable: bool,
        /// What it points to.
        pointee: Pointee,
    },
    /// `&T`, `&mut T`, `Option<&T>`: a struct or union that the verifier trusts.
    Reference {
        /// What it refers to.
        to: Named,
        /// `&mut`.
        mutable: bool,
        /// `Option<..>`: a program must check for NULL first.
        nullable: bool,
        /// `#[constant]`: `const` in C.
        constant: bool,
    },
    /// `Ref<T>`, `Option<Ref<T>>`: a reference that changes hands.
    Owned {
        /// What it refers to.
        to: Named,
        /// `Option<..>`.
        nullable: bool,
    },
    /// A struct or union by value.
    Struct(Named),
    /// `[T; N]`: a data member or a field.
    Array {
        /// The element.
        element: Box<Type>,
        /// How many.
        len: u64,
    },
    /// `&module`: the core's own member.
    Owner,
}

/// What a raw pointer points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pointee {
    /// `c_void`.
    Void,
    /// A scalar.
    Scalar(Scalar),
    /// A struct, union or enum.
    Named(Named),
    /// Another pointer: in types that exist already.
    Pointer(Box<Pointee>),
}

impl Pointee {
    /// What is at the end, and how many pointers lead there from here.
    pub fn end(&self) -> (&Self, u8) {
        let (mut end, mut pointers) = (self, 0_u8);
        while let Self::Pointer(inner) = end {
            (end, pointers) = (inner, pointers.saturating_add(1));
        }
        (end, pointers)
    }
}

impl Type {
    /// The scalar behind the type, if it is one.
    pub fn scalar(&self) -> Option<Scalar> {
        match self {
            Self::Scalar(scalar) | Self::Alias { scalar, .. } => Some(*scalar),
            _ => None,
        }
    }

    /// Whether the type is an integer (not `bool`).
    pub fn is_integer(&self) -> bool {
        self.scalar().is_some_and(|scalar| scalar != Scalar::Bool)
    }

    /// Whether the type is a truth value.
    pub fn is_bool(&self) -> bool {
        self.scalar() == Some(Scalar::Bool)
    }

    /// Whether the type is a pointer that may be NULL.
    pub fn is_nullable(&self) -> bool {
        matches!(
            self,
            Self::Reference { nullable: true, .. } | Self::Owned { nullable: true, .. }
        )
    }

    /// Whether the type is a pointer in C.
    pub fn is_pointer(&self) -> bool {
        matches!(
            self,
            Self::Pointer { .. } | Self::Reference { .. } | Self::Owned { .. } | Self::Owner
        )
    }

    /// Slots of the context that an argument of the type takes, 8 bytes each:
    /// `btf_distill_func_proto` and `btf_ctx_access` in kernel/bpf/btf.c.
    pub fn slots(&self, structs: &[Struct]) -> usize {
        let Self::Struct(named) = self else { return 1 };
        let known = structs.iter().find(|item| item.named == *named);
        match known.and_then(|item| item.layout) {
            Some(layout) if layout.size > 8 => 2,
            _ => 1,
        }
    }

    /// The struct, union or enum that the type names, at any depth.
    pub fn named(&self) -> Option<&Named> {
        match self {
            Self::Enum(named)
            | Self::Struct(named)
            | Self::Reference { to: named, .. }
            | Self::Owned { to: named, .. } => Some(named),
            Self::Pointer { pointee, .. } => match pointee.end() {
                (Pointee::Named(named), _) => Some(named),
                _ => None,
            },
            Self::Array { element, .. } => element.named(),
            _ => None,
        }
    }

    /// The struct or union whose definition must come first: one that is held by value.
    pub fn held(&self) -> Option<&Named> {
        match self {
            Self::Struct(named) => Some(named),
            Self::Enum(named) if named.kind == Kind::Enum => Some(named),
            Self::Array { element, .. } => element.held(),
            _ => None,
        }
    }
}

/// A value of the source: a fallback, an idle value, the value of a data member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing: the op is `void`.
    Unit,
    /// An integer.
    Int(i128),
    /// A truth value.
    Bool(bool),
    /// A negated errno: `-EOPNOTSUPP`.
    Errno(String),
    /// One of the op's own arguments, by its C name.
    Arg(String),
    /// An enumerator or a constant, by its C name.
    Named {
        /// The C name.
        name: String,
        /// What it is worth.
        value: i128,
    },
    /// `None`: NULL.
    Null,
    /// `[0; N]`: an array of zeros.
    Zeroed,
    /// `text(c"..")`: a string, for an array of characters.
    Text(Vec<u8>),
    /// `[1, 2, 3]`: the elements of an array.
    List(Vec<Value>),
    /// `[7; N]`: so many times the same.
    Repeat {
        /// The element.
        element: Box<Value>,
        /// How many.
        len: u64,
    },
    /// `Config { depth: 4, .. }`: the fields of a struct by their C names.
    Fields(Vec<(String, Value)>),
}

/// What the trigger file passes for one argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TriggerArg {
    /// An integer literal.
    Int(i128),
    /// `true` or `false`.
    Bool(bool),
    /// What was written to the file.
    Message,
    /// How many bytes were written.
    MessageLen,
    /// The calling task.
    Current,
    /// NULL.
    None,
    /// An enumerator or a constant, by its C name.
    Named(String),
    /// `zeroed`: a struct of the module, all zero.
    Zeroed,
    /// `Track { id: 1 }`: a struct of the module.
    Struct(Value),
}
