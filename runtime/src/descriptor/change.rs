//! What kind of change lies between two shapes of one member, struct or enum.

use super::arguments::argument_changes;
use super::{Base, CType, Descriptor, EnumLayout, Member, MemberKind, Prototype, StructLayout};

/// A change from the left side to the right one, as it matters to the kernel and libbpf.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// Only the right side has the op.
    OpAdded,
    /// Only the left side has the op.
    OpRemoved,
    /// Only the right side has the data member.
    DataAdded,
    /// Only the left side has the data member.
    DataRemoved,
    /// Both have the member, at another place among those that both have.
    MemberMoved,
    /// An op became data, or data an op.
    MemberKind,
    /// So many arguments more at the end.
    ArgumentsAppended(usize),
    /// So many arguments less at the end.
    ArgumentsDropped(usize),
    /// An argument more before others; its index on the right side.
    ArgumentInserted(usize),
    /// An argument less before others; its index on the left side.
    ArgumentRemoved(usize),
    /// The arguments are the same, in another order.
    ArgumentsReordered,
    /// The argument at that index has another type.
    Argument(usize, TypeChange),
    /// The argument at that index may be NULL from now on.
    NullableAdded(usize),
    /// The argument at that index is never NULL any more.
    NullableRemoved(usize),
    /// The argument at that index is owned from now on.
    RefAdded(usize),
    /// The argument at that index is not owned any more.
    RefRemoved(usize),
    /// There was no result.
    ResultAdded,
    /// There is no result any more.
    ResultRemoved,
    /// The result has another type.
    Result(TypeChange),
    /// Data of another BTF kind: an array in place of a number.
    DataKind,
    /// Data of another size.
    DataSize,
    /// Data of the same size and kind that means something else.
    DataRetyped,
    /// A field more.
    FieldAdded(String),
    /// A field less.
    FieldRemoved(String),
    /// A field at another offset.
    FieldMoved(String),
    /// A field of another type.
    Field(String, TypeChange),
    /// Nothing but the size of the struct.
    StructSize,
    /// An enumerator more.
    EnumeratorAdded(String),
    /// An enumerator less.
    EnumeratorRemoved(String),
    /// An enumerator of another value.
    EnumeratorChanged(String),
}

/// How a type differs from another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TypeChange {
    /// A number of another width.
    Width,
    /// A number of the same width with another sign, or a truth value or character.
    Sign,
    /// An enum in place of a number or of another enum, or the reverse.
    Enum,
    /// A pointer to something else.
    Target,
    /// A number became a pointer.
    ToPointer,
    /// A pointer became a number.
    FromPointer,
    /// An array of the same elements with another number of them.
    Length,
    /// A struct or an array by value that became something else.
    Value,
}

/// What lies between two members of one name; nothing where a program sees the same.
pub(super) fn of_members(
    (left, left_side): (&Member, &Descriptor),
    (right, right_side): (&Member, &Descriptor),
) -> Vec<Change> {
    match (&left.kind, &right.kind) {
        (MemberKind::Op(left), MemberKind::Op(right)) => of_prototypes(left, right),
        (MemberKind::Data(left), MemberKind::Data(right)) if left.is_same(right) => Vec::new(),
        (MemberKind::Data(left), MemberKind::Data(right)) => {
            vec![of_data((left, left_side), (right, right_side))]
        }
        _ => vec![Change::MemberKind],
    }
}

fn of_prototypes(left: &Prototype, right: &Prototype) -> Vec<Change> {
    let mut changes = argument_changes(&left.params, &right.params);
    if !left.result.is_same(&right.result) {
        changes.push(match (left.result.is_void(), right.result.is_void()) {
            (true, _) => Change::ResultAdded,
            (_, true) => Change::ResultRemoved,
            _ => Change::Result(of_types(&left.result, &right.result)),
        });
    }
    changes
}

/// In the order in which `bpf_map__init_kern_struct_ops` of libbpf looks.
fn of_data(
    (left, left_side): (&CType, &Descriptor),
    (right, right_side): (&CType, &Descriptor),
) -> Change {
    if left.btf_kind() != right.btf_kind() {
        return Change::DataKind;
    }
    let sizes = left_side.size_of(left).zip(right_side.size_of(right));
    match sizes {
        Some((left, right)) if left != right => Change::DataSize,
        _ => Change::DataRetyped,
    }
}

/// How two types differ that are not the same.
pub(super) fn of_types(left: &CType, right: &CType) -> TypeChange {
    match (left.pointers > 0, right.pointers > 0) {
        (true, true) => return TypeChange::Target,
        (false, true) => return TypeChange::ToPointer,
        (true, false) => return TypeChange::FromPointer,
        (false, false) => {}
    }
    let (Some(one), Some(other)) = (left.scalar_bytes(), right.scalar_bytes()) else {
        return TypeChange::Value;
    };
    let is_enum = |ty: &CType| matches!(ty.base, Base::Enum(_));
    if one != other {
        TypeChange::Width
    } else if is_enum(left) || is_enum(right) {
        TypeChange::Enum
    } else {
        TypeChange::Sign
    }
}

/// Of two arrays CO-RE compares the elements (`bpf_core_fields_are_compat` of libbpf).
fn of_fields(left: &CType, right: &CType) -> TypeChange {
    if left.lengths.is_empty() || right.lengths.is_empty() {
        return of_types(left, right);
    }
    let (one, other) = (left.element(), right.element());
    if one.is_same(&other) {
        return TypeChange::Length;
    }
    of_types(&one, &other)
}

/// What became of the fields of a struct that both sides know.
pub(super) fn of_structs(left: &StructLayout, right: &StructLayout) -> Vec<Change> {
    let mut changes = Vec::new();
    for one in left.fields.iter().filter(|one| !one.name.is_empty()) {
        let name = || one.name.clone().into_owned();
        let Some(other) = right.fields.iter().find(|other| other.name == one.name) else {
            changes.push(Change::FieldRemoved(name()));
            continue;
        };
        if !one.ty.is_same(&other.ty) {
            changes.push(Change::Field(name(), of_fields(&one.ty, &other.ty)));
        }
        if one.offset != other.offset {
            changes.push(Change::FieldMoved(name()));
        }
    }
    let added = right.fields.iter().filter(|field| {
        let mut known = left.fields.iter();
        !field.name.is_empty() && !known.any(|other| other.name == field.name)
    });
    changes.extend(added.map(|field| Change::FieldAdded(field.name.clone().into_owned())));
    if changes.is_empty() && left.size != right.size {
        changes.push(Change::StructSize);
    }
    changes
}

/// What became of the enumerators of an enum that both sides know.
pub(super) fn of_enums(left: &EnumLayout, right: &EnumLayout) -> Vec<Change> {
    let mut changes = Vec::new();
    for one in left.enumerators.iter() {
        let mut others = right.enumerators.iter();
        let name = || one.name.clone().into_owned();
        match others.find(|other| other.name == one.name) {
            None => changes.push(Change::EnumeratorRemoved(name())),
            Some(other) if other.value != one.value => {
                changes.push(Change::EnumeratorChanged(name()));
            }
            Some(_) => {}
        }
    }
    let added = right.enumerators.iter().filter(|one| {
        let mut known = left.enumerators.iter();
        !known.any(|other| other.name == one.name)
    });
    changes.extend(added.map(|one| Change::EnumeratorAdded(one.name.clone().into_owned())));
    changes
}
