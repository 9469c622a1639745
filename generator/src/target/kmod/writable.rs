//! Fields that programs may assign.

use serde::Serialize;
use structops_model::{Field, Module, Named, Struct, StructOps, Type};

/// A struct of which programs of a type may assign fields.
#[derive(Serialize)]
pub(super) struct WritableView {
    type_name: String,
    c: String,
    tag: String,
    /// The op and the number of its argument that leads to the struct.
    member: String,
    arg: usize,
    fields: Vec<FieldView>,
}

#[derive(Serialize)]
struct FieldView {
    name: String,
    owner: String,
    writable: bool,
}

/// The structs that ops of the type take and that have such fields; of one that only other
/// types take, programs of this type cannot get hold of by an argument.
pub(super) fn view_writable(ty: &StructOps, module: &Module) -> Vec<WritableView> {
    let open = module
        .structs
        .iter()
        .filter(|item| !item.writable.is_empty());
    open.filter_map(|item| {
        let (member, arg) = place_of(ty, &item.named)?;
        Some(WritableView {
            type_name: ty.name.clone(),
            c: item.named.c(),
            tag: item.named.tag.clone(),
            member,
            arg,
            fields: item
                .fields
                .iter()
                .map(|field| view_field(item, field))
                .collect(),
        })
    })
    .collect()
}

fn view_field(item: &Struct, field: &Field) -> FieldView {
    FieldView {
        name: field.name.clone(),
        owner: item.named.c(),
        writable: item.writable.contains(&field.ident),
    }
}

/// The first argument of the type's ops that is a reference to the struct.
fn place_of(ty: &StructOps, named: &Named) -> Option<(String, usize)> {
    let is_it = |ty: &Type| match ty {
        Type::Reference { to, .. } | Type::Owned { to, .. } => to == named,
        _ => false,
    };
    ty.ops().filter(|op| op.is_supported()).find_map(|op| {
        let arg = op.args.iter().position(|arg| is_it(&arg.ty))?;
        Some((op.name.clone(), arg))
    })
}
