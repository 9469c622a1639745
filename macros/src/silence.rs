//! What is left of a refused interface: enough for the rest of the crate to name it, and
//! nothing that rustc could find another mistake in.

use structops_model::{Diagnostics, rules};
use syn::{
    Attribute, Fields, FnArg, Item, ItemTrait, Pat, ReceiverKind, ReturnType, Signature, TraitItem,
    Type, parse_quote,
};

/// Keeps the trait and its methods; bodies, values and whatever has no place in a trait go.
pub(crate) fn silence_trait(item: &mut ItemTrait) {
    item.attrs.retain(is_of_rustc);
    item.items
        .retain(|member| !matches!(member, TraitItem::Macro(_) | TraitItem::Verbatim(_)));
    for member in &mut item.items {
        match member {
            TraitItem::Fn(method) => {
                method.attrs.retain(is_of_rustc);
                let has_body = method.default.is_some();
                let used = silence_signature(&mut method.sig, has_body);
                if let Some(body) = &mut method.default {
                    // For rustc's eyes only: a crate whose interface is refused does not build.
                    *body = parse_quote!({
                        let _ = (#(&#used,)*);
                        ::core::unimplemented!()
                    });
                }
            }
            TraitItem::Const(constant) => {
                constant.attrs.retain(is_of_rustc);
                constant.default = None;
                make_sized(&mut constant.ty);
            }
            _ => {}
        }
    }
}

/// Returns the names of the arguments.
fn silence_signature(signature: &mut Signature, has_body: bool) -> Vec<syn::Ident> {
    signature.asyncness = None;
    signature.constness = None;
    signature.variadic = None;
    let mut used = Vec::new();
    let mut names_self = false;
    for input in &mut signature.inputs {
        match input {
            FnArg::Receiver(receiver) => {
                receiver.attrs.retain(is_of_rustc);
                receiver.mutability = None;
                names_self |= matches!(receiver.kind, ReceiverKind::Value);
            }
            FnArg::Typed(typed) => {
                typed.attrs.retain(is_of_rustc);
                names_self |= is_self(&typed.ty);
                make_sized(&mut typed.ty);
                match &*typed.pat {
                    Pat::Ident(pattern) => {
                        let ident = pattern.ident.clone();
                        *typed.pat = parse_quote!(#ident);
                        used.push(ident);
                    }
                    _ => *typed.pat = parse_quote!(_),
                }
            }
        }
    }
    if let ReturnType::Type(_, ty) = &mut signature.output {
        names_self |= is_self(ty);
        make_sized(ty);
    }
    if names_self && has_body {
        signature
            .generics
            .make_where_clause()
            .predicates
            .push(parse_quote!(Self: Sized));
    }
    used
}

fn is_self(ty: &Type) -> bool {
    matches!(ty, Type::Path(path) if path.path.is_ident("Self"))
}

/// A value without a size has no place in a function with a body.
fn make_sized(ty: &mut Type) {
    let is_str = matches!(ty, Type::Path(path) if path.path.is_ident("str"));
    if is_str || matches!(ty, Type::Slice(_) | Type::TraitObject(_)) {
        *ty = parse_quote!(&'static #ty);
    }
}

/// Keeps an item of the module form without what rustc would refuse as well.
pub(crate) fn silence_item(item: &mut Item, found: &Diagnostics) {
    match item {
        Item::Struct(item) => {
            item.attrs.retain(is_of_rustc);
            silence_fields(&mut item.fields, is_recursive(&item.ident, found));
        }
        Item::Union(item) => {
            item.attrs.retain(is_of_rustc);
            for field in &mut item.fields.named {
                field.attrs.retain(is_of_rustc);
            }
        }
        Item::Enum(item) => {
            item.attrs.retain(is_of_rustc);
            if item.variants.is_empty() {
                item.attrs
                    .retain(|attribute| !attribute.path().is_ident("repr"));
            }
            for variant in &mut item.variants {
                variant.attrs.retain(is_of_rustc);
                variant.discriminant = None;
                silence_fields(&mut variant.fields, false);
            }
        }
        Item::Const(item) => item.attrs.retain(is_of_rustc),
        // An ordinary trait keeps what belongs to others.
        Item::Trait(item) => item.attrs.retain(|attribute| !is_struct_ops(attribute)),
        _ => {}
    }
}

fn silence_fields(fields: &mut Fields, is_recursive: bool) {
    for field in fields {
        field.attrs.retain(is_of_rustc);
        if is_recursive {
            field.ty = parse_quote!(());
        }
    }
}

fn is_recursive(ident: &syn::Ident, found: &Diagnostics) -> bool {
    found
        .iter()
        .filter(|one| one.rule.code == rules::RECURSIVE.code)
        .any(|one| one.word("name").is_some_and(|name| ident == name))
}

fn is_struct_ops(attribute: &Attribute) -> bool {
    let last = attribute.path().segments.last();
    last.is_some_and(|last| last.ident == "struct_ops")
}

/// Takes from a refused module what rustc would not know.
pub(crate) fn silence_attributes(attributes: &mut Vec<Attribute>) {
    attributes.retain(is_of_rustc);
}

fn is_of_rustc(attribute: &Attribute) -> bool {
    structops_model::language::PASSING
        .iter()
        .any(|name| attribute.path().is_ident(name))
}
