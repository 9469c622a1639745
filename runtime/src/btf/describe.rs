//! From the types of a BTF to a [`Descriptor`].

use std::borrow::Cow;
use std::collections::HashMap;

use libbpf_sys::{
    BTF_KIND_CONST, BTF_KIND_FUNC, BTF_KIND_FUNC_PROTO, BTF_KIND_PTR, BTF_KIND_RESTRICT,
    BTF_KIND_STRUCT, BTF_KIND_TYPE_TAG, BTF_KIND_TYPEDEF, BTF_KIND_VOLATILE,
};

use super::reach::Reach;
use super::{value_type, without_flavor};
use crate::descriptor::{Annotation, Descriptor, Links, Member, MemberKind, Param, Prototype};
use crate::sys::btf::{Entry, Head, RawBtf};

/// Steps from a type to what it stands for: real chains have a handful, a hostile file may
/// go in circles.
pub(super) const STEPS: usize = 64;

/// Members of a type, and parameters of an op: far more than the kernel takes
/// (`bpf_struct_ops_desc_init`, `MAX_BPF_FUNC_ARGS`). A small file may share one prototype
/// with tens of thousands of parameters between as many members.
const MOST_MEMBERS: usize = 4096;
const MOST_PARAMS: usize = 64;

/// The type that is registered under that tag: the second member of its value type
/// (`is_valid_value_type` in `kernel/bpf/bpf_struct_ops.c`).
pub(crate) fn registered(btf: &RawBtf, tag: &str) -> Option<Descriptor> {
    let value = value_of(btf, tag)?;
    let ops = ops_of(btf, tag, &value)?;
    let reach = if btf.is_split() {
        Reach::new(btf)
    } else {
        Reach::of_image(btf)
    };
    Some(describe(btf, tag, &ops, reach))
}

/// The value type of that tag, of this BTF's own.
pub(super) fn value_of<'a>(btf: &'a RawBtf, tag: &str) -> Option<Head<'a>> {
    let wanted = value_type(tag);
    btf.own_ids()
        .filter_map(|id| btf.head(id))
        .find(|head| head.kind == BTF_KIND_STRUCT && head.is_named(&wanted))
}

/// The struct that a value type of that tag carries; `None` where it is no value type.
pub(super) fn ops_of<'a>(btf: &'a RawBtf, tag: &str, value: &Head<'_>) -> Option<Head<'a>> {
    if value.count() != 2 {
        return None;
    }
    let members = value.members();
    let ops = btf.head(members.get(1)?.ty)?;
    let is_ops = ops.kind == BTF_KIND_STRUCT && ops.is_named(tag);
    (is_ops && ops.count() <= MOST_MEMBERS).then_some(ops)
}

/// The struct of that tag, or of a flavor of it.
pub(super) fn of_struct(btf: &RawBtf, tag: &str) -> Option<Descriptor> {
    let plain = btf.find_struct(tag).and_then(|id| btf.head(id));
    let ops = plain.or_else(|| {
        let mut heads = btf.own_ids().filter_map(|id| btf.head(id));
        heads.find(|head| head.kind == BTF_KIND_STRUCT && without_flavor(&head.name()) == tag)
    })?;
    (ops.count() <= MOST_MEMBERS).then(|| describe(btf, tag, &ops, Reach::new(btf)))
}

/// More versions of a type than a program is for.
const MOST_FLAVORS: usize = 16;

/// The struct of that tag, and its flavors in the order of the BTF.
pub(super) fn flavors_of_struct(btf: &RawBtf, tag: &str) -> Vec<Descriptor> {
    let heads = btf.own_ids().filter_map(|id| btf.head(id));
    let heads = heads.filter(|head| {
        head.kind == BTF_KIND_STRUCT
            && head.count() <= MOST_MEMBERS
            && without_flavor(&head.name()) == tag
    });
    let mut heads: Vec<Head<'_>> = heads.take(MOST_FLAVORS).collect();
    heads.sort_by_key(|head| !head.is_named(tag));
    let describe = |head: &Head<'_>| describe(btf, tag, head, Reach::new(btf));
    heads.iter().map(describe).collect()
}

fn describe(btf: &RawBtf, tag: &str, ops: &Head<'_>, mut reach: Reach<'_>) -> Descriptor {
    let entries = ops.members();
    let stubs = stubs(btf, tag);
    let members = entries
        .iter()
        .map(|entry| member(btf, entry, &stubs, &mut reach));
    let members: Vec<Member> = members.collect();
    reach.go_on();
    Descriptor {
        name: tag.to_owned().into(),
        module: None,
        links: Links::default(),
        members: members.into(),
        structs: reach.structs.into(),
        enums: reach.enums.into(),
    }
}

