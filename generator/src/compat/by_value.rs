//! Structs that a type has by value: their bytes go to the other side as they are.
//!
//! CO-RE puts right what a program reads through a pointer. The value of a data member was laid
//! out when the object was compiled, and a struct among the arguments says in which slots the
//! ones behind it are.

use struct_ops::Descriptor;
use struct_ops::descriptor::{Base, CType, Member, MemberKind, StructLayout};

use super::report::{Finding, Hit};
use super::rules;

/// Adds the members whose structs have another layout.
pub(super) fn add(
    sides: (&Descriptor, &Descriptor),
    is_hidden: impl Fn(&str) -> bool,
    findings: &mut Vec<Finding>,
) {
    let (left, right) = sides;
    for member in left.members.iter().filter(|one| !is_hidden(&one.name)) {
        let Some(other) = right.member(&member.name) else {
            continue;
        };
        let hits = of_member((&member.kind, &other.kind), sides);
        if !hits.is_empty() {
            note(member, other, hits, findings);
        }
    }
}

fn of_member(
    (one, other): (&MemberKind, &MemberKind),
    sides: (&Descriptor, &Descriptor),
) -> Vec<Hit> {
    match (one, other) {
        (MemberKind::Data(ty), MemberKind::Data(now)) if ty.is_same(now) && is_other(ty, sides) => {
            let rule = if sides.0.size_of(ty) == sides.1.size_of(ty) {
                &rules::DATA_RETYPED
            } else {
                &rules::DATA_SIZE
            };
            vec![Hit::new(rule, String::new())]
        }
        (MemberKind::Op(before), MemberKind::Op(after)) => {
            let pairs = before.params.iter().zip(after.params.iter()).enumerate();
            let changed = pairs
                .filter(|(_, (one, other))| one.ty.is_same(&other.ty) && is_other(&one.ty, sides));
            let detail = |index: usize, name: &str| match name {
                "" => format!("argument {}", index + 1),
                name => format!("argument {} (`{name}`)", index + 1),
            };
            changed
                .map(|(index, (one, _))| Hit::new(&rules::ARGUMENT_VALUE, detail(index, &one.name)))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The member may be different in other ways as well.
fn note(member: &Member, other: &Member, hits: Vec<Hit>, findings: &mut Vec<Finding>) {
    if let Some(known) = findings
        .iter_mut()
        .find(|one| one.is_of_member(&member.name))
    {
        known.hits.extend(hits);
        return;
    }
    findings.push(Finding {
        kind: match member.kind {
            MemberKind::Op(_) => "op",
            MemberKind::Data(_) => "data member",
        },
        name: member.name.clone().into_owned(),
        old: Some(member.to_string()),
        new: Some(other.to_string()),
        hits,
    });
}

/// Whether the struct that a type is, or an array of it, lies differently on both sides.
fn is_other(ty: &CType, sides: (&Descriptor, &Descriptor)) -> bool {
    !is_alike(ty, sides, DEEPEST)
}

/// No struct of C is in itself; one of a damaged BTF may be.
const DEEPEST: u8 = 16;

fn is_alike(ty: &CType, sides: (&Descriptor, &Descriptor), depth: u8) -> bool {
    let (Base::Struct(tag) | Base::Union(tag)) = &ty.base else {
        return true;
    };
    if ty.pointers > 0 || depth == 0 {
        return true;
    }
    // A kernel may have several of one tag.
    let with_tag = |side: &&StructLayout| side.tag == *tag;
    let mut left = sides.0.structs.iter().filter(with_tag).peekable();
    let right: Vec<&StructLayout> = sides.1.structs.iter().filter(with_tag).collect();
    // What only one side knows nobody can compare.
    left.peek().is_none()
        || right.is_empty()
        || left.any(|one| {
            let mut others = right.iter();
            others.any(|other| is_same_layout((one, other), sides, depth))
        })
}

fn is_same_layout(
    (one, other): (&StructLayout, &StructLayout),
    sides: (&Descriptor, &Descriptor),
    depth: u8,
) -> bool {
    one.size == other.size
        && one.fields.len() == other.fields.len()
        && one
            .fields
            .iter()
            .zip(other.fields.iter())
            .all(|(field, now)| {
                field.name == now.name
                    && field.offset == now.offset
                    && field.ty.is_same(&now.ty)
                    && is_alike(&field.ty, sides, depth - 1)
            })
}
