//! A verdict for each member of a type.

use struct_ops::Descriptor;
use struct_ops::btf::MemberLayout;
use struct_ops::descriptor::{Difference, MemberKind, differences};

use super::report::{MemberReport, SideReport, TypeReport};
use super::{Parts, facts_of};
use crate::compat::{Facts, Subject};

/// A part that knows the type.
pub(super) struct Part<'a> {
    pub(super) label: &'a str,
    pub(super) descriptor: &'a Descriptor,
    places: &'a [MemberLayout],
    may_lack: Lack,
}

/// What a part need not have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lack {
    Nothing,
    /// Headers leave out the members that programs may not set, and the trait of a type that
    /// exists those that the language has no words for.
    Data,
    /// What an object lacks, libbpf leaves zero.
    Members,
}

/// The parts that know a type: trait, modules, kernel, objects.
pub(super) fn sides<'a>(tag: &str, parts: &'a Parts) -> Vec<Part<'a>> {
    let mut list = Vec::new();
    let part = |label: &'a str, descriptor, places, may_lack| Part {
        label,
        descriptor,
        places,
        may_lack,
    };
    if let Some(side) = &parts.source
        && let Some(subject) = side.find(tag)
    {
        let may_lack = match &subject.facts {
            Some(facts) if facts.is_existing => Lack::Data,
            _ => Lack::Nothing,
        };
        list.push(part(
            &side.label,
            &subject.descriptor,
            &subject.places,
            may_lack,
        ));
    }
    let kernel = parts.kernel.iter().map(|types| ("kernel", types));
    let modules = parts.modules.iter();
    let modules = modules.map(|(label, types)| (label.as_str(), types));
    for (label, types) in modules.chain(kernel) {
        if let Some(ty) = types.iter().find(|ty| ty.descriptor.name == tag) {
            list.push(part(label, &ty.descriptor, &ty.places, Lack::Nothing));
        }
    }
    for object in &parts.objects {
        let first = list.first().map(|part: &Part<'a>| part.descriptor);
        if let Some(descriptor) = object.find(tag, first) {
            let lack = if object.is_header {
                Lack::Data
            } else {
                Lack::Members
            };
            list.push(part(&object.label, descriptor, &[], lack));
        }
    }
    list
}

pub(super) fn of_type(tag: &str, parts: &Parts) -> TypeReport {
    let sides = sides(tag, parts);
    let Some((first, others)) = sides.split_first() else {
        return TypeReport::unknown(tag);
    };
    let found: Vec<(&Part<'_>, Vec<Difference>)> = others
        .iter()
        .map(|side| (side, disagreements(first, side)))
        .collect();
    let mut names: Vec<String> = Vec::new();
    let of_first = first.descriptor.members.iter();
    names.extend(of_first.map(|member| member.name.clone().into_owned()));
    for (_, list) in &found {
        for one in list {
            if !names.contains(&one.name) {
                names.push(one.name.clone());
            }
        }
    }
    let places = sides.iter().map(|side| side.places);
    let places = places.max_by_key(|places| places.len()).unwrap_or_default();
    let members = names
        .iter()
        .map(|name| of_member(name, tag, first, &found, places, parts));
    TypeReport {
        name: tag.to_owned(),
        members: members.collect(),
        absent: absent(tag, parts),
        is_alone: sides.len() < 2 && parts.headers.is_empty(),
        parts: sides.iter().map(|side| side.label.to_owned()).collect(),
    }
}

/// Modules that should register the type of a trait and do not; a kernel may go without.
fn absent(tag: &str, parts: &Parts) -> Vec<String> {
    let lacks = |types: &[Subject]| !types.iter().any(|ty| ty.descriptor.name == tag);
    let all_lack = parts.modules.iter().all(|(_, types)| lacks(types));
    let modules = parts.modules.iter().filter(|_| all_lack);
    let mut list: Vec<String> = modules.map(|(label, _)| label.clone()).collect();
    list.extend(
        parts
            .kernel
            .iter()
            .filter(|types| lacks(types))
            .map(|_| "kernel".to_owned()),
    );
    list
}

fn disagreements(first: &Part<'_>, side: &Part<'_>) -> Vec<Difference> {
    let mut list = differences(first.descriptor, side.descriptor);
    list.retain(|one| {
        let lacks = one.right.is_none() && may_lack(side, first, &one.name);
        let has_more = one.left.is_none() && may_lack(first, side, &one.name);
        !lacks && !has_more
    });
    list
}

/// Whether a part may go without what another has.
fn may_lack(part: &Part<'_>, other: &Part<'_>, name: &str) -> bool {
    let is_op = || other.descriptor.ops().any(|op| op == name);
    match part.may_lack {
        Lack::Nothing => false,
        Lack::Data => !is_op(),
        Lack::Members => true,
    }
}

fn of_member(
    name: &str,
    tag: &str,
    first: &Part<'_>,
    found: &[(&Part<'_>, Vec<Difference>)],
    places: &[MemberLayout],
    parts: &Parts,
) -> MemberReport {
    let member = first.descriptor.member(name);
    let place = places.iter().find(|place| place.name == name);
    let mut sides = Vec::new();
    for (side, list) in found {
        if let Some(one) = list.iter().find(|one| one.name == name) {
            if sides.is_empty() {
                sides.push(SideReport::new(first.label, one.left.as_deref()));
            }
            sides.push(SideReport::new(side.label, one.right.as_deref()));
        }
    }
    let is_op = member.map(|member| matches!(member.kind, MemberKind::Op(_)));
    MemberReport {
        name: name.to_owned(),
        kind: match is_op {
            Some(true) => "op",
            Some(false) => "data",
            None => "other",
        },
        declaration: member.map(ToString::to_string),
        offset: place.map(|place| place.offset),
        size: place.map(|place| place.size),
        may_sleep: facts_of(parts, tag).and_then(|facts| may_sleep(facts, name)),
        sleep: sleep(name, tag, parts),
        sides,
    }
}

/// What the trait says of an op.
fn may_sleep(facts: &Facts, op: &str) -> Option<bool> {
    let op = facts.ops.iter().find(|one| one.name == op)?;
    Some(op.is_sleepable)
}

/// Programs that may sleep, for an op whose programs may not.
fn sleep(op: &str, tag: &str, parts: &Parts) -> Vec<String> {
    let facts = facts_of(parts, tag);
    if facts.and_then(|facts| may_sleep(facts, op)) != Some(false) {
        return Vec::new();
    }
    let wrong = parts.objects.iter();
    let wrong = wrong.filter(|object| object.sleeps(tag, op) == Some(true));
    wrong.map(|object| object.label.clone()).collect()
}
