//! The layout of a type that is only a trait yet: what gcc makes of it on x86-64.

use struct_ops::btf::{Layout, MemberLayout, ValueLayout};
use structops_model::{Base, Kind, Layout as Extent, Member, Module, Shape, StructOps};

use super::LayoutError;
use crate::c;

/// `SMP_CACHE_BYTES`, to which `struct bpf_struct_ops_<type>` aligns the ops struct
/// (`register_bpf_struct_ops` in include/linux/bpf.h).
const CACHE_BYTES: u64 = 64;

/// `struct bpf_struct_ops_common_value`: a counter and an enum.
const HEADER: u32 = 8;

const POINTER: Extent = Extent { size: 8, align: 8 };

pub(super) fn layout(ty: &StructOps, module: &Module) -> Result<Layout, LayoutError> {
    let mut members = Vec::new();
    let mut whole = Extent { size: 0, align: 1 };
    for member in &ty.members {
        let extent = extent(member, module).ok_or_else(|| unknown(ty, member))?;
        let offset = whole.size.next_multiple_of(extent.align);
        whole.size = offset.saturating_add(extent.size);
        whole.align = whole.align.max(extent.align);
        members.push(MemberLayout {
            name: member.name().to_owned(),
            offset: narrow(offset),
            size: narrow(extent.size),
            is_op: matches!(member, Member::Op(_)),
        });
    }
    let size = whole.size.next_multiple_of(whole.align);
    let value = CACHE_BYTES.saturating_add(size);
    Ok(Layout {
        name: ty.name.clone(),
        size: narrow(size),
        members,
        value: ValueLayout {
            size: narrow(value.next_multiple_of(CACHE_BYTES)),
            header: HEADER,
            data: narrow(CACHE_BYTES),
        },
    })
}

fn narrow(bytes: u64) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

/// Size and alignment; `None` where only the kernel knows.
fn extent(member: &Member, module: &Module) -> Option<Extent> {
    match member {
        Member::Op(_) => Some(POINTER),
        Member::Data(data) => {
            let shape = data.ty.shape();
            let element = element(&shape, module)?;
            let elements = shape.lengths.iter().copied().fold(1, u64::saturating_mul);
            Some(Extent {
                size: element.size.saturating_mul(elements),
                align: element.align,
            })
        }
    }
}

fn element(shape: &Shape<'_>, module: &Module) -> Option<Extent> {
    if shape.pointers > 0 {
        return Some(POINTER);
    }
    let plain = |size| Some(Extent { size, align: size });
    match shape.base {
        Base::Void | Base::Module => None,
        Base::Scalar(scalar) => plain(u64::from(scalar.bits() / 8)),
        Base::Named(named) if named.kind == Kind::Enum => plain(4),
        Base::Named(named) => {
            let known = module.structs.iter().find(|item| item.named == *named);
            known.and_then(|item| item.layout)
        }
    }
}

fn unknown(ty: &StructOps, member: &Member) -> LayoutError {
    let declaration = match member {
        Member::Data(data) => c::declare(&data.ty, &data.name),
        Member::Op(op) => op.name.clone(),
    };
    LayoutError::Unknown {
        name: ty.name.clone(),
        member: member.name().to_owned(),
        declaration,
    }
}
