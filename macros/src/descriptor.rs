//! The descriptor of a type, as a constant of the user's crate.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use structops_model::{
    Arg, Base, Enum, Kind, Links, Member, Module, Named, Op, Scalar, Shape, Struct, StructOps,
    Suffix,
};

pub(crate) fn of_type(module: &Module, ty: &StructOps) -> TokenStream {
    let name = &ty.name;
    let home = match ty.home(module) {
        Some(name) => quote!(::core::option::Option::Some(Borrowed(#name))),
        None => quote!(::core::option::Option::None),
    };
    let links = match ty.options.links {
        Links::Required => quote!(Required),
        Links::Optional => quote!(Optional),
    };
    let mut types = Types::default();
    let members: Vec<TokenStream> = ty
        .members
        .iter()
        .map(|one| member(one, &mut types))
        .collect();
    let reached = module.reach(ty);
    let structs = module
        .structs
        .iter()
        .filter(|one| reached.contains(&&one.named));
    let structs: Vec<TokenStream> = structs
        .filter_map(|one| struct_layout(one, &mut types))
        .collect();
    let enums = module
        .enums
        .iter()
        .filter(|one| reached.contains(&&one.named));
    let enums = enums.map(enum_layout);
    let types = types.constants();
    quote! {{
        use ::struct_ops::descriptor::Cow::Borrowed;
        #[allow(unused_imports)]
        use ::struct_ops::descriptor::{
            Annotation, Base, CType, EnumLayout, Enumerator, FieldLayout, Member, MemberKind,
            Param, Prototype, StructLayout,
        };
        #types

        ::struct_ops::Descriptor {
            name: Borrowed(#name),
            module: #home,
            links: ::struct_ops::Links::#links,
            members: Borrowed(&[#(#members),*]),
            structs: Borrowed(&[#(#structs),*]),
            enums: Borrowed(&[#(#enums),*]),
        }
    }}
}

/// For a trait that was refused: never loaded, since the crate does not compile.
pub(crate) fn stand_in(name: &str) -> TokenStream {
    quote! {
        ::struct_ops::Descriptor {
            name: ::struct_ops::descriptor::Cow::Borrowed(#name),
            module: ::core::option::Option::None,
            links: ::struct_ops::Links::Required,
            members: ::struct_ops::descriptor::Cow::Borrowed(&[]),
            structs: ::struct_ops::descriptor::Cow::Borrowed(&[]),
            enums: ::struct_ops::descriptor::Cow::Borrowed(&[]),
        }
    }
}

/// The C types of a descriptor, each a constant: in one body with everything else, a call per
/// member would be most of what rustc has to do.
#[derive(Default)]
struct Types<'a> {
    found: Vec<Shape<'a>>,
}

impl<'a> Types<'a> {
    /// The constant of a type.
    fn name(&mut self, shape: Shape<'a>) -> Ident {
        let index = self.found.iter().position(|found| *found == shape);
        let index = index.unwrap_or_else(|| {
            self.found.push(shape);
            self.found.len() - 1
        });
        format_ident!("T{index}")
    }

    fn constants(&self) -> TokenStream {
        let constants = self.found.iter().enumerate().map(|(index, ty)| {
            let (name, value) = (format_ident!("T{index}"), ctype(ty));
            quote!(const #name: CType = #value;)
        });
        constants.collect()
    }
}

fn member<'a>(member: &'a Member, types: &mut Types<'a>) -> TokenStream {
    let name = member.name();
    let kind = match member {
        Member::Op(op) => prototype(op, types),
        Member::Data(data) => {
            let ty = types.name(data.ty.shape());
            quote!(MemberKind::Data(#ty))
        }
    };
    quote!(Member { name: Borrowed(#name), kind: #kind })
}

fn prototype<'a>(op: &'a Op, types: &mut Types<'a>) -> TokenStream {
    let param = |arg: &'a Arg| {
        let (name, ty) = (&arg.name, types.name(arg.ty.shape()));
        let annotation = match op.suffix(&arg.ty) {
            Suffix::None => quote!(None),
            Suffix::Nullable => quote!(Nullable),
            Suffix::Ref => quote!(Ref),
        };
        quote! {
            Param { name: Borrowed(#name), ty: #ty, annotation: Annotation::#annotation }
        }
    };
    let params: Vec<TokenStream> = op.args.iter().map(param).collect();
    let result = types.name(op.result_shape());
    quote! {
        MemberKind::Op(Prototype { params: Borrowed(&[#(#params),*]), result: #result })
    }
}

fn struct_layout<'a>(item: &'a Struct, types: &mut Types<'a>) -> Option<TokenStream> {
    let tag = &item.named.tag;
    let size = Literal::u64_unsuffixed(item.layout?.size);
    let fields: Vec<TokenStream> = item
        .fields
        .iter()
        .filter_map(|field| {
            let (name, ty) = (&field.name, types.name(field.ty.shape()));
            let offset = Literal::u64_unsuffixed(field.offset?);
            Some(quote!(FieldLayout { name: Borrowed(#name), ty: #ty, offset: #offset }))
        })
        .collect();
    Some(quote! {
        StructLayout { tag: Borrowed(#tag), size: #size, fields: Borrowed(&[#(#fields),*]) }
    })
}

fn enum_layout(item: &Enum) -> TokenStream {
    let tag = &item.named.tag;
    let enumerators = item.variants.iter().map(|one| {
        let (name, value) = (&one.name, Literal::i128_unsuffixed(one.value));
        quote!(Enumerator { name: Borrowed(#name), value: #value })
    });
    quote! {
        EnumLayout { tag: Borrowed(#tag), enumerators: Borrowed(&[#(#enumerators),*]) }
    }
}

fn ctype(shape: &Shape<'_>) -> TokenStream {
    let base = match shape.base {
        Base::Void => quote!(Base::Void),
        Base::Scalar(scalar) => base_of_scalar(scalar),
        Base::Named(named) => base_of_named(named),
        Base::Module => quote!(Base::Struct(Borrowed("module"))),
    };
    let (is_const, pointers) = (shape.is_const, shape.pointers);
    let lengths = shape.lengths.iter().copied().map(Literal::u64_unsuffixed);
    quote!(CType::new(#base, #is_const, #pointers, &[#(#lengths),*]))
}

fn base_of_scalar(scalar: Scalar) -> TokenStream {
    match scalar {
        Scalar::Bool => quote!(Base::Bool),
        Scalar::Char => quote!(Base::Char),
        other => {
            let bytes = Literal::u32_unsuffixed(other.bits() / 8);
            let is_signed = other.is_signed();
            quote!(Base::Int { bytes: #bytes, is_signed: #is_signed })
        }
    }
}

fn base_of_named(named: &Named) -> TokenStream {
    let tag = &named.tag;
    match named.kind {
        Kind::Struct => quote!(Base::Struct(Borrowed(#tag))),
        Kind::Union => quote!(Base::Union(Borrowed(#tag))),
        Kind::Enum => quote!(Base::Enum(Borrowed(#tag))),
    }
}
