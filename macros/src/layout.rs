//! Shared structs have one layout in the module, in BPF programs and in Rust.

use proc_macro2::TokenStream;
use quote::quote;
use structops_model::{Interface, Struct};

/// The assertions of every shared struct, as the C headers have them.
pub(crate) fn assertions(interface: &Interface) -> TokenStream {
    interface
        .modules()
        .iter()
        .flat_map(|module| &module.structs)
        .filter_map(assertion)
        .collect()
}

fn assertion(item: &Struct) -> Option<TokenStream> {
    let layout = item.layout?;
    let ident = &item.ident;
    let size = usize::try_from(layout.size).ok()?;
    let fields = item.fields.iter().filter_map(|field| {
        let offset = usize::try_from(field.offset?).ok()?;
        let field = &field.ident;
        Some(quote!(assert!(::core::mem::offset_of!(#ident, #field) == #offset);))
    });
    Some(quote! {
        const _: () = {
            assert!(::core::mem::size_of::<#ident>() == #size);
            #(#fields)*
        };
    })
}
