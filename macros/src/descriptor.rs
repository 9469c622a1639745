//! The descriptor of a type, as a constant of the user's crate.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use structops_model::{
    Arg, Enum, Kind, Links, Member, Module, Named, Op, Origin, Pointee, Scalar, Struct, StructOps,
    Type,
};

pub(crate) fn of_type(module: &Module, ty: &StructOps) -> TokenStream {
    let (name, of_module) = (&ty.name, &module.name);
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
    let reached = reach(module, ty);
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
            module: ::core::option::Option::Some(Borrowed(#of_module)),
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
struct Types {
    found: Vec<Type>,
}

impl Types {
    /// The constant of a type.
    fn name(&mut self, ty: &Type) -> Ident {
        let index = self.found.iter().position(|found| found == ty);
        let index = index.unwrap_or_else(|| {
            self.found.push(ty.clone());
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

fn member(member: &Member, types: &mut Types) -> TokenStream {
    let name = member.name();
    let kind = match member {
        Member::Op(op) => prototype(op, types),
        Member::Data(data) => {
            let ty = types.name(&data.ty);
            quote!(MemberKind::Data(#ty))
        }
    };
    quote!(Member { name: Borrowed(#name), kind: #kind })
}

fn prototype(op: &Op, types: &mut Types) -> TokenStream {
    let param = |arg: &Arg, types: &mut Types| {
        let (name, ty) = (&arg.name, types.name(&arg.ty));
        let annotation = match &arg.ty {
            // Without a stub nothing says it.
            _ if !op.is_supported() => quote!(None),
            Type::Reference { nullable: true, .. } => quote!(Nullable),
            Type::Owned { .. } => quote!(Ref),
            _ => quote!(None),
        };
        quote! {
            Param { name: Borrowed(#name), ty: #ty, annotation: Annotation::#annotation }
        }
    };
    let params: Vec<TokenStream> = op.args.iter().map(|arg| param(arg, types)).collect();
    // `bool` travels as `int`.
    let result = match &op.result {
        Type::Scalar(Scalar::Bool) => types.name(&Type::Scalar(Scalar::Int)),
        other => types.name(other),
    };
    quote! {
        MemberKind::Op(Prototype { params: Borrowed(&[#(#params),*]), result: #result })
    }
}

fn struct_layout(item: &Struct, types: &mut Types) -> Option<TokenStream> {
    let tag = &item.named.tag;
    let size = Literal::u64_unsuffixed(item.layout?.size);
    let fields: Vec<TokenStream> = item
        .fields
        .iter()
        .filter_map(|field| {
            let (name, ty) = (&field.name, types.name(&field.ty));
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

/// The structs and enums of the module that the members lead to, through pointers as well.
fn reach<'a>(module: &'a Module, ty: &'a StructOps) -> Vec<&'a Named> {
    let of_ops = ty
        .ops()
        .flat_map(|op| op.args.iter().map(|arg| &arg.ty).chain([&op.result]));
    let mut waiting: Vec<&Named> = of_ops
        .chain(ty.data().map(|data| &data.ty))
        .filter_map(Type::named)
        .collect();
    let mut done: Vec<&Named> = Vec::new();
    while let Some(named) = waiting.pop() {
        if named.origin == Origin::Kernel || done.contains(&named) {
            continue;
        }
        done.push(named);
        let known = module.structs.iter().find(|item| item.named == *named);
        let fields = known.map(|item| item.fields.iter()).into_iter().flatten();
        waiting.extend(fields.filter_map(|field| field.ty.named()));
    }
    done
}

fn ctype(ty: &Type) -> TokenStream {
    let (mut lengths, mut inner) = (Vec::new(), ty);
    while let Type::Array { element, len } = inner {
        lengths.push(Literal::u64_unsuffixed(*len));
        inner = element;
    }
    let (base, is_const, pointers) = match inner {
        Type::Unit | Type::Array { .. } => (quote!(Base::Void), false, 0_u8),
        Type::Scalar(scalar) | Type::Alias { scalar, .. } => (base_of_scalar(*scalar), false, 0),
        Type::Enum(named) | Type::Struct(named) => (base_of_named(named), false, 0),
        Type::Pointer { mutable, pointee } => {
            let base = match pointee {
                Pointee::Void => quote!(Base::Void),
                Pointee::Scalar(scalar) => base_of_scalar(*scalar),
                Pointee::Named(named) => base_of_named(named),
            };
            (base, !mutable, 1)
        }
        Type::Reference { to, constant, .. } => (base_of_named(to), *constant, 1),
        Type::Owned { to, .. } => (base_of_named(to), false, 1),
        Type::Owner => (quote!(Base::Struct(Borrowed("module"))), false, 1),
    };
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
