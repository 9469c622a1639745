//! Rust types to interface types.

use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{GenericArgument, PathArguments};

use super::place::Place;
use super::refusals::{NO_C_TYPE, why_not};
use super::scope::Scope;
use super::{attr, number};
use crate::diagnostic::Diagnostics;
use crate::interface::{Kind, Named, Origin, Pointee, Scalar, Type};
use crate::kernel::{limits, reserved};
use crate::name::is_c_identifier;
use crate::rules;

/// What the attributes beside a type say of it.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    /// `#[c_type("..")]`.
    pub(super) c_type: Option<String>,
    /// `#[constant]`.
    pub(super) constant: bool,
}

/// Why nothing larger than [`limits::MAX_SIZE`] is a type.
pub(super) const TOO_LARGE: &str = "it has more than 1048576 bytes";

/// Parses the types of one place.
pub(super) struct TypeParser<'a> {
    pub(super) scope: &'a Scope,
    pub(super) place: Place,
    pub(super) spelling: Spelling,
}

impl TypeParser<'_> {
    /// The interface type that `ty` names; anything else is reported.
    pub(super) fn parse(&self, ty: &syn::Type, found: &mut Diagnostics) -> Option<Type> {
        let parsed = self.parse_any(ty, found)?;
        if let Some(name) = &self.spelling.c_type {
            return alias(name, &parsed, ty, found);
        }
        self.check_place(&parsed, ty, found).then_some(parsed)
    }

    fn parse_any(&self, ty: &syn::Type, found: &mut Diagnostics) -> Option<Type> {
        match ty {
            syn::Type::Paren(inner) => self.parse_any(&inner.elem, found),
            syn::Type::Group(inner) => self.parse_any(&inner.elem, found),
            syn::Type::Tuple(tuple) if tuple.elems.is_empty() => Some(Type::Unit),
            syn::Type::Path(path) => self.parse_path(path, found),
            syn::Type::Ptr(pointer) => self.parse_pointer(pointer, found),
            syn::Type::Reference(reference) => self.parse_reference(reference, false, found),
            syn::Type::Array(array) => self.parse_array(array, found),
            other => {
                let (why, instead) = why_not(other);
                refuse(other, why, instead, found);
                None
            }
        }
    }

    fn parse_path(&self, path: &syn::TypePath, found: &mut Diagnostics) -> Option<Type> {
        let last = path.path.segments.last()?;
        let name = attr::plain(&last.ident);
        if path.qself.is_some() || !path.path.segments.iter().rev().skip(1).all(is_of_rust) {
            refuse(
                path,
                "its path leads out of the interface",
                "write the bare name",
                found,
            );
            return None;
        }
        if let Some((_, why, instead)) = NO_C_TYPE.iter().find(|(known, ..)| *known == name) {
            // What is an argument with its length is an array where it is stored.
            let is_stored = matches!(self.place, Place::Member | Place::Field);
            let instead = match name.as_str() {
                "str" | "String" if is_stored => "write `[c_char; N]`",
                "Vec" if is_stored => "write an array: `[u8; N]`",
                _ => instead,
            };
            refuse(path, why, instead, found);
            return None;
        }
        if let PathArguments::AngleBracketed(arguments) = &last.arguments {
            let inner = match arguments.args.first() {
                Some(GenericArgument::Type(inner)) if arguments.args.len() == 1 => inner,
                _ => {
                    refuse(
                        path,
                        "C has no generics",
                        "write a scalar or a pointer",
                        found,
                    );
                    return None;
                }
            };
            return self.parse_wrapped(&name, inner, path, found);
        }
        if let Some(scalar) = Scalar::of_rust(&name) {
            return Some(Type::Scalar(scalar));
        }
        if name == "c_void" {
            refuse(path, "`void` has no value", "write `*const c_void`", found);
            return None;
        }
        let named = self.find_named(&name, path, found)?;
        Some(if named.kind == Kind::Enum {
            Type::Enum(named)
        } else {
            Type::Struct(named)
        })
    }

    /// `Option<&T>`, `Option<Ref<T>>`, `Ref<T>`.
    fn parse_wrapped(
        &self,
        name: &str,
        inner: &syn::Type,
        path: &syn::TypePath,
        found: &mut Diagnostics,
    ) -> Option<Type> {
        match (name, inner) {
            ("Option", syn::Type::Reference(reference)) => {
                self.parse_reference(reference, true, found)
            }
            ("Option", syn::Type::Path(inner)) => match self.parse_path(inner, found)? {
                Type::Owned { to, .. } => Some(Type::Owned { to, nullable: true }),
                _ => {
                    refuse(
                        path,
                        "only a pointer can be NULL",
                        "write `Option<&T>`",
                        found,
                    );
                    None
                }
            },
            ("Ref", syn::Type::Path(inner)) => match self.parse_path(inner, found)? {
                Type::Struct(to) => Some(Type::Owned {
                    to,
                    nullable: false,
                }),
                _ => {
                    refuse(
                        path,
                        "only a struct is counted",
                        "write `Ref<T>` with a struct",
                        found,
                    );
                    None
                }
            },
            _ => {
                refuse(
                    path,
                    "C has no generics",
                    "write a scalar or a pointer",
                    found,
                );
                None
            }
        }
    }

    fn find_named(
        &self,
        name: &str,
        path: &syn::TypePath,
        found: &mut Diagnostics,
    ) -> Option<Named> {
        if let Some(named) = self.scope.named(name) {
            return Some(named.clone());
        }
        // A program has none of them: an op cannot take one.
        let may_be = matches!(self.place, Place::Member | Place::Field);
        if may_be && self.scope.opaque.iter().any(|known| known.tag == name) {
            let (rust, tag) = (name.to_owned(), name.to_owned());
            return Some(Named {
                rust,
                tag,
                kind: Kind::Struct,
                origin: Origin::Kernel,
            });
        }
        let rule = if self.scope.is_module {
            &rules::UNKNOWN_TYPE
        } else {
            &rules::NAMED_TYPE
        };
        found.push(rule, path.span(), &[("ty", name)]);
        None
    }

    fn parse_pointer(&self, pointer: &syn::TypePtr, found: &mut Diagnostics) -> Option<Type> {
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
        if let syn::Type::Ptr(inner) = &*pointer.elem
            && self.scope.is_existing
        {
            let Type::Pointer { pointee, .. } = self.parse_pointer(inner, found)? else {
                return None;
            };
            return Some(Type::Pointer {
                mutable,
                pointee: Pointee::Pointer(Box::new(pointee)),
            });
        }
        let target = match self.parse_any(&pointer.elem, found)? {
            // The kernel passes what it passes: nobody has a choice.
            Type::Struct(named) | Type::Enum(named) if self.scope.is_existing => {
                Pointee::Named(named)
            }
            Type::Scalar(scalar) => Pointee::Scalar(scalar),
            Type::Struct(named) | Type::Enum(named) if self.place != Place::Argument => {
                Pointee::Named(named)
            }
            Type::Struct(_) => {
                refuse(
                    pointer,
                    "the verifier trusts pointers to structs",
                    "write `&T` or `Option<&T>`",
                    found,
                );
                return None;
            }
            Type::Enum(_) => {
                // `btf_ctx_access`: "type ENUM is not a struct" before 7.2.
                refuse(
                    pointer,
                    "no program can read it before 7.2",
                    "write `*const u32`",
                    found,
                );
                return None;
            }
            Type::Unit => {
                refuse(
                    pointer,
                    "`()` has no size in C",
                    "write `*const c_void`",
                    found,
                );
                return None;
            }
            _ => {
                refuse(
                    pointer,
                    "the verifier refuses pointers to pointers",
                    "write `*mut c_void`",
                    found,
                );
                return None;
            }
        };
        Some(Type::Pointer {
            mutable,
            pointee: target,
        })
    }

    fn parse_reference(
        &self,
        reference: &syn::TypeReference,
        nullable: bool,
        found: &mut Diagnostics,
    ) -> Option<Type> {
        let mutable = reference.mutability.is_some();
        if let syn::Type::Path(path) = &*reference.elem
            && path.path.is_ident("module")
            && self.place == Place::Member
        {
            return Some(Type::Owner);
        }
        if !matches!(*reference.elem, syn::Type::Path(_)) {
            let (why, instead) = why_not(&syn::Type::Reference(reference.clone()));
            refuse(reference, why, instead, found);
            return None;
        }
        match self.parse_any(&reference.elem, found)? {
            Type::Struct(to) => Some(Type::Reference {
                to,
                mutable,
                nullable,
                constant: self.spelling.constant,
            }),
            _ => {
                let why = "a reference must be to a struct the verifier knows";
                refuse(
                    reference,
                    why,
                    "pass the value, or a raw pointer: `*const u32`",
                    found,
                );
                None
            }
        }
    }

    fn parse_array(&self, array: &syn::TypeArray, found: &mut Diagnostics) -> Option<Type> {
        let element = self.parse_any(&array.elem, found)?;
        let Some(len) = number::evaluate(&array.len, Scalar::Usize, self.scope) else {
            found.push(&rules::NOT_A_NUMBER, array.len.span(), &[]);
            return None;
        };
        match u64::try_from(len) {
            Ok(len) if (1..=limits::MAX_SIZE).contains(&len) => {
                let ty = Type::Array {
                    element: Box::new(element),
                    len,
                };
                // An array of the kernel's structs has a size that is not known here.
                let size = self.scope.size_of(&ty).map_or(len, |layout| layout.size);
                if size > limits::MAX_SIZE {
                    refuse(array, TOO_LARGE, "choose another length", found);
                    return None;
                }
                Some(ty)
            }
            _ => {
                refuse(
                    array,
                    "its length must be from 1 to 1048576",
                    "choose another length",
                    found,
                );
                None
            }
        }
    }
}

