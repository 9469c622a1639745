//! From syn's items to drafts: whatever can be understood, the rest as diagnostics.

mod attr;
mod buffer;
mod event;
mod item;
mod iterator;
mod kfunc;
mod literal;
mod member;
mod module;
mod number;
mod op;
mod options;
mod place;
mod refusals;
mod scope;
mod structs;
mod trigger;
mod types;
mod value;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Item, ItemTrait, TraitItem};

use crate::diagnostic::Diagnostics;
use crate::interface::{Const, Enum, Kfunc, Member, Options, Struct, StructOps};
use crate::language::Site;
use crate::{name, rules};
use scope::Scope;

pub(crate) use options::list_of;

/// What one item under `#[struct_ops]` describes: a part of a kernel module.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) module: String,
    pub(crate) ident: Option<syn::Ident>,
    pub(crate) structs: Vec<Struct>,
    pub(crate) enums: Vec<Enum>,
    pub(crate) consts: Vec<Const>,
    pub(crate) kfuncs: Vec<Kfunc>,
    pub(crate) types: Vec<StructOps>,
}

/// The drafts of every `#[struct_ops]` item of a file.
pub(crate) fn parse_items(items: &[Item], found: &mut Diagnostics) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for item in items {
        let mut attributes = struct_ops(item);
        let Some(attribute) = attributes.next() else {
            refuse_inner(item, found);
            continue;
        };
        refuse_second(attributes.next(), found);
        let options = attr::options_of(attribute);
        drafts.extend(parse_attributed(options, item, found));
    }
    drafts
}

/// The draft of one item under `#[struct_ops(options)]`, as the macro gets it: the
/// attribute that it was called for is gone.
pub(crate) fn parse_expanded(
    options: TokenStream,
    item: &Item,
    found: &mut Diagnostics,
) -> Option<Draft> {
    refuse_second(struct_ops(item).next(), found);
    parse_attributed(options, item, found)
}

fn refuse_second(second: Option<&Attribute>, found: &mut Diagnostics) {
    if let Some(second) = second {
        found.push(&rules::TWICE, second.span(), &[("name", "struct_ops")]);
    }
}

/// Reports `#[struct_ops]` inside a module that does not have it: the loader that is
/// generated for the file would look for the type at its top.
fn refuse_inner(item: &Item, found: &mut Diagnostics) {
    let Item::Mod(module) = item else { return };
    // Tests of the user's, perhaps.
    if module.attrs.iter().any(|one| one.path().is_ident("cfg")) {
        return;
    }
    for inner in module.content.iter().flat_map(|(_, items)| items) {
        if let Some(attribute) = struct_ops(inner).next() {
            let instead = "move the item to the top of the file, or let this module have the \
                           attribute and the trait `#[ops]`";
            let words = [("name", "struct_ops"), ("instead", instead)];
            found.push(&rules::UNKNOWN_ATTRIBUTE, attribute.path().span(), &words);
        }
        refuse_inner(inner, found);
    }
}

/// The span of an item without its attributes.
fn bare_span(item: &Item) -> Span {
    let mut tokens = item.to_token_stream().into_iter().peekable();
    while tokens
        .next_if(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == '#'))
        .is_some()
    {
        tokens.next();
    }
    tokens.collect::<TokenStream>().span()
}

fn parse_attributed(options: TokenStream, item: &Item, found: &mut Diagnostics) -> Option<Draft> {
    let options = options::parse_options("struct_ops", options, found);
    match item {
        Item::Trait(item) => Some(parse_short(options, item, found)),
        Item::Mod(item) => module::parse_module(&options, item, found),
        other => {
            found.push(
                &rules::WRONG_ITEM,
                bare_span(other),
                &[("what", item_kind(other))],
            );
            None
        }
    }
}

/// The short form: one trait that is a module of its own.
fn parse_short(options: Options, item: &ItemTrait, found: &mut Diagnostics) -> Draft {
    let scope = Scope {
        kernel: options.kernel,
        is_existing: options.existing.is_some(),
        ..Scope::default()
    };
    let module = options.named_module().map(str::to_owned);
    let ty = parse_trait(options, item, Site::Nothing, &scope, found);
    Draft {
        module: module.unwrap_or_else(|| name::module_of_type(&ty.name).to_owned()),
        ident: None,
        structs: Vec::new(),
        enums: Vec::new(),
        consts: Vec::new(),
        kfuncs: Vec::new(),
        types: vec![ty],
    }
}

/// A trait that describes a type, with the attributes of `site` on it.
fn parse_trait(
    options: Options,
    item: &ItemTrait,
    site: Site,
    scope: &Scope,
    found: &mut Diagnostics,
) -> StructOps {
    attr::Attrs::of(&item.attrs, site, found);
    refuse_trait_extras(item, found);
    let members = item
        .items
        .iter()
        .filter_map(|item| parse_member(item, scope, found))
        .collect();
    StructOps {
        ident: item.ident.clone(),
        name: match &options.name {
            Some(text) => text.value.clone(),
            None => name::snake_case(&attr::plain(&item.ident)),
        },
        docs: attr::docs(&item.attrs),
        options,
        members,
    }
}

fn parse_member(item: &TraitItem, scope: &Scope, found: &mut Diagnostics) -> Option<Member> {
    let before = found.len();
    let member = match item {
        TraitItem::Fn(method) => op::parse_op(method, scope, found).map(Member::Op),
        TraitItem::Const(item) => member::parse_data(item, scope, found).map(Member::Data),
        TraitItem::Type(_) => {
            return refuse_item(
                item,
                "an associated type",
                "write the type where it is used",
                found,
            );
        }
        TraitItem::Macro(_) => {
            let instead = "write its methods out: a generator cannot expand it";
            return refuse_item(item, "a macro", instead, found);
        }
        _ => None,
    };
    if member.is_none() && found.len() == before {
        // Nothing may fall out of the struct without a word.
        return refuse_item(item, "this item", "write a method or a constant", found);
    }
    member
}

fn refuse_item(
    item: &TraitItem,
    what: &str,
    instead: &str,
    found: &mut Diagnostics,
) -> Option<Member> {
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

/// Every `#[struct_ops]` of an item, by whatever path it is written.
fn struct_ops(item: &Item) -> impl Iterator<Item = &Attribute> {
    attributes_of(item).iter().filter(|attribute| {
        attribute
            .path()
            .segments
            .last()
            .is_some_and(|last| last.ident == "struct_ops")
    })
}

fn attributes_of(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::ExternCrate(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::ForeignMod(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn item_kind(item: &Item) -> &'static str {
    match item {
        Item::Struct(_) => "a struct",
        Item::Enum(_) => "an enum",
        Item::Union(_) => "a union",
        Item::Impl(_) => "an impl block",
        Item::Fn(_) => "a function",
        Item::Const(_) | Item::Static(_) => "a value",
        Item::Type(_) => "a type alias",
        _ => "an item that is neither a trait nor a module",
    }
}
