//! The members of a type as constants of its marker, and what their values look like in C.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use structops_model::{
    Data, Enum, Kind, Member, Module, Named, Scalar, Setting, Struct, StructOps, Type,
};
use syn::{Expr, Ident, ItemTrait, Lit, TraitItem};

/// The constants of a type. Those of a refused trait are named by the rest of the crate all
/// the same.
pub(crate) fn of_trait(item: &ItemTrait, ty: Option<&StructOps>) -> TokenStream {
    let mut names: Vec<&Ident> = Vec::new();
    let constants = item.items.iter().filter_map(|member| {
        let constant = match ty {
            Some(ty) => constant(member, ty)?,
            None => guessed(member)?,
        };
        let ident = ident(member)?;
        if names.contains(&ident) {
            return None;
        }
        names.push(ident);
        let visibility = &item.vis;
        Some(quote!(#visibility const #ident: #constant))
    });
    constants.collect()
}

/// Type and value of a member's constant; `None` for one that nobody sets.
fn constant(item: &TraitItem, ty: &StructOps) -> Option<TokenStream> {
    let ident = ident(item)?;
    let member = ty.members.iter().find(|member| member.ident() == ident)?;
    let name = member.name();
    match (item, member) {
        (TraitItem::Fn(_), Member::Op(op)) if op.is_supported() => Some(op_member(name)),
        (TraitItem::Const(constant), Member::Data(data)) if is_set(data) => {
            Some(data_member(name, &constant.ty))
        }
        _ => None,
    }
}

fn is_set(data: &Data) -> bool {
    !matches!(data.setting, Setting::Private | Setting::Owner)
}

fn op_member(name: &str) -> TokenStream {
    quote!(::struct_ops::OpMember<Self> = ::struct_ops::OpMember::new(#name);)
}

fn data_member(name: &str, ty: &syn::Type) -> TokenStream {
    quote!(::struct_ops::DataMember<Self, #ty> = ::struct_ops::DataMember::new(#name);)
}

/// Of a refused trait, the members whose type is no mistake for certain.
fn guessed(item: &TraitItem) -> Option<TokenStream> {
    match item {
        TraitItem::Fn(method) => Some(op_member(&method.sig.ident.to_string())),
        TraitItem::Const(constant) if is_plain(&constant.ty) => {
            Some(data_member(&constant.ident.to_string(), &constant.ty))
        }
        _ => None,
    }
}

fn is_plain(ty: &syn::Type) -> bool {
    match ty {
        syn::Type::Path(path) => path
            .path
            .get_ident()
            .is_some_and(|ident| Scalar::of_rust(&ident.to_string()).is_some()),
        syn::Type::Array(array) => {
            let is_number = matches!(&array.len, Expr::Lit(len) if matches!(&len.lit, Lit::Int(_)));
            is_number && is_plain(&array.elem)
        }
        _ => false,
    }
}

fn ident(item: &TraitItem) -> Option<&Ident> {
    match item {
        TraitItem::Fn(method) => Some(&method.sig.ident),
        TraitItem::Const(constant) => Some(&constant.ident),
        _ => None,
    }
}

/// How the module's enums and structs look that data members hold.
pub(crate) fn values(module: &Module) -> TokenStream {
    let held = held(module);
    let enums = module
        .enums
        .iter()
        .filter(|item| held.contains(&&item.named));
    let structs = module
        .structs
        .iter()
        .filter(|item| held.contains(&&item.named) && is_value(item, module));
    let enums = enums.map(of_enum);
    enums.chain(structs.filter_map(of_struct)).collect()
}

/// The types that data members hold, at any depth.
fn held(module: &Module) -> Vec<&Named> {
    let data = module.types.iter().flat_map(StructOps::data);
    let mut waiting: Vec<&Named> = data
        .filter(|data| is_set(data))
        .filter_map(|data| data.ty.named())
        .collect();
    let mut done: Vec<&Named> = Vec::new();
    while let Some(named) = waiting.pop() {
        if done.contains(&named) {
            continue;
        }
        done.push(named);
        if let Some(item) = find(named, module) {
            waiting.extend(item.fields.iter().filter_map(|field| field.ty.named()));
        }
    }
    done
}

fn find<'a>(named: &Named, module: &'a Module) -> Option<&'a Struct> {
    module.structs.iter().find(|item| item.named == *named)
}

/// Whether a struct is made of values all the way down: a union has none that is its own.
fn is_value(item: &Struct, module: &Module) -> bool {
    let is_laid_out = item.layout.is_some() && item.named.kind == Kind::Struct;
    is_laid_out
        && item
            .fields
            .iter()
            .all(|field| is_plain_value(&field.ty, module))
}

fn is_plain_value(ty: &Type, module: &Module) -> bool {
    match ty {
        Type::Scalar(_) | Type::Alias { .. } | Type::Enum(_) => true,
        Type::Array { element, .. } => is_plain_value(element, module),
        Type::Struct(named) => find(named, module).is_some_and(|item| is_value(item, module)),
        _ => false,
    }
}

fn of_enum(item: &Enum) -> TokenStream {
    let ident = &item.ident;
    let arms = item.variants.iter().map(|one| {
        let (variant, value) = (&one.ident, Literal::i128_unsuffixed(one.value));
        quote!(Self::#variant => #value,)
    });
    let repr = if item.repr.is_signed() {
        quote!(::core::primitive::i32)
    } else {
        quote!(::core::primitive::u32)
    };
    let body = quote! {
        let value: #repr = match *self {
            #(#arms)*
        };
        room.put(0, &value);
    };
    implement(ident, 4, &body)
}

/// Field by field, so that what lies between them is zero.
fn of_struct(item: &Struct) -> Option<TokenStream> {
    let fields = item.fields.iter().filter_map(|field| {
        let offset = Literal::u64_unsuffixed(field.offset?);
        let field = &field.ident;
        Some(quote!(room.put(#offset, &self.#field);))
    });
    let body = quote!(#(#fields)*);
    Some(implement(&item.ident, item.layout?.size, &body))
}

fn implement(ident: &Ident, size: u64, body: &TokenStream) -> TokenStream {
    let size = Literal::u64_unsuffixed(size);
    quote! {
        #[automatically_derived]
        #[allow(deprecated)]
        impl ::struct_ops::MemberValue for #ident {
            const SIZE: ::core::primitive::usize = #size;

            fn lay_out(&self, room: &mut ::struct_ops::Room<'_>) {
                #body
            }
        }
    }
}