/// Whether a segment leads to Rust's own scalars: `core::ffi::c_int`.
fn is_of_rust(segment: &syn::PathSegment) -> bool {
    const OWN: &[&str] = &["core", "std", "ffi", "primitive", "os", "raw", "libc"];
    segment.arguments.is_none() && OWN.iter().any(|name| segment.ident == name)
}

/// A C name for a scalar: `#[c_type("gfp_t")] u32`.
fn alias(name: &str, parsed: &Type, ty: &syn::Type, found: &mut Diagnostics) -> Option<Type> {
    match parsed {
        Type::Scalar(_) if !is_type_name(name) => {
            found.push(&rules::NOT_A_C_NAME, ty.span(), &[("name", name)]);
            None
        }
        Type::Scalar(scalar) => Some(Type::Alias {
            name: name.to_owned(),
            scalar: *scalar,
        }),
        _ => {
            found.push(&rules::C_TYPE, ty.span(), &[("name", name)]);
            None
        }
    }
}

/// Whether C could have a type of that name; of its keywords, some are types.
fn is_type_name(name: &str) -> bool {
    const TYPES: &[&str] = &["bool", "char", "int", "long", "short"];
    let is_keyword = reserved::anywhere(name).is_some_and(|row| row.what == "a C keyword");
    is_c_identifier(name) && (TYPES.contains(&name) || !is_keyword)
}

pub(super) fn refuse(ty: &impl ToTokens, why: &str, instead: &str, found: &mut Diagnostics) {
    let words = [("ty", &*spelled(ty)), ("why", why), ("instead", instead)];
    found.push(&rules::UNSUPPORTED_TYPE, ty.span(), &words);
}

/// A type as the source spells it, near enough for a message.
fn spelled(ty: &impl ToTokens) -> String {
    let mut out = ty.to_token_stream().to_string();
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
