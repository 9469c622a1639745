//! Structs, unions, enums and constants that module, BPF programs and Rust share.

use serde::Serialize;
use structops_model::kernel::references::Counted;
use structops_model::{
    Const, Enum, Field, Module, Origin, Scalar, Struct, StructOps, Type, kernel,
};

use crate::{c, doc};

/// `<module>_types.h` and `<module>_types.bpf.h`.
#[derive(Serialize)]
pub(super) struct ItemsView {
    guard: String,
    module: String,
    headers: Vec<String>,
    consts: Vec<ConstView>,
    enums: Vec<EnumView>,
    kernel_enums: Vec<EnumView>,
    structs: Vec<StructView>,
    kernel_structs: Vec<StructView>,
    kernel_fields: Vec<String>,
    typedefs: Vec<String>,
}

#[derive(Serialize)]
struct ConstView {
    comment: Option<String>,
    name: String,
    value: String,
}

#[derive(Serialize)]
struct EnumView {
    comment: Option<String>,
    head: String,
    variants: Vec<VariantView>,
}

#[derive(Serialize)]
struct VariantView {
    comment: Option<String>,
    name: String,
    value: String,
}

#[derive(Serialize)]
struct StructView {
    comment: Option<String>,
    head: String,
    fields: Vec<FieldView>,
    size: Option<u64>,
}

#[derive(Serialize)]
struct FieldView {
    comment: Option<String>,
    declaration: String,
    owner: String,
    name: String,
    offset: Option<u64>,
}

/// Whether a module has anything to share.
pub(super) fn has_items(module: &Module) -> bool {
    !(module.structs.is_empty() && module.enums.is_empty() && module.consts.is_empty())
}

pub(super) fn view_items(module: &Module, suffix: &str) -> ItemsView {
    let structs = |origin| {
        let of_origin = module
            .structs
            .iter()
            .filter(move |item| item.named.origin == origin);
        of_origin.map(view_struct).collect()
    };
    let enums = |origin| {
        let of_origin = module
            .enums
            .iter()
            .filter(move |item| item.named.origin == origin);
        of_origin.map(view_enum).collect()
    };
    ItemsView {
        guard: format!("_{}_TYPES_{suffix}", module.name.to_uppercase()),
        module: module.name.clone(),
        headers: headers(module),
        consts: module.consts.iter().map(view_const).collect(),
        enums: enums(Origin::Module),
        kernel_enums: enums(Origin::Kernel),
        structs: structs(Origin::Module),
        kernel_structs: structs(Origin::Kernel),
        kernel_fields: kernel_fields(module),
        typedefs: field_typedefs(module),
    }
}

/// The kernel's headers that define what the source calls the kernel's.
pub(super) fn headers(module: &Module) -> Vec<String> {
    let structs = module
        .structs
        .iter()
        .map(|item| (&item.named, &item.header));
    let enums = module.enums.iter().map(|item| (&item.named, &item.header));
    let declared = structs
        .chain(enums)
        .filter(|(named, _)| named.origin == Origin::Kernel)
        .filter_map(|(named, header)| {
            let known = kernel::types::header(named).map(str::to_owned);
            header.clone().or(known)
        });
    let members = module
        .types
        .iter()
        .flat_map(StructOps::data)
        .filter_map(|data| data.ty.named());
    let opaque = members.filter_map(|named| kernel::types::header(named).map(str::to_owned));
    let counted = owned(module).map(|row| row.header.to_owned());
    let mut list: Vec<String> = declared.chain(opaque).chain(counted).collect();
    list.sort();
    list.dedup();
    list.retain(|header| header != "linux/types.h");
    list
}

/// The counted structs of the kernel that change hands in ops.
fn owned(module: &Module) -> impl Iterator<Item = &'static Counted> {
    module
        .types
        .iter()
        .flat_map(StructOps::ops)
        .flat_map(|op| op.args.iter().map(|arg| &arg.ty).chain([&op.result]))
        .filter_map(|ty| match ty {
            Type::Owned { to, .. } if to.origin == Origin::Kernel => {
                kernel::references::find(&to.tag)
            }
            _ => None,
        })
}

/// How programs give a reference back: declarations of the kernel's kfuncs.
pub(super) fn releases(module: &Module) -> Vec<String> {
    let mut list: Vec<String> = owned(module)
        .map(|row| format!("extern void {}(struct {} *p) __ksym;", row.kfunc, row.tag))
        .collect();
    list.sort();
    list.dedup();
    list
}

/// Assertions about the fields that a trait lists of the kernel's structs: sizes, and for
/// numbers whether they are signed.
fn kernel_fields(module: &Module) -> Vec<String> {
    let of_kernel = |item: &&Struct| item.named.origin == Origin::Kernel;
    let mut list = Vec::new();
    for item in module.structs.iter().filter(of_kernel) {
        for field in &item.fields {
            let place = format!("(({} *)0)->{}", item.named.c(), field.name);
            let Some(size) = size_of(&field.ty) else {
                list.push(format!("static_assert(sizeof({place}) > 0);"));
                continue;
            };
            list.push(format!("static_assert(sizeof({place}) == {size});"));
            if let Some(scalar) = field.ty.scalar().filter(|one| *one != Scalar::Bool) {
                // The kernel's `char` is unsigned.
                let not = if scalar.is_signed() && scalar != Scalar::Char {
                    ""
                } else {
                    "!"
                };
                list.push(format!(
                    "static_assert({not}is_signed_type(typeof({place})));"
                ));
            }
        }
    }
    list
}