/// The functions `<tag>__<op>`, by op: what argument names and suffixes are taken from.
fn stubs<'a>(btf: &'a RawBtf, tag: &str) -> HashMap<String, Head<'a>> {
    let prefix = format!("{tag}__");
    let heads = btf.own_ids().filter_map(|id| btf.head(id));
    let mut found = HashMap::new();
    for head in heads.filter(|head| head.kind == BTF_KIND_FUNC) {
        if let Some(op) = head.name().strip_prefix(&prefix)
            && let Some(prototype) = prototype(btf, head.size_or_type)
        {
            found.entry(op.to_owned()).or_insert(prototype);
        }
    }
    found
}

fn member(
    btf: &RawBtf,
    entry: &Entry,
    stubs: &HashMap<String, Head<'_>>,
    reach: &mut Reach<'_>,
) -> Member {
    let name = Cow::Owned(entry.name.clone());
    if let Some(prototype) = function_pointer(btf, entry.ty) {
        let stub = stubs.get(&entry.name);
        let names = stub.map(Head::params).unwrap_or_default();
        let kind = MemberKind::Op(prototype_of(&prototype, &names, reach));
        return Member { name, kind };
    }
    Member {
        name,
        kind: MemberKind::Data(reach.of_entry(entry)),
    }
}

fn prototype_of(prototype: &Head<'_>, names: &[Entry], reach: &mut Reach<'_>) -> Prototype {
    let params = prototype.params();
    let has_names = names.len() == params.len();
    let params: Vec<Param> = params
        .iter()
        .enumerate()
        .map(|(index, param)| {
            let of_stub = names.get(index).filter(|_| has_names);
            let (name, annotation) = Annotation::split(of_stub.map_or("", |param| &param.name));
            Param {
                name: name.to_owned().into(),
                ty: reach.resolve(param.ty),
                annotation,
            }
        })
        .collect();
    Prototype {
        params: params.into(),
        result: reach.resolve(prototype.size_or_type),
    }
}

/// What a function takes and returns.
pub(super) fn function(btf: &RawBtf, head: &Head<'_>) -> Option<Prototype> {
    let prototype = prototype(btf, head.size_or_type)?;
    let names = prototype.params();
    Some(prototype_of(&prototype, &names, &mut Reach::of_image(btf)))
}

/// Whether a member is an op.
#[cfg(feature = "loader")]
pub(crate) fn is_op(btf: &RawBtf, id: u32) -> bool {
    function_pointer(btf, id).is_some()
}

/// The prototype behind a pointer, through typedefs and qualifiers.
pub(super) fn function_pointer(btf: &RawBtf, id: u32) -> Option<Head<'_>> {
    let pointer = skip(btf, id)?;
    if pointer.kind != BTF_KIND_PTR {
        return None;
    }
    prototype(btf, pointer.size_or_type)
}

fn prototype(btf: &RawBtf, id: u32) -> Option<Head<'_>> {
    skip(btf, id).filter(|head| head.kind == BTF_KIND_FUNC_PROTO && head.count() <= MOST_PARAMS)
}

/// A type without typedefs, qualifiers and tags; `None` for void.
fn skip(btf: &RawBtf, mut id: u32) -> Option<Head<'_>> {
    for _ in 0..STEPS {
        let head = btf.head(id)?;
        if !is_transparent(&head) {
            return Some(head);
        }
        id = head.size_or_type;
    }
    None
}

pub(super) fn is_transparent(head: &Head<'_>) -> bool {
    [
        BTF_KIND_TYPEDEF,
        BTF_KIND_CONST,
        BTF_KIND_VOLATILE,
        BTF_KIND_RESTRICT,
        BTF_KIND_TYPE_TAG,
    ]
    .contains(&head.kind)
}

/// The descriptor of a struct of whatever tag, by its id.
#[cfg(feature = "loader")]
pub(crate) fn of_id(btf: &RawBtf, id: u32) -> Option<Descriptor> {
    let head = skip(btf, id).filter(|head| head.kind == BTF_KIND_STRUCT)?;
    let tag = without_flavor(&head.name()).to_owned();
    (head.count() <= MOST_MEMBERS).then(|| describe(btf, &tag, &head, Reach::new(btf)))
}

/// A type by its id.
#[cfg(feature = "loader")]
pub(crate) fn type_of(btf: &RawBtf, id: u32) -> crate::descriptor::CType {
    let mut reach = Reach::new(btf);
    reach.resolve(id)
}
