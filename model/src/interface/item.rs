//! What a module form declares beside its ops: structs, unions, enums, constants.

use proc_macro2::Span;

use super::{Scalar, Type};

/// A struct, union or enum by its names; types refer to it by a copy of this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The Rust name.
    pub rust: String,
    /// The C tag.
    pub tag: String,
    /// Which of the three it is.
    pub kind: Kind,
    /// Who defines it.
    pub origin: Origin,
}

/// The kinds of tagged C types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `struct`.
    Struct,
    /// `union`.
    Union,
    /// `enum`.
    Enum,
}

impl Kind {
    /// The C keyword, which is Rust's as well.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Struct => "struct",
            Self::Union => "union",
            Self::Enum => "enum",
        }
    }
}

/// Who defines a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The generated header, for the module, BPF programs and Rust alike.
    Module,
    /// The kernel: the source lists what this interface reads of it.
    Kernel,
}

impl Named {
    /// `struct player_track`.
    pub fn c(&self) -> String {
        format!("{} {}", self.kind.keyword(), self.tag)
    }
}

/// A struct or a union.
#[derive(Debug, Clone)]
pub struct Struct {
    /// The Rust name and where it stands.
    pub ident: syn::Ident,
    /// Its names.
    pub named: Named,
    /// Its documentation, one entry per line.
    pub docs: Vec<String>,
    /// Its fields, in order; of a type of the kernel, those that were listed.
    pub fields: Vec<Field>,
    /// `header = ".."`: where the kernel defines it, if the source says so.
    pub header: Option<String>,
    /// Size and alignment in bytes, where everything inside is known.
    pub layout: Option<Layout>,
    /// `#[writable(..)]`: fields that programs may assign.
    pub writable: Vec<syn::Ident>,
}

/// A field of a struct or union.
#[derive(Debug, Clone)]
pub struct Field {
    /// The Rust name.
    pub ident: syn::Ident,
    /// The C name.
    pub name: String,
    /// Its documentation, one entry per line.
    pub docs: Vec<String>,
    /// Its type.
    pub ty: Type,
    /// Its offset in bytes, where the layout is known.
    pub offset: Option<u64>,
}

/// Size and alignment in bytes on 64-bit kernels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// `sizeof`.
    pub size: u64,
    /// `_Alignof`.
    pub align: u64,
}

/// An enum.
#[derive(Debug, Clone)]
pub struct Enum {
    /// The Rust name and where it stands.
    pub ident: syn::Ident,
    /// Its names.
    pub named: Named,
    /// Its documentation, one entry per line.
    pub docs: Vec<String>,
    /// `header = ".."`: where the kernel defines it, if the source says so.
    pub header: Option<String>,
    /// `#[repr(..)]`: 32 bits, signed or not.
    pub repr: Scalar,
    /// The enumerators, in order.
    pub variants: Vec<Variant>,
}

/// An enumerator.
#[derive(Debug, Clone)]
pub struct Variant {
    /// The Rust name.
    pub ident: syn::Ident,
    /// The C name.
    pub name: String,
    /// Its documentation, one entry per line.
    pub docs: Vec<String>,
    /// Its value.
    pub value: i128,
}

/// An integer constant.
#[derive(Debug, Clone)]
pub struct Const {
    /// The Rust name.
    pub ident: syn::Ident,
    /// The C name.
    pub name: String,
    /// Its documentation, one entry per line.
    pub docs: Vec<String>,
    /// Its type.
    pub scalar: Scalar,
    /// Its value.
    pub value: i128,
    /// Where the value stands.
    pub span: Span,
}