/// The size of a field whose insides need not be known.
fn size_of(ty: &Type) -> Option<u64> {
    match ty {
        Type::Scalar(scalar) | Type::Alias { scalar, .. } => Some(u64::from(scalar.bits() / 8)),
        Type::Enum(_) => Some(4),
        Type::Array { element, len } => size_of(element)?.checked_mul(*len),
        ty if ty.is_pointer() => Some(8),
        _ => None,
    }
}

fn view_const(item: &Const) -> ConstView {
    ConstView {
        comment: comment(&item.docs),
        name: item.name.clone(),
        value: parenthesised(item.value),
    }
}

fn view_enum(item: &Enum) -> EnumView {
    let view = |one: &structops_model::Variant| VariantView {
        comment: comment(&one.docs).map(|text| format!("\t{text}")),
        name: one.name.clone(),
        value: c::integer(one.value),
    };
    EnumView {
        comment: comment(&item.docs),
        head: item.named.c(),
        variants: item.variants.iter().map(view).collect(),
    }
}

fn view_struct(item: &Struct) -> StructView {
    let view = |field: &Field| FieldView {
        comment: comment(&field.docs).map(|text| format!("\t{}", text.replace('\n', "\n\t"))),
        declaration: format!("\t{};", c::declare(&field.ty, &field.name)),
        owner: item.named.c(),
        name: field.name.clone(),
        offset: field.offset,
    };
    StructView {
        comment: comment(&item.docs),
        head: item.named.c(),
        fields: item.fields.iter().map(view).collect(),
        size: item.layout.map(|layout| layout.size),
    }
}

/// A negative constant is parenthesised, as macros are.
fn parenthesised(number: i128) -> String {
    let text = c::integer(number);
    if number < 0 && !text.starts_with('(') {
        format!("({text})")
    } else {
        text
    }
}

fn comment(docs: &[String]) -> Option<String> {
    let said = doc::paragraphs(docs).join(" ");
    (!said.is_empty()).then(|| c::block_comment(&said))
}

/// C names of scalars that a program without a vmlinux.h does not know: `typedef`s.
pub(super) fn typedefs(ty: &StructOps) -> Vec<String> {
    let args = ty
        .ops()
        .flat_map(|op| op.args.iter().map(|arg| &arg.ty).chain([&op.result]));
    let data = ty.data().map(|data| &data.ty);
    let mut list: Vec<String> = args.chain(data).filter_map(typedef).collect();
    list.sort();
    list.dedup();
    list
}

/// A C name that the trait gives a width, and its bytes.
#[derive(Serialize)]
pub(super) struct AliasView {
    name: String,
    size: u32,
}

/// The C names of the ops' and members' scalars: the kernel may have them wider.
pub(super) fn aliases(ty: &StructOps) -> Vec<AliasView> {
    let args = ty
        .ops()
        .flat_map(|op| op.args.iter().map(|arg| &arg.ty).chain([&op.result]));
    aliases_of(args.chain(ty.data().map(|data| &data.ty)))
}

/// The C names of scalars among some types.
pub(super) fn aliases_of<'a>(types: impl Iterator<Item = &'a Type>) -> Vec<AliasView> {
    let mut list: Vec<(&str, u32)> = types
        .filter_map(|ty| match ty {
            Type::Alias { name, scalar } => Some((name.as_str(), scalar.bits() / 8)),
            _ => None,
        })
        .collect();
    list.sort_unstable();
    list.dedup();
    list.into_iter()
        .map(|(name, size)| AliasView {
            name: name.to_owned(),
            size,
        })
        .collect()
}

fn field_typedefs(module: &Module) -> Vec<String> {
    let fields = module.structs.iter().flat_map(|item| &item.fields);
    let mut list: Vec<String> = fields.filter_map(|field| typedef(&field.ty)).collect();
    list.sort();
    list.dedup();
    list
}

/// Types that `structops.bpf.h` has already, and those that C itself has.
const IN_STRUCTOPS_H: &[&str] = &[
    "bool", "char", "int", "long", "short", "size_t", "ssize_t", "s8", "s16", "s32", "s64", "u8",
    "u16", "u32", "u64", "__s8", "__s16", "__s32", "__s64", "__u8", "__u16", "__u32", "__u64",
    "__be16", "__be32", "__wsum",
];

pub(super) fn typedef(ty: &Type) -> Option<String> {
    match ty {
        Type::Alias { name, scalar } if !IN_STRUCTOPS_H.contains(&name.as_str()) => {
            let sign = if scalar.is_signed() { "s" } else { "u" };
            Some(format!("typedef {sign}{} {name};", scalar.bits()))
        }
        Type::Array { element, .. } => typedef(element),
        _ => None,
    }
}
