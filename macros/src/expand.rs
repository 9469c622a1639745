//! From a checked interface, or a refused item, to Rust tokens.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use structops_model::{Interface, Links, Module, StructOps, interface_of_item, name};
use syn::{FnArg, Item, ItemTrait, Pat, TraitItem};

pub(crate) fn expand(options: TokenStream, item: TokenStream) -> TokenStream {
    let item: Item = match syn::parse2(item) {
        Ok(item) => item,
        Err(error) => return error.into_compile_error(),
    };
    let result = interface_of_item(options, &item);
    let Item::Trait(mut item) = item else {
        let errors = result
            .err()
            .map(structops_model::Diagnostics::into_compile_errors);
        return quote!(#item #errors);
    };
    strip(&mut item);
    match result {
        Ok(interface) => {
            let marker = expand_marker(&item, &interface);
            quote!(#[allow(dead_code)] #item #marker)
        }
        Err(found) => {
            // The items stay usable, so that one mistake does not become many.
            let marker = expand_stand_in(&item);
            let errors = found.into_compile_errors();
            quote!(#[allow(dead_code, unused_variables)] #item #marker #errors)
        }
    }
}

/// Takes the language's own attributes away and uses every argument of a fallback, so
/// that no lint of the user's crate meets an unused one.
fn strip(item: &mut ItemTrait) {
    for member in &mut item.items {
        let TraitItem::Fn(method) = member else {
            continue;
        };
        method.attrs.retain(|attribute| !is_own(attribute));
        let mut used = Vec::new();
        for input in &mut method.sig.inputs {
            if let FnArg::Typed(typed) = input {
                typed.attrs.retain(|attribute| !is_own(attribute));
                if let Pat::Ident(pattern) = &*typed.pat {
                    used.push(pattern.ident.clone());
                }
            }
        }
        if let Some(body) = &mut method.default
            && !used.is_empty()
        {
            body.stmts
                .insert(0, syn::parse_quote!(let _ = (#(&#used,)*);));
        }
    }
}

fn is_own(attribute: &syn::Attribute) -> bool {
    structops_model::OWN_ATTRIBUTES
        .iter()
        .any(|name| attribute.path().is_ident(name))
}

fn expand_marker(item: &ItemTrait, interface: &Interface) -> TokenStream {
    let types = interface
        .modules()
        .iter()
        .flat_map(|module| module.types.iter().map(move |ty| (module, ty)));
    types
        .map(|(module, ty)| expand_type(item, module, ty))
        .collect()
}

fn expand_type(item: &ItemTrait, module: &Module, ty: &StructOps) -> TokenStream {
    let c_name = &ty.name;
    let module = &module.name;
    let links = match ty.options.links {
        Links::Required => quote!(Required),
        Links::Optional => quote!(Optional),
    };
    let ops = ty.ops.iter().map(|op| &op.name);
    let descriptor = quote! {
        ::struct_ops::Descriptor {
            name: #c_name,
            module: ::core::option::Option::Some(#module),
            links: ::struct_ops::Links::#links,
            ops: &[#(#ops),*],
        }
    };
    expand_struct(item, c_name, &descriptor)
}

/// The marker of a refused trait: never loaded, since the crate does not compile.
fn expand_stand_in(item: &ItemTrait) -> TokenStream {
    let c_name = name::snake_case(&item.ident.to_string());
    if item.ident == c_name {
        return TokenStream::new();
    }
    let descriptor = quote! {
        ::struct_ops::Descriptor {
            name: #c_name,
            module: ::core::option::Option::None,
            links: ::struct_ops::Links::Required,
            ops: &[],
        }
    };
    expand_struct(item, &c_name, &descriptor)
}

fn expand_struct(item: &ItemTrait, c_name: &str, descriptor: &TokenStream) -> TokenStream {
    let visibility = &item.vis;
    let marker = format_ident!("{c_name}", span = item.ident.span());
    let doc = format!(
        "The struct_ops type `{c_name}` that [`{}`] describes.",
        item.ident
    );
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
