//! Rust types to interface types.

use quote::ToTokens;
use syn::spanned::Spanned;

use crate::diagnostic::Diagnostics;
use crate::interface::{Pointee, Scalar, Type};
use crate::rules;

/// Types that look like scalars and are none: name, why not, what to write instead.
const NO_C_TYPE: &[(&str, &str, &str)] = &[
    // `__get_type_size` in kernel/bpf/btf.c knows no BTF_KIND_FLOAT.
    (
        "f32",
        "the kernel has no floating point",
        "use a scaled integer",
    ),
    (
        "f64",
        "the kernel has no floating point",
        "use a scaled integer",
    ),
    // A context slot is 8 bytes: `btf_ctx_access` in kernel/bpf/btf.c.
    ("i128", "an argument slot has 64 bits", "pass two `u64`"),
    ("u128", "an argument slot has 64 bits", "pass two `u64`"),
    (
        "char",
        "a Rust `char` is a Unicode scalar",
        "use `c_char` or `u32`",
    ),
    (
        "str",
        "it has no fixed size",
        "use `#[buffer(len)] text: *const c_char, len: i32`",
    ),
    (
        "String",
        "it is owned by Rust's allocator",
        "use `#[buffer(len)] text: *const c_char, len: i32`",
    ),
    (
        "Vec",
        "it is owned by Rust's allocator",
        "use `#[buffer(len)] data: *const u8, len: u32`",
    ),
    (
        "Box",
        "it is owned by Rust's allocator",
        "pass the value, or a raw pointer",
    ),
    (
        "Result",
        "C has no such type",
        "return an `i32` and a negated errno",
    ),
    ("Self", "a struct_ops type has no value in BPF", "remove it"),
];

/// The interface type that `ty` names; anything else is reported.
pub(super) fn parse_type(ty: &syn::Type, found: &mut Diagnostics) -> Option<Type> {
    match ty {
        syn::Type::Paren(inner) => parse_type(&inner.elem, found),
        syn::Type::Group(inner) => parse_type(&inner.elem, found),
        syn::Type::Tuple(tuple) if tuple.elems.is_empty() => Some(Type::Unit),
        syn::Type::Path(path) => parse_path(path, found),
        syn::Type::Ptr(pointer) => parse_pointer(pointer, found),
        other => {
            let (why, instead) = why_not(other);
            refuse(other, why, instead, found);
            None
        }
    }
}

fn parse_path(path: &syn::TypePath, found: &mut Diagnostics) -> Option<Type> {
    let last = path.path.segments.last()?;
    let name = last.ident.to_string();
    if let Some((_, why, instead)) = NO_C_TYPE.iter().find(|(known, ..)| *known == name) {
        refuse(path, why, instead, found);
        return None;
    }
    if !last.arguments.is_none() {
        refuse(
            path,
            "C has no generics",
            "write a scalar or a raw pointer",
            found,
        );
        return None;
    }
    if let Some(scalar) = Scalar::of_rust(&name) {
        return Some(Type::Scalar(scalar));
    }
    if name == "c_void" {
        refuse(path, "`void` has no value", "write `*const c_void`", found);
        return None;
    }
    found.push(&rules::NAMED_TYPE, path.span(), &[("ty", &name)]);
    None
}

fn parse_pointer(pointer: &syn::TypePtr, found: &mut Diagnostics) -> Option<Type> {
    let mutable = matches!(pointer.mutability, syn::PointerMutability::Mut(_));
    if let syn::Type::Path(path) = &*pointer.elem
        && path
            .path
            .segments
            .last()
            .is_some_and(|last| last.ident == "c_void")
    {
        return Some(Type::Pointer {
            mutable,
            pointee: Pointee::Void,
        });
    }
    match parse_type(&pointer.elem, found)? {
        Type::Scalar(scalar) => Some(Type::Pointer {
            mutable,
            pointee: Pointee::Scalar(scalar),
        }),
        Type::Unit => {
            refuse(
                pointer,
                "`()` has no size in C",
                "write `*const c_void`",
                found,
            );
            None
        }
        Type::Pointer { .. } => {
            refuse(
                pointer,
                "the verifier refuses pointers to pointers",
                "write `*mut c_void`",
                found,
            );
            None
        }
    }
}

fn why_not(ty: &syn::Type) -> (&'static str, &'static str) {
    match ty {
        syn::Type::Reference(reference) => match &*reference.elem {
            syn::Type::Slice(_) => (
                "a slice is two words in Rust alone",
                "use `#[buffer(len)] data: *const u8, len: u32`",
            ),
            _ => (
                "the short form has no references",
                "use a raw pointer to a scalar; a reference to a struct needs the module form",
            ),
        },
        syn::Type::Tuple(_) => ("C has no tuples", "write one argument for each element"),
        syn::Type::Array(_) => (
            "C passes no arrays by value",
            "use `#[buffer(len)]` with a raw pointer",
        ),
        syn::Type::Slice(_) => (
            "it has no fixed size",
            "use `#[buffer(len)]` with a raw pointer",
        ),
        syn::Type::FnPtr(_) => ("BPF cannot call through a pointer", "remove the argument"),
        syn::Type::Never(_) => (
            "an op returns to the kernel",
            "write `()` or leave the result out",
        ),
        syn::Type::ImplTrait(_) | syn::Type::TraitObject(_) => {
            ("C has no traits", "write the type out")
        }
        _ => ("it cannot be written in C", "use a scalar or a raw pointer"),
    }
}

fn refuse(ty: &impl ToTokens, why: &str, instead: &str, found: &mut Diagnostics) {
    let shown = spelled(ty);
    let span = ty
        .to_token_stream()
        .into_iter()
        .next()
        .map_or_else(proc_macro2::Span::call_site, |_| ty.span());
    found.push(
        &rules::UNSUPPORTED_TYPE,
        span,
        &[("ty", &shown), ("why", why), ("instead", instead)],
    );
}

/// A type as the source spells it, near enough for a message.
fn spelled(ty: &impl ToTokens) -> String {
    let text = ty.to_token_stream().to_string();
    let mut out = text;
    for (from, to) in [
        (" < ", "<"),
        (" >", ">"),
        ("& ", "&"),
        (" ,", ","),
        (" :: ", "::"),
        ("* ", "*"),
    ] {
        out = out.replace(from, to);
    }
    out
}
