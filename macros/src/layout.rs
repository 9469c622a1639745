//! Shared structs, enums and constants are the same in the module, in BPF programs and in
//! Rust.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use structops_model::{Const, Enum, Interface, Struct};

/// The assertions of everything shared, as the C headers have it.
pub(crate) fn assertions(interface: &Interface) -> TokenStream {
    interface
        .modules()
        .iter()
        .flat_map(|module| {
            let structs = module.structs.iter().filter_map(of_struct);
            let enums = module.enums.iter().map(of_enum);
            let consts = module.consts.iter().map(of_const);
            structs.chain(enums).chain(consts).collect::<Vec<_>>()
        })
        .collect()
}

fn of_struct(item: &Struct) -> Option<TokenStream> {
    let layout = item.layout?;
    let ident = &item.ident;
    let size = usize::try_from(layout.size).ok()?;
    let fields = item.fields.iter().filter_map(|field| {
        let offset = usize::try_from(field.offset?).ok()?;
        let field = &field.ident;
        Some(quote!(::core::assert!(::core::mem::offset_of!(#ident, #field) == #offset);))
    });
    Some(quote! {
        const _: () = {
            ::core::assert!(::core::mem::size_of::<#ident>() == #size);
            #(#fields)*
        };
    })
}

/// C sees the values as the generator computed them.
fn of_enum(item: &Enum) -> TokenStream {
    let ident = &item.ident;
    let variants = item.variants.iter().map(|one| {
        let (variant, value) = (&one.ident, number(one.value));
        quote!(::core::assert!(#ident::#variant as ::core::primitive::i64 == #value);)
    });
    quote! {
        const _: () = {
            ::core::assert!(::core::mem::size_of::<#ident>() == 4);
            #(#variants)*
        };
    }
}

fn of_const(item: &Const) -> TokenStream {
    let (ident, value) = (&item.ident, number(item.value));
    quote! {
        const _: () = ::core::assert!(#ident as ::core::primitive::i128 == #value);
    }
}

fn number(value: i128) -> Literal {
    Literal::i128_unsuffixed(value)
}
