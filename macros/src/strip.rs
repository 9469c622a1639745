//! The user's items without the attributes of the language.

use structops_model::language::ATTRIBUTES;
use syn::{Attribute, Expr, Fields, FnArg, Item, ItemTrait, Pat, Stmt, TraitItem, parse_quote};

/// Whether the trait of a module describes a type.
pub(crate) fn is_ops(item: &ItemTrait) -> bool {
    item.attrs
        .iter()
        .any(|attribute| attribute.path().is_ident("ops"))
}

/// Takes the language's own attributes away, leaves the kernel's own members out, and
/// uses every argument of a fallback, so that no lint of the user's crate meets an
/// unused one.
pub(crate) fn strip_trait(item: &mut ItemTrait) {
    strip(&mut item.attrs);
    item.items.retain(|member| !is_of_kernel(member));
    for member in &mut item.items {
        match member {
            TraitItem::Fn(method) => strip_method(method),
            TraitItem::Const(constant) => {
                strip(&mut constant.attrs);
                if let Some((_, value)) = &mut constant.default {
                    widen(value, &constant.ty);
                }
            }
            _ => {}
        }
    }
}

/// A private member or the owner: Rust has neither its type nor a value for it.
fn is_of_kernel(member: &TraitItem) -> bool {
    let TraitItem::Const(constant) = member else {
        return false;
    };
    let is_private = constant
        .attrs
        .iter()
        .any(|attribute| attribute.path().is_ident("private"));
    is_private || matches!(constant.ty, syn::Type::Reference(_))
}

fn strip_method(method: &mut syn::TraitItemFn) {
    strip(&mut method.attrs);
    let mut used = Vec::new();
    for input in &mut method.sig.inputs {
        if let FnArg::Typed(typed) = input {
            strip(&mut typed.attrs);
            if let Pat::Ident(pattern) = &*typed.pat {
                used.push(pattern.ident.clone());
            }
        }
    }
    if let (Some(body), syn::ReturnType::Type(_, result)) =
        (&mut method.default, &method.sig.output)
    {
        widen_errno(body, result);
    }
    if let Some(body) = &mut method.default
        && !used.is_empty()
    {
        body.stmts.insert(0, parse_quote!(let _ = (#(&#used,)*);));
    }
}

/// The prelude's errnos are `i32`; a fallback `-EINVAL` fits every signed result.
fn widen_errno(body: &mut syn::Block, result: &syn::Type) {
    if let [Stmt::Expr(value, None)] = body.stmts.as_mut_slice() {
        widen(value, result);
    }
}

fn widen(value: &mut Expr, ty: &syn::Type) {
    let is_i32 = matches!(ty, syn::Type::Path(path) if path.path.is_ident("i32"));
    if let Expr::Unary(negated) = value
        && let Expr::Path(path) = &*negated.expr
        && matches!(negated.op, syn::UnOp::Neg(_))
        && !is_i32
    {
        let errno = path.clone();
        *negated.expr = parse_quote!((#errno as #ty));
    }
}

/// Takes the language's own attributes from an item of the module form, and gives shared
/// types the layout of C.
pub(crate) fn strip_item(item: &mut Item) {
    match item {
        Item::Struct(item) => {
            strip(&mut item.attrs);
            item.attrs.push(parse_quote!(#[repr(C)]));
            strip_fields(&mut item.fields);
        }
        Item::Union(item) => {
            strip(&mut item.attrs);
            item.attrs.push(parse_quote!(#[repr(C)]));
            // Rust has no union without fields, as C has where programs read none.
            if item.fields.named.is_empty() {
                item.fields.named.push(parse_quote!(_nothing: ()));
            }
            item.fields
                .named
                .iter_mut()
                .for_each(|field| strip(&mut field.attrs));
        }
        Item::Enum(item) => {
            strip(&mut item.attrs);
            item.variants
                .iter_mut()
                .for_each(|variant| strip(&mut variant.attrs));
        }
        Item::Const(item) => strip(&mut item.attrs),
        Item::Trait(item) => strip_trait(item),
        _ => {}
    }
}

fn strip_fields(fields: &mut Fields) {
    fields.iter_mut().for_each(|field| strip(&mut field.attrs));
}

fn strip(attributes: &mut Vec<Attribute>) {
    let is_own = |attribute: &Attribute| {
        ATTRIBUTES
            .iter()
            .any(|row| attribute.path().is_ident(row.name))
    };
    attributes.retain(|attribute| !is_own(attribute));
}
