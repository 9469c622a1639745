//! The Rust type with a struct_ops type's C name, which carries its description.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use structops_model::{Interface, name};
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, Ident, ItemTrait, Lit, Meta, Token};

use crate::{descriptor, handles};

/// The markers of one expansion.
#[derive(Debug)]
pub(crate) struct Markers<'a> {
    interface: Option<&'a Interface>,
    names: Vec<String>,
}

impl<'a> Markers<'a> {
    pub(crate) fn of(interface: Option<&'a Interface>) -> Self {
        let names = Vec::new();
        Self { interface, names }
    }

    /// The marker of a trait. One that was refused gets a stand-in, which is never loaded,
    /// since the crate does not compile; two of one name, of which only refused ones can
    /// have two, get one.
    pub(crate) fn expand(&mut self, item: &ItemTrait, options: &TokenStream) -> TokenStream {
        let modules = self.interface.map(Interface::modules).unwrap_or_default();
        let found = modules
            .iter()
            .flat_map(|module| module.types.iter().map(move |ty| (module, ty)))
            .find(|(_, ty)| ty.ident == item.ident);
        let c_name = match found {
            Some((_, ty)) => ty.name.clone(),
            None => said_name(options).unwrap_or_else(|| name::snake_case(&item.ident.to_string())),
        };
        // What is no name of a type in Rust was refused.
        let is_name = syn::parse_str::<Ident>(&c_name).is_ok() && item.ident != c_name;
        if !is_name || self.names.contains(&c_name) {
            return TokenStream::new();
        }
        let descriptor = match found {
            Some((module, ty)) => descriptor::of_type(module, ty),
            None => descriptor::stand_in(&c_name),
        };
        let handles = handles::of_trait(item, found.map(|(_, ty)| ty));
        let marker = marker(item, &c_name, &descriptor, &handles);
        self.names.push(c_name);
        marker
    }
}

fn marker(
    item: &ItemTrait,
    c_name: &str,
    descriptor: &TokenStream,
    handles: &TokenStream,
) -> TokenStream {
    let (ident, visibility) = (&item.ident, &item.vis);
    let marker = format_ident!("{c_name}", span = ident.span());
    let doc = format!("The struct_ops type `{c_name}` that [`{ident}`] describes.");
    // With braces it is no pattern: an argument or a variable may have its name. Nothing is
    // derived: nobody makes a value of it, and for each of these traits rustc would
    // have to look at every implementation that there is.
    quote! {
        #[doc = #doc]
        #[allow(
            dead_code,
            missing_copy_implementations,
            missing_debug_implementations,
            non_camel_case_types
        )]
        #visibility struct #marker {}

        impl ::struct_ops::StructOps for #marker {
            const DESCRIPTOR: &'static ::struct_ops::Descriptor = &#descriptor;
        }

        /// The members that programs and loaders set, by their names in the trait.
        #[allow(dead_code, deprecated, missing_docs, non_upper_case_globals, private_interfaces)]
        impl #marker {
            #handles
        }
    }
}

/// The option `name` of options that may be wrong otherwise.
fn said_name(options: &TokenStream) -> Option<String> {
    let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
    let list = parser.parse2(options.clone()).ok()?;
    list.iter().find_map(|meta| match meta {
        Meta::NameValue(pair) if pair.path.is_ident("name") => match &pair.value {
            Expr::Lit(ExprLit {
                lit: Lit::Str(text),
                ..
            }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    })
}
