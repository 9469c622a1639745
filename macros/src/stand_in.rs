//! Types that an interface names and Rust does not have.

use proc_macro2::{TokenStream, TokenTree};
use quote::{format_ident, quote};
use structops_model::kernel::types;
use structops_model::{Diagnostics, rules};
use syn::{Ident, Item, UseTree};

/// The names in a refused interface that stand for no type there, in their order.
pub(crate) fn unresolved(found: &Diagnostics) -> Vec<String> {
    let rules = [&rules::UNKNOWN_TYPE, &rules::NAMED_TYPE].map(|rule| rule.code);
    let mut names: Vec<String> = found
        .iter()
        .filter(|one| rules.contains(&one.rule.code))
        .filter_map(|one| one.word("ty").map(str::to_owned))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The kernel's types in these tokens that need no declaration.
pub(crate) fn opaque(tokens: TokenStream) -> Vec<String> {
    let mut names = Vec::new();
    collect_idents(tokens, &mut names);
    names.retain(|name| types::opaque(name).is_some());
    names.sort_unstable();
    names.dedup();
    names
}

fn collect_idents(tokens: TokenStream, names: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(ident) => names.push(ident.to_string()),
            TokenTree::Group(group) => collect_idents(group.stream(), names),
            _ => {}
        }
    }
}

/// Structs of these names. They come through a glob import, so that an item or an import
/// of the same name wins; two globs would be ambiguous, see [`has_glob`].
pub(crate) fn structs(ident: &Ident, names: &[String]) -> TokenStream {
    let idents: Vec<Ident> = names
        .iter()
        .filter_map(|name| syn::parse_str(name).ok())
        .collect();
    if idents.is_empty() {
        return TokenStream::new();
    }
    let module = format_ident!("__types_of_{ident}");
    quote! {
        #[doc(hidden)]
        #[allow(non_snake_case, non_camel_case_types, dead_code)]
        mod #module {
            #(
                #[doc = "A type that Rust does not look into."]
                #[derive(Debug, Clone, Copy)]
                pub struct #idents {}
            )*
        }
        #[allow(unused_imports)]
        use #module::*;
    }
}

/// Whether an item imports by a glob, other than the prelude's.
pub(crate) fn has_glob(item: &Item) -> bool {
    match item {
        Item::Use(item) => is_glob(&item.tree),
        _ => false,
    }
}

fn is_glob(tree: &UseTree) -> bool {
    match tree {
        UseTree::Path(path) => path.ident != "struct_ops" && is_glob(&path.tree),
        UseTree::Group(group) => group.items.iter().any(is_glob),
        UseTree::Glob(_) => true,
        _ => false,
    }
}
