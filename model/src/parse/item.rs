//! Enums and constants of the module form.

use syn::spanned::Spanned;
use syn::{Fields, ItemConst, ItemEnum};

use super::attr::{self, Attrs};
use super::number;
use super::scope::Scope;
use crate::diagnostic::Diagnostics;
use crate::interface::{Const, Enum, Kind, Named, Origin, Scalar, Variant};
use crate::language::Site;
use crate::{name, rules};

/// `pub const MAX_TRACKS: u32 = 64;`
pub(super) fn parse_const(
    item: &ItemConst,
    prefix: &str,
    scope: &Scope,
    found: &mut Diagnostics,
) -> Option<Const> {
    let attrs = Attrs::of(&item.attrs, Site::Const, found);
    let scalar = match &*item.ty {
        syn::Type::Path(path) => path
            .path
            .get_ident()
            .and_then(|ident| Scalar::of_rust(&ident.to_string())),
        _ => None,
    };
    let Some(scalar) = scalar.filter(|scalar| *scalar != Scalar::Bool) else {
        found.push(&rules::CONST_TYPE, item.ty.span(), &[]);
        return None;
    };
    match number::evaluate(&item.expr, scalar, scope) {
        Some(value) => Some(Const {
            name: attrs
                .text("name", found)
                .unwrap_or_else(|| upper(prefix, &attr::plain(&item.ident))),
            ident: item.ident.clone(),
            docs: attr::docs(&item.attrs),
            scalar,
            value,
            span: item.expr.span(),
        }),
        None => {
            found.push(&rules::NOT_A_NUMBER, item.expr.span(), &[]);
            None
        }
    }
}

/// `#[repr(u32)] pub enum Mode { Loop = 0, Shuffle = 1 }`
pub(super) fn parse_enum(
    item: &ItemEnum,
    named: Named,
    header: Option<String>,
    scope: &Scope,
    found: &mut Diagnostics,
) -> Option<Enum> {
    if !item.generics.params.is_empty() {
        found.push(&rules::GENERIC_ITEM, item.generics.span(), &[]);
        return None;
    }
    let Some(repr) = parse_repr(&item.attrs) else {
        let rust = named.rust.as_str();
        found.push(&rules::ENUM_REPR, item.ident.span(), &[("name", rust)]);
        return None;
    };
    let mut next = 0;
    let mut variants = Vec::new();
    for variant in &item.variants {
        let (parsed, value) = parse_variant(variant, next, &named, repr, scope, found)?;
        next = value + 1;
        if variants.iter().any(|one: &Variant| one.value == value) {
            let (name, value) = (parsed.ident.to_string(), value.to_string());
            let words = [("name", name.as_str()), ("value", &value)];
            found.push(&rules::DUPLICATE_VALUE, variant.ident.span(), &words);
        }
        variants.push(parsed);
    }
    if variants.is_empty() {
        found.push(
            &rules::EMPTY_ITEM,
            item.ident.span(),
            &[("name", &named.rust)],
        );
    }
    Some(Enum {
        ident: item.ident.clone(),
        docs: attr::docs(&item.attrs),
        header,
        named,
        repr,
        variants,
    })
}

fn parse_variant(
    variant: &syn::Variant,
    next: i128,
    named: &Named,
    repr: Scalar,
    scope: &Scope,
    found: &mut Diagnostics,
) -> Option<(Variant, i128)> {
    let attrs = Attrs::of(&variant.attrs, Site::Enumerator, found);
    if !matches!(variant.fields, Fields::Unit) {
        found.push(&rules::ENUM_FIELDS, variant.fields.span(), &[]);
        return None;
    }
    let value = match &variant.discriminant {
        None => Some(next),
        Some((_, expr)) => number::evaluate(expr, repr, scope),
    };
    let Some(value) = value.filter(|value| repr.holds(*value)) else {
        found.push(&rules::NOT_A_NUMBER, variant.span(), &[]);
        return None;
    };
    let rust = attr::plain(&variant.ident);
    let c_name = attrs
        .text("name", found)
        .unwrap_or_else(|| match named.origin {
            Origin::Kernel => rust.clone(),
            Origin::Module => upper(&named.tag, &name::snake_case(&rust)),
        });
    let docs = attr::docs(&variant.attrs);
    Some((
        Variant {
            ident: variant.ident.clone(),
            name: c_name,
            docs,
            value,
        },
        value,
    ))
}

/// C enums have 32 bits.
fn parse_repr(attributes: &[syn::Attribute]) -> Option<Scalar> {
    let attribute = attributes
        .iter()
        .find(|attribute| attribute.path().is_ident("repr"))?;
    let ident: syn::Ident = attribute.parse_args().ok()?;
    match ident.to_string().as_str() {
        "u32" => Some(Scalar::U32),
        "i32" => Some(Scalar::I32),
        _ => None,
    }
}

/// The names of a struct, union or enum: the kernel's own tag, or one with the module's
/// prefix.
pub(super) fn names(
    ident: &syn::Ident,
    attrs: &Attrs<'_>,
    kind: Kind,
    prefix: &str,
    found: &mut Diagnostics,
) -> Named {
    let rust = attr::plain(ident);
    let said = attrs.text("name", found);
    let (origin, tag) = if attrs.has("kernel") {
        (Origin::Kernel, said.unwrap_or_else(|| rust.clone()))
    } else {
        let tag = said.unwrap_or_else(|| name::prefixed(prefix, &name::snake_case(&rust)));
        (Origin::Module, tag)
    };
    Named {
        rust,
        tag,
        kind,
        origin,
    }
}

fn upper(prefix: &str, rest: &str) -> String {
    name::prefixed(&prefix.to_uppercase(), &rest.to_uppercase())
}
