//! From a checked interface, or a refused item, to Rust tokens.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use structops_model::{
    Diagnostics, Interface, Links, Module, StructOps, interface_of_item, name, scan,
};
use syn::{Ident, Item, ItemMod, ItemTrait, Visibility};

use crate::{layout, strip};

pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let mut found = Diagnostics::default();
    scan::check_text(&item.to_string(), &mut found);
    if !found.is_empty() {
        return found.into_compile_errors();
    }
    let item: Item = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => return error.into_compile_error(),
    };
    let (interface, errors) = match interface_of_item(options, &item) {
        Ok(interface) => (Some(interface), TokenStream::new()),
        Err(found) => (None, found.into_compile_errors()),
    };
    match item {
        Item::Trait(item) => {
            let tokens = expand_trait(item, interface.as_ref());
            quote!(#tokens #errors)
        }
        Item::Mod(item) if item.content.is_some() => {
            expand_module(item, interface.as_ref(), &errors)
        }
        other => quote!(#other #errors),
    }
}

/// The trait, and beside it the type that carries its C name. A refused trait keeps
/// both, so that one mistake does not become many.
fn expand_trait(mut item: ItemTrait, interface: Option<&Interface>) -> TokenStream {
    strip::strip_trait(&mut item);
    if interface.is_none() {
        strip::silence_trait(&mut item);
    }
    let marker = expand_marker(&item.ident, &item.vis, interface);
    let quiet = quiet(interface);
    quote!(#quiet #item #marker)
}

fn expand_module(
    item: ItemMod,
    interface: Option<&Interface>,
    errors: &TokenStream,
) -> TokenStream {
    let ItemMod {
        attrs,
        vis,
        mod_token,
        ident,
        content,
        ..
    } = item;
    let mut inner = TokenStream::new();
    for item in content.map(|(_, items)| items).unwrap_or_default() {
        inner.extend(match item {
            Item::Trait(item) if strip::is_ops(&item) => expand_trait(item, interface),
            mut other => {
                strip::strip_item(&mut other);
                quote!(#other)
            }
        });
    }
    let layouts = interface.map(layout::assertions);
    let quiet = quiet(interface);
    quote! {
        #(#attrs)*
        #quiet
        #[allow(non_camel_case_types)]
        #vis #mod_token #ident {
            #[allow(unused_imports)]
            use ::struct_ops::prelude::*;

            #inner
            #layouts
            #errors
        }
    }
}

/// The marker of a trait; one that was refused gets a stand-in, which is never loaded,
/// since the crate does not compile.
fn expand_marker(
    ident: &Ident,
    visibility: &Visibility,
    interface: Option<&Interface>,
) -> TokenStream {
    let modules = interface.map(Interface::modules).unwrap_or_default();
    let found = modules
        .iter()
        .flat_map(|module| module.types.iter().map(move |ty| (module, ty)))
        .find(|(_, ty)| ty.ident == *ident);
    let c_name = match found {
        Some((_, ty)) => ty.name.clone(),
        None => name::snake_case(&ident.to_string()),
    };
    if *ident == c_name {
        return TokenStream::new();
    }
    let descriptor = match found {
        Some((module, ty)) => descriptor(module, ty),
        None => stand_in(&c_name),
    };
    let marker = format_ident!("{c_name}", span = ident.span());
    let doc = format!("The struct_ops type `{c_name}` that [`{ident}`] describes.");
    quote! {
        #[doc = #doc]
        #[allow(dead_code, non_camel_case_types)]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #visibility struct #marker;

        impl ::struct_ops::StructOps for #marker {
            const DESCRIPTOR: &'static ::struct_ops::Descriptor = &#descriptor;
        }
    }
}

fn descriptor(module: &Module, ty: &StructOps) -> TokenStream {
    let (c_name, module) = (&ty.name, &module.name);
    let links = match ty.options.links {
        Links::Required => quote!(Required),
        Links::Optional => quote!(Optional),
    };
    let ops = ty.ops().map(|op| &op.name);
    quote! {
        ::struct_ops::Descriptor {
            name: #c_name,
            module: ::core::option::Option::Some(#module),
            links: ::struct_ops::Links::#links,
            ops: &[#(#ops),*],
        }
    }
}

fn stand_in(c_name: &str) -> TokenStream {
    quote! {
        ::struct_ops::Descriptor {
            name: #c_name,
            module: ::core::option::Option::None,
            links: ::struct_ops::Links::Required,
            ops: &[],
        }
    }
}

/// An interface is for programs and modules first: what Rust itself does not use of it
/// is no mistake.
fn quiet(interface: Option<&Interface>) -> TokenStream {
    match interface {
        Some(_) => quote!(#[allow(dead_code)]),
        None => quote!(#[allow(dead_code, unused_variables)]),
    }
}
