//! Where two descriptors of a type disagree.

use std::fmt;

use super::{Descriptor, EnumLayout, Member, MemberKind, Param, Prototype, StructLayout};

/// One disagreement: both sides as C has them, nothing where a side lacks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The member, struct or enum.
    pub name: String,
    /// What the left side has.
    pub left: Option<String>,
    /// What the right side has.
    pub right: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
        write!(f, "{} against {}", side(&self.left), side(&self.right))
    }
}

/// Every disagreement of two descriptors, in the order of the left one.
///
/// Argument names, `const`, and the order of the members make no difference: libbpf matches
/// members by name (`bpf_map__init_kern_struct_ops`), and the verifier sees slots and types.
pub fn differences(left: &Descriptor, right: &Descriptor) -> Vec<Difference> {
    let mut list = Vec::new();
    for member in left.members.iter() {
        match right.member(&member.name) {
            Some(other) if is_same(member, other) => {}
            other => list.push(Difference {
                name: member.name.clone().into_owned(),
                left: Some(member.to_string()),
                right: other.map(ToString::to_string),
            }),
        }
    }
    for member in right.members.iter() {
        if left.member(&member.name).is_none() {
            list.push(Difference {
                name: member.name.clone().into_owned(),
                left: None,
                right: Some(member.to_string()),
            });
        }
    }
    compare_structs(left, right, &mut list);
    compare_enums(left, right, &mut list);
    list
}

/// Whether two members of one name are the same to a program.
pub(crate) fn is_same(one: &Member, other: &Member) -> bool {
    match (&one.kind, &other.kind) {
        (MemberKind::Data(one), MemberKind::Data(other)) => one.is_same(other),
        (MemberKind::Op(one), MemberKind::Op(other)) => one.is_same(other),
        _ => false,
    }
}

impl Prototype {
    /// Whether a program sees the same in both.
    pub fn is_same(&self, other: &Self) -> bool {
        self.result.is_same(&other.result)
            && self.params.len() == other.params.len()
            && self
                .params
                .iter()
                .zip(other.params.iter())
                .all(|(one, other)| one.is_same(other))
    }
}

impl Param {
    /// Annotations are part of the names of stubs: where there is no name, nothing is known.
    fn is_same(&self, other: &Self) -> bool {
        let is_known = !self.name.is_empty() && !other.name.is_empty();
        self.ty.is_same(&other.ty) && (!is_known || self.annotation == other.annotation)
    }
}

/// Structs that both sides know; one side may know more.
fn compare_structs(left: &Descriptor, right: &Descriptor, list: &mut Vec<Difference>) {
    for one in left.structs.iter() {
        let Some(other) = right.structs.iter().find(|other| other.tag == one.tag) else {
            continue;
        };
        if !one.is_same(other) {
            list.push(Difference {
                name: one.tag.clone().into_owned(),
                left: Some(one.to_string()),
                right: Some(other.to_string()),
            });
        }
    }
}

impl StructLayout {
    fn is_same(&self, other: &Self) -> bool {
        self.size == other.size
            && self.fields.len() == other.fields.len()
            && self
                .fields
                .iter()
                .zip(other.fields.iter())
                .all(|(one, other)| {
                    one.name == other.name
                        && one.offset == other.offset
                        && one.ty.is_same(&other.ty)
                })
    }
}

impl fmt::Display for StructLayout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} bytes {{", self.tag, self.size)?;
        for field in self.fields.iter() {
            write!(f, " {} at {};", field.ty.declare(&field.name), field.offset)?;
        }
        f.write_str(" }")
    }
}

fn compare_enums(left: &Descriptor, right: &Descriptor, list: &mut Vec<Difference>) {
    for one in left.enums.iter() {
        let Some(other) = right.enums.iter().find(|other| other.tag == one.tag) else {
            continue;
        };
        if one != other {
            list.push(Difference {
                name: one.tag.clone().into_owned(),
                left: Some(one.to_string()),
                right: Some(other.to_string()),
            });
        }
    }
}

impl fmt::Display for EnumLayout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "enum {} {{", self.tag)?;
        for one in self.enumerators.iter() {
            write!(f, " {} = {},", one.name, one.value)?;
        }
        f.write_str(" }")
    }
}
