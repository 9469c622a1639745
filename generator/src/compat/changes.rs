//! Which row of the table a change falls under.

use struct_ops::Descriptor;
use struct_ops::descriptor::{Change, Difference, Member, MemberKind, TypeChange};

use super::report::{Finding, Hit};
use super::rules::{self, Rule};

/// A difference with the rows that its changes fall under.
pub(super) fn finding(one: &Difference, left: &Descriptor, right: &Descriptor) -> Finding {
    let mut hits: Vec<Hit> = Vec::new();
    for change in &one.changes {
        let hit = Hit::new(
            rule(change),
            detail(change, left.member(&one.name), right.member(&one.name)),
        );
        if !hits.contains(&hit) {
            hits.push(hit);
        }
    }
    Finding {
        kind: kind(
            one,
            left.member(&one.name).or_else(|| right.member(&one.name)),
        ),
        name: one.name.clone(),
        old: one.left.clone(),
        new: one.right.clone(),
        hits,
    }
}

fn kind(one: &Difference, member: Option<&Member>) -> &'static str {
    match (of_item(one), member.map(|member| &member.kind)) {
        (Some(kind), _) => kind,
        (None, Some(MemberKind::Data(_))) => "data member",
        (None, _) => "op",
    }
}

/// What it is a difference of, where that is no member; a member may have the name of a struct.
pub(super) fn of_item(one: &Difference) -> Option<&'static str> {
    one.changes.first().and_then(|change| match change {
        Change::FieldAdded(_)
        | Change::FieldRemoved(_)
        | Change::FieldMoved(_)
        | Change::Field(..)
        | Change::StructSize => Some("struct"),
        Change::EnumeratorAdded(_)
        | Change::EnumeratorRemoved(_)
        | Change::EnumeratorChanged(_) => Some("enum"),
        _ => None,
    })
}

/// One finding for all members that moved: each has as little to say as the other.
pub(super) fn of_order(moved: &[Difference]) -> Option<Finding> {
    moved.first()?;
    let names: Vec<&str> = moved.iter().map(|one| one.name.as_str()).collect();
    Some(Finding {
        kind: "order",
        name: "of members".to_owned(),
        old: None,
        new: None,
        hits: vec![Hit::new(&rules::MEMBER_MOVED, names.join(", "))],
    })
}

fn rule(change: &Change) -> &'static Rule {
    match change {
        Change::OpAdded => &rules::OP_ADDED,
        Change::OpRemoved => &rules::OP_REMOVED,
        Change::DataAdded => &rules::DATA_ADDED,
        Change::DataRemoved => &rules::DATA_REMOVED,
        Change::MemberMoved => &rules::MEMBER_MOVED,
        Change::ArgumentsAppended(_) => &rules::ARGUMENT_APPENDED,
        Change::ArgumentsDropped(_) => &rules::ARGUMENT_DROPPED,
        Change::ArgumentInserted(_) => &rules::ARGUMENT_INSERTED,
        Change::ArgumentRemoved(_) => &rules::ARGUMENT_REMOVED,
        Change::ArgumentsReordered => &rules::ARGUMENTS_REORDERED,
        Change::Argument(_, how) => of_argument(*how),
        Change::NullableAdded(_) => &rules::NULLABLE_ADDED,
        Change::NullableRemoved(_) => &rules::NULLABLE_REMOVED,
        Change::RefAdded(_) => &rules::REF_ADDED,
        Change::RefRemoved(_) => &rules::REF_REMOVED,
        Change::ResultAdded => &rules::RESULT_ADDED,
        Change::ResultRemoved => &rules::RESULT_REMOVED,
        Change::Result(how) => of_result(*how),
        Change::DataKind => &rules::DATA_KIND,
        Change::DataSize => &rules::DATA_SIZE,
        Change::DataRetyped => &rules::DATA_RETYPED,
        Change::FieldAdded(_) => &rules::FIELD_ADDED,
        Change::FieldRemoved(_) => &rules::FIELD_REMOVED,
        Change::FieldMoved(_) | Change::StructSize => &rules::FIELD_MOVED,
        Change::Field(_, how) => of_field(*how),
        Change::EnumeratorAdded(_) => &rules::ENUMERATOR_ADDED,
        Change::EnumeratorRemoved(_) => &rules::ENUMERATOR_REMOVED,
        Change::EnumeratorChanged(_) => &rules::ENUMERATOR_CHANGED,
        // `Change` may grow; what has no row of its own is judged like a member of another kind.
        _ => &rules::MEMBER_KIND,
    }
}

fn of_argument(how: TypeChange) -> &'static Rule {
    match how {
        TypeChange::Width => &rules::ARGUMENT_WIDTH,
        TypeChange::Sign => &rules::ARGUMENT_SIGN,
        TypeChange::Enum => &rules::ARGUMENT_ENUM,
        TypeChange::Target => &rules::ARGUMENT_TARGET,
        TypeChange::ToPointer => &rules::ARGUMENT_TO_POINTER,
        TypeChange::FromPointer => &rules::ARGUMENT_FROM_POINTER,
        _ => &rules::ARGUMENT_VALUE,
    }
}

fn of_result(how: TypeChange) -> &'static Rule {
    match how {
        TypeChange::ToPointer => &rules::RESULT_TO_POINTER,
        TypeChange::FromPointer => &rules::RESULT_FROM_POINTER,
        TypeChange::Target => &rules::RESULT_TARGET,
        _ => &rules::RESULT_NUMBER,
    }
}

fn of_field(how: TypeChange) -> &'static Rule {
    match how {
        TypeChange::Width | TypeChange::Length => &rules::FIELD_WIDTH,
        TypeChange::Sign | TypeChange::Target => &rules::FIELD_RETYPED,
        _ => &rules::FIELD_KIND,
    }
}

/// What of the member it is: the argument, the field, the enumerator.
fn detail(change: &Change, left: Option<&Member>, right: Option<&Member>) -> String {
    let argument = |index: usize, member: Option<&Member>| {
        let name = member.and_then(|member| match &member.kind {
            MemberKind::Op(prototype) => prototype.params.get(index),
            MemberKind::Data(_) => None,
        });
        match name.map(|param| &param.name) {
            Some(name) if !name.is_empty() => format!("argument {} (`{name}`)", index + 1),
            _ => format!("argument {}", index + 1),
        }
    };
    match change {
        Change::ArgumentInserted(index)
        | Change::NullableAdded(index)
        | Change::NullableRemoved(index)
        | Change::RefAdded(index)
        | Change::RefRemoved(index) => argument(*index, right),
        Change::Argument(index, _) | Change::ArgumentRemoved(index) => argument(*index, left),
        Change::FieldAdded(name)
        | Change::FieldRemoved(name)
        | Change::FieldMoved(name)
        | Change::Field(name, _)
        | Change::EnumeratorAdded(name)
        | Change::EnumeratorRemoved(name)
        | Change::EnumeratorChanged(name) => format!("`{name}`"),
        _ => String::new(),
    }
}
