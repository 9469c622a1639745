//! From a checked interface to descriptors: the one form in which types are compared.

use struct_ops::descriptor::{
    Annotation, Base, CType, EnumLayout, Enumerator, FieldLayout, Member, MemberKind, Param,
    Prototype, StructLayout,
};
use struct_ops::{Descriptor, Links};
use structops_model as model;
use structops_model::{Interface, Kind, Module, Scalar, Shape, StructOps, Suffix};

/// Every type of a source.
pub fn interface(interface: &Interface) -> Vec<Descriptor> {
    let of_module = |module| -> Vec<Descriptor> { types(module).collect() };
    interface.modules().iter().flat_map(of_module).collect()
}

fn types(module: &Module) -> impl Iterator<Item = Descriptor> {
    module.types.iter().map(|ty| descriptor(ty, module))
}

/// The structs and enums that the kfuncs of a module lead to.
pub(crate) fn of_kfuncs(module: &Module) -> Descriptor {
    let (structs, enums) = shared(module, &module.reach_of_kfuncs());
    Descriptor {
        structs: structs.into(),
        enums: enums.into(),
        ..Descriptor::named(module.name.clone(), None, Links::Required)
    }
}

fn shared(module: &Module, reached: &[&model::Named]) -> (Vec<StructLayout>, Vec<EnumLayout>) {
    let structs = module.structs.iter();
    let structs = structs.filter(|one| reached.contains(&&one.named));
    let enums = module.enums.iter();
    let enums = enums.filter(|one| reached.contains(&&one.named));
    (
        structs.filter_map(struct_layout).collect(),
        enums.map(enum_layout).collect(),
    )
}

/// What the attribute makes of the same trait (`descriptor.rs` of `structops-macros`).
pub fn descriptor(ty: &StructOps, module: &Module) -> Descriptor {
    let (structs, enums) = shared(module, &module.reach(ty));
    Descriptor {
        name: ty.name.clone().into(),
        module: ty.home(module).map(|name| name.to_owned().into()),
        links: match ty.options.links {
            model::Links::Required => Links::Required,
            model::Links::Optional => Links::Optional,
        },
        members: ty.members.iter().map(member).collect(),
        structs: structs.into(),
        enums: enums.into(),
    }
}

fn member(member: &model::Member) -> Member {
    Member {
        name: member.name().to_owned().into(),
        kind: match member {
            model::Member::Op(op) => MemberKind::Op(prototype(op)),
            model::Member::Data(data) => MemberKind::Data(ctype(&data.ty.shape())),
        },
    }
}

fn prototype(op: &model::Op) -> Prototype {
    let param = |arg: &model::Arg| Param {
        name: arg.name.clone().into(),
        ty: ctype(&arg.ty.shape()),
        annotation: match op.suffix(&arg.ty) {
            Suffix::None => Annotation::None,
            Suffix::Nullable => Annotation::Nullable,
            Suffix::Ref => Annotation::Ref,
        },
    };
    Prototype {
        params: op.args.iter().map(param).collect(),
        result: ctype(&op.result_shape()),
    }
}

fn struct_layout(item: &model::Struct) -> Option<StructLayout> {
    let field = |field: &model::Field| {
        Some(FieldLayout {
            name: field.name.clone().into(),
            ty: ctype(&field.ty.shape()),
            offset: u32::try_from(field.offset?).ok()?,
        })
    };
    Some(StructLayout {
        tag: item.named.tag.clone().into(),
        size: u32::try_from(item.layout?.size).ok()?,
        fields: item.fields.iter().filter_map(field).collect(),
    })
}

fn enum_layout(item: &model::Enum) -> EnumLayout {
    let enumerator = |one: &model::Variant| Enumerator {
        name: one.name.clone().into(),
        // Enumerators have 32 bits.
        value: i64::try_from(one.value).unwrap_or_default(),
    };
    EnumLayout {
        tag: item.named.tag.clone().into(),
        enumerators: item.variants.iter().map(enumerator).collect(),
    }
}

pub(crate) fn ctype(shape: &Shape<'_>) -> CType {
    // An array that long is refused: no struct_ops value may have it.
    let length = |length: &u64| u32::try_from(*length).unwrap_or(u32::MAX);
    CType {
        base: base(shape.base),
        is_const: shape.is_const,
        pointers: shape.pointers,
        lengths: shape.lengths.iter().map(length).collect(),
    }
}

fn base(base: model::Base<'_>) -> Base {
    match base {
        model::Base::Void => Base::Void,
        model::Base::Scalar(Scalar::Bool) => Base::Bool,
        model::Base::Scalar(Scalar::Char) => Base::Char,
        model::Base::Scalar(scalar) => Base::Int {
            bytes: u8::try_from(scalar.bits() / 8).unwrap_or_default(),
            is_signed: scalar.is_signed(),
        },
        model::Base::Named(named) => {
            let tag = named.tag.clone().into();
            match named.kind {
                Kind::Struct => Base::Struct(tag),
                Kind::Union => Base::Union(tag),
                Kind::Enum => Base::Enum(tag),
            }
        }
        model::Base::Module => Base::Struct("module".into()),
    }
}
