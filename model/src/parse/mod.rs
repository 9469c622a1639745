//! From syn's items to drafts: whatever can be understood, the rest as diagnostics.

mod attr;
mod op;
mod options;
mod types;
mod value;

use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::{Item, ItemTrait, TraitItem};

use crate::diagnostic::Diagnostics;
use crate::interface::{Op, Options, StructOps};
use crate::{name, rules};

pub use attr::OWN;
pub(crate) use options::list_of;

/// The drafts of every `#[struct_ops]` item of a file.
pub(crate) fn parse_items(items: &[Item], found: &mut Diagnostics) -> Vec<StructOps> {
    let mut drafts = Vec::new();
    for item in items {
        let Some(attribute) = attr::struct_ops(item) else {
            continue;
        };
        let options = match &attribute.meta {
            syn::Meta::List(list) => list.tokens.clone(),
            _ => TokenStream::new(),
        };
        drafts.extend(parse_attributed(options, item, found));
    }
    drafts
}

/// The draft of one item under `#[struct_ops(options)]`.
pub(crate) fn parse_attributed(
    options: TokenStream,
    item: &Item,
    found: &mut Diagnostics,
) -> Vec<StructOps> {
    let options = options::parse_options(options, found);
    match item {
        Item::Trait(item) => vec![parse_trait(options, item, found)],
        other => {
            found.push(
                &rules::WRONG_ITEM,
                other.span(),
                &[("what", item_kind(other))],
            );
            Vec::new()
        }
    }
}

fn parse_trait(options: Options, item: &ItemTrait, found: &mut Diagnostics) -> StructOps {
    attr::check_outer(&item.attrs, found);
    refuse_trait_extras(item, found);
    let ops: Vec<Op> = item
        .items
        .iter()
        .filter_map(|item| parse_member(item, found))
        .collect();
    let c_name = match &options.name {
        Some(text) => text.value.clone(),
        None => name::snake_case(&item.ident.to_string()),
    };
    StructOps {
        ident: item.ident.clone(),
        name: c_name,
        docs: attr::docs(&item.attrs),
        options,
        ops,
    }
}

fn parse_member(item: &TraitItem, found: &mut Diagnostics) -> Option<Op> {
    let (what, instead) = match item {
        TraitItem::Fn(method) => return op::parse_op(method, found),
        TraitItem::Const(_) => ("a constant", "only methods become members of this type"),
        TraitItem::Type(_) => ("an associated type", "write the type where it is used"),
        TraitItem::Macro(_) => (
            "a macro",
            "write its methods out: a generator cannot expand it",
        ),
        _ => ("this item", "only methods become members"),
    };
    found.push(
        &rules::UNSUPPORTED_ITEM,
        item.span(),
        &[("what", what), ("instead", instead)],
    );
    None
}

fn refuse_trait_extras(item: &ItemTrait, found: &mut Diagnostics) {
    let mut refuse = |span, what, instead| {
        found.push(
            &rules::UNSUPPORTED_ITEM,
            span,
            &[("what", what), ("instead", instead)],
        );
    };
    if !item.generics.params.is_empty() {
        refuse(
            item.generics.span(),
            "generics",
            "a C struct has none: write the types out",
        );
    }
    if let Some(clause) = &item.generics.where_clause {
        refuse(
            clause.span(),
            "a where clause",
            "remove it: it has no meaning in C",
        );
    }
    if let Some(supertrait) = item.supertraits.first() {
        refuse(
            supertrait.span(),
            "supertraits",
            "write the inherited methods out",
        );
    }
    if let Some(token) = &item.unsafety {
        refuse(
            token.span,
            "`unsafe`",
            "remove it: the generated calls are safe",
        );
    }
}

fn item_kind(item: &Item) -> &'static str {
    match item {
        Item::Mod(_) => "a module",
        Item::Struct(_) => "a struct",
        Item::Enum(_) => "an enum",
        Item::Union(_) => "a union",
        Item::Impl(_) => "an impl block",
        Item::Fn(_) => "a function",
        Item::Const(_) | Item::Static(_) => "a value",
        Item::Type(_) => "a type alias",
        _ => "an item that is no trait",
    }
}
