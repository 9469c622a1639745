//! From a checked interface, or a refused item, to Rust tokens.

use proc_macro2::TokenStream;
use quote::quote;
use structops_model::{Diagnostics, Interface, interface_of_item, scan};
use syn::{AttrStyle, Item, ItemMod, ItemTrait, Meta};

use crate::marker::Markers;
use crate::{handles, layout, silence, stand_in, strip};

/// An interface, or all that is wrong with it.
type Checked = Result<Interface, Diagnostics>;

pub(crate) fn expand(options: &TokenStream, item: TokenStream) -> TokenStream {
    let mut found = Diagnostics::default();
    scan::check_text(&item.to_string(), &mut found);
    if !found.is_empty() {
        return found.into_compile_errors();
    }
    let item: Item = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => return error.into_compile_error(),
    };
    let checked = interface_of_item(options.clone(), &item);
    let mut tokens = match item {
        Item::Trait(item) => expand_short(item, options, &checked),
        Item::Mod(item) if item.content.is_some() => expand_module(item, &checked),
        other => quote!(#other),
    };
    if let Err(found) = checked {
        tokens.extend(found.into_compile_errors());
    }
    tokens
}

/// The short form: a trait by itself.
fn expand_short(item: ItemTrait, options: &TokenStream, checked: &Checked) -> TokenStream {
    let stand_ins = match checked {
        Ok(_) => TokenStream::new(),
        Err(found) => stand_in::structs(&item.ident, &stand_in::unresolved(found)),
    };
    let marker = Markers::of(checked.as_ref().ok()).expand(&item, options);
    let item = expand_trait(item, checked);
    quote!(#item #marker #stand_ins)
}

/// A refused trait stays, so that one mistake does not become many.
fn expand_trait(mut item: ItemTrait, checked: &Checked) -> TokenStream {
    strip::strip_trait(&mut item);
    if checked.is_err() {
        silence::silence_trait(&mut item);
    }
    let quiet = quiet(checked);
    quote!(#quiet #item)
}

fn expand_module(mut module: ItemMod, checked: &Checked) -> TokenStream {
    let items = module.content.take().map(|(_, items)| items);
    let items = items.unwrap_or_default();
    let has_glob = items.iter().any(stand_in::has_glob);
    let mut inner = TokenStream::new();
    let mut markers = Markers::of(checked.as_ref().ok());
    for item in items {
        inner.extend(match item {
            Item::Trait(item) if strip::is_ops(&item) => {
                let marker = markers.expand(&item, &options_of(&item));
                let item = expand_trait(item, checked);
                quote!(#item #marker)
            }
            mut other => {
                strip::strip_item(&mut other);
                if let Err(found) = checked {
                    silence::silence_item(&mut other, found);
                }
                quote!(#other)
            }
        });
    }
    let mut missing = stand_in::opaque(inner.clone());
    if let Err(found) = checked {
        silence::silence_attributes(&mut module.attrs);
        if !has_glob {
            missing.extend(stand_in::unresolved(found));
        }
    }
    for attribute in &mut module.attrs {
        // `//!` inside the module; all of them are emitted in front of it.
        attribute.style = AttrStyle::Outer;
    }
    let stand_ins = stand_in::structs(&module.ident, &missing);
    let layouts = checked.as_ref().ok().map(layout::assertions);
    let modules = checked.as_ref().map_or(&[][..], Interface::modules);
    let values: TokenStream = modules.iter().map(handles::values).collect();
    let quiet = quiet(checked);
    let ItemMod {
        attrs,
        vis,
        mod_token,
        ident,
        ..
    } = module;
    quote! {
        #(#attrs)*
        #quiet
        #[allow(non_camel_case_types)]
        #vis #mod_token #ident {
            #[allow(unused_imports)]
            use ::struct_ops::prelude::*;

            #inner
            #stand_ins
            #layouts
            #values
        }
    }
}

/// What stands in the trait's own `#[ops(..)]`.
fn options_of(item: &ItemTrait) -> TokenStream {
    let attribute = item.attrs.iter().find(|one| one.path().is_ident("ops"));
    match attribute.map(|attribute| &attribute.meta) {
        Some(Meta::List(list)) => list.tokens.clone(),
        _ => TokenStream::new(),
    }
}

/// An interface is for programs and modules first: what Rust itself does not use of it
/// is no mistake. What was refused has mistakes enough.
fn quiet(checked: &Checked) -> TokenStream {
    match checked {
        Ok(_) => quote!(#[allow(dead_code)]),
        Err(_) => {
            quote!(#[allow(dead_code, nonstandard_style, overflowing_literals, unused_parens)])
        }
    }
}
