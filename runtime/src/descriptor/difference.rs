//! Where two descriptors of a type disagree.

use std::fmt;

use super::change::{of_enums, of_members, of_structs};
use super::{Change, Descriptor, EnumLayout, Member, MemberKind, StructLayout};

/// One disagreement: both sides as C has them, nothing where a side lacks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The member, struct or enum.
    pub name: String,
    /// What the left side has.
    pub left: Option<String>,
    /// What the right side has.
    pub right: Option<String>,
    /// How the right side differs from the left one; at least one change.
    pub changes: Vec<Change>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
        write!(f, "{} against {}", side(&self.left), side(&self.right))
    }
}

/// Every disagreement of two descriptors, in the order of the left one.
///
/// `const`, new names of arguments that stay where they are, and the order of the members make
/// no difference: libbpf matches members by name (`bpf_map__init_kern_struct_ops`), and the
/// verifier sees slots and types.
pub fn differences(left: &Descriptor, right: &Descriptor) -> Vec<Difference> {
    let members = left.members.iter();
    let mut list: Vec<Difference> = members
        .filter_map(|member| of_member(left, member, right))
        .collect();
    let added = right.members.iter();
    let added = added.filter(|member| left.member(&member.name).is_none());
    list.extend(added.map(|member| Difference {
        name: member.name.clone().into_owned(),
        left: None,
        right: Some(member.to_string()),
        changes: vec![match member.kind {
            MemberKind::Op(_) => Change::OpAdded,
            MemberKind::Data(_) => Change::DataAdded,
        }],
    }));
    compare_structs(left, right, &mut list);
    compare_enums(left, right, &mut list);
    list
}

/// How the member of that name on the right side differs; `None` where it does not.
pub(crate) fn of_member(
    left: &Descriptor,
    member: &Member,
    right: &Descriptor,
) -> Option<Difference> {
    let other = right.member(&member.name);
    let changes = match other {
        Some(other) => of_members((member, left), (other, right)),
        None => vec![match member.kind {
            MemberKind::Op(_) => Change::OpRemoved,
            MemberKind::Data(_) => Change::DataRemoved,
        }],
    };
    (!changes.is_empty()).then(|| Difference {
        name: member.name.clone().into_owned(),
        left: Some(member.to_string()),
        right: other.map(ToString::to_string),
        changes,
    })
}

/// Members that stand in another order, each with its place among those that both sides have:
/// no disagreement, but one that a maintainer may ask about.
pub fn moved(left: &Descriptor, right: &Descriptor) -> Vec<Difference> {
    let of_both = |side: &Descriptor, other: &Descriptor| -> Vec<String> {
        let members = side.members.iter();
        let common = members.filter(|member| other.member(&member.name).is_some());
        common
            .map(|member| member.name.clone().into_owned())
            .collect()
    };
    let after = of_both(right, left);
    let place = |name: &String| after.iter().position(|other| other == name);
    of_both(left, right)
        .into_iter()
        .enumerate()
        .filter_map(|(before, name)| {
            let now = place(&name).filter(|now| *now != before)?;
            Some(Difference {
                left: Some(format!("place {}", before + 1)),
                right: Some(format!("place {}", now + 1)),
                name,
                changes: vec![Change::MemberMoved],
            })
        })
        .collect()
}

/// Structs that both sides know; one side may know more.
fn compare_structs(left: &Descriptor, right: &Descriptor, list: &mut Vec<Difference>) {
    // What has no tag is told by nothing, and is a part of what holds it.
    for one in left.structs.iter().filter(|one| !one.tag.is_empty()) {
        // A kernel may have several of one tag, in files that know nothing of each other.
        let others = right.structs.iter().filter(|other| other.tag == one.tag);
        let all = others.map(|other| (other, of_structs(one, other)));
        let Some((other, changes)) = all.min_by_key(|(_, changes)| changes.len()) else {
            continue;
        };
        if !changes.is_empty() {
            list.push(Difference {
                name: one.tag.clone().into_owned(),
                left: Some(one.to_string()),
                right: Some(other.to_string()),
                changes,
            });
        }
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
    for one in left.enums.iter().filter(|one| !one.tag.is_empty()) {
        let others = right.enums.iter().filter(|other| other.tag == one.tag);
        let all = others.map(|other| (other, of_enums(one, other)));
        let Some((other, changes)) = all.min_by_key(|(_, changes)| changes.len()) else {
            continue;
        };
        if !changes.is_empty() {
            list.push(Difference {
                name: one.tag.clone().into_owned(),
                left: Some(one.to_string()),
                right: Some(other.to_string()),
                changes,
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
