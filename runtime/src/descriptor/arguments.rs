//! What became of the arguments of an op: a program reads them by their place alone.

use super::change::{Change, of_types};
use super::{Annotation, Param};

/// The changes between two lists; nothing where a program sees the same.
///
/// Where both sides have names, these tell an argument that went to another place from one
/// that changed; what BTF says of ops has names where it has the stubs.
pub(super) fn argument_changes(left: &[Param], right: &[Param]) -> Vec<Change> {
    if let Some(shifted) = shifted_by_name(left, right).or_else(|| shifted_by_type(left, right)) {
        return vec![shifted];
    }
    let mut changes = Vec::new();
    for (index, (one, other)) in left.iter().zip(right).enumerate() {
        if !one.ty.is_same(&other.ty) {
            changes.push(Change::Argument(index, of_types(&one.ty, &other.ty)));
        }
        changes.extend(of_annotations(index, one, other));
    }
    if right.len() > left.len() {
        changes.push(Change::ArgumentsAppended(right.len() - left.len()));
    } else if left.len() > right.len() {
        changes.push(Change::ArgumentsDropped(left.len() - right.len()));
    }
    changes
}

/// Annotations are part of the names of stubs: where there is no name, nothing is known.
fn of_annotations(index: usize, one: &Param, other: &Param) -> Vec<Change> {
    if one.name.is_empty() || other.name.is_empty() || one.annotation == other.annotation {
        return Vec::new();
    }
    let mut changes = Vec::new();
    match one.annotation {
        Annotation::None => {}
        Annotation::Nullable => changes.push(Change::NullableRemoved(index)),
        Annotation::Ref => changes.push(Change::RefRemoved(index)),
    }
    match other.annotation {
        Annotation::None => {}
        Annotation::Nullable => changes.push(Change::NullableAdded(index)),
        Annotation::Ref => changes.push(Change::RefAdded(index)),
    }
    changes
}

/// An argument of the same name stands at another place.
fn shifted_by_name(left: &[Param], right: &[Param]) -> Option<Change> {
    let place = |name: &str, list: &[Param]| {
        let mut params = list.iter();
        params.position(|param| param.name == name)
    };
    let mut named = left
        .iter()
        .enumerate()
        .filter(|(_, one)| !one.name.is_empty());
    if !named.any(|(index, one)| place(&one.name, right).is_some_and(|other| other != index)) {
        return None;
    }
    // The first place whose argument the other side does not have at all.
    let stranger = |list: &[Param], other: &[Param]| {
        let mut params = list.iter();
        params.position(|param| place(&param.name, other).is_none())
    };
    let shift = match stranger(right, left) {
        Some(index) if right.len() > left.len() => Change::ArgumentInserted(index),
        _ => match stranger(left, right) {
            Some(index) if left.len() > right.len() => Change::ArgumentRemoved(index),
            _ => Change::ArgumentsReordered,
        },
    };
    Some(shift)
}

/// Without names: all of the shorter list is at the beginning and the end of the longer one,
/// and not all of it at the beginning.
fn shifted_by_type(left: &[Param], right: &[Param]) -> Option<Change> {
    if left.len() == right.len() {
        return None;
    }
    let shorter = left.len().min(right.len());
    let is_same = |(one, other): &(&Param, &Param)| one.ty.is_same(&other.ty);
    let front = left.iter().zip(right).take_while(is_same).count();
    let back = left.iter().rev().zip(right.iter().rev());
    let back = back.take_while(is_same).count();
    if front >= shorter || back == 0 || front + back < shorter {
        return None;
    }
    Some(if right.len() > left.len() {
        Change::ArgumentInserted(front)
    } else {
        Change::ArgumentRemoved(front)
    })
}
