//! From the types of a BTF to a [`Descriptor`].

use std::borrow::Cow;
use std::collections::BTreeSet;

use libbpf_sys::{
    BTF_INT_BOOL, BTF_INT_SIGNED, BTF_KIND_ARRAY, BTF_KIND_CONST, BTF_KIND_ENUM, BTF_KIND_ENUM64,
    BTF_KIND_FLOAT, BTF_KIND_FUNC, BTF_KIND_FUNC_PROTO, BTF_KIND_FWD, BTF_KIND_INT, BTF_KIND_PTR,
    BTF_KIND_RESTRICT, BTF_KIND_STRUCT, BTF_KIND_TYPE_TAG, BTF_KIND_TYPEDEF, BTF_KIND_UNION,
    BTF_KIND_VOLATILE,
};

use super::{value_type, without_flavor};
use crate::descriptor::{
    Annotation, Base, CType, Descriptor, EnumLayout, Enumerator, FieldLayout, Links, Member,
    MemberKind, Param, Prototype, StructLayout,
};
use crate::sys::btf::{Entry, Head, RawBtf};

/// Steps from a type to what it stands for: real chains have a handful, a hostile file may
/// go in circles.
const STEPS: usize = 64;

/// Structs and enums that a type may lead to; a hostile file may have millions.
const MOST: usize = 4096;

/// The type that is registered under that tag: the second member of its value type
/// (`is_valid_value_type` in `kernel/bpf/bpf_struct_ops.c`).
pub(crate) fn registered(btf: &RawBtf, tag: &str) -> Option<Descriptor> {
    let wanted = value_type(tag);
    let value = btf
        .own_ids()
        .filter_map(|id| btf.head(id))
        .find(|head| head.kind == BTF_KIND_STRUCT && head.is_named(&wanted))?;
    let members = value.members();
    let [_, ops] = members.as_slice() else {
        return None;
    };
    let ops = btf.head(ops.ty)?;
    (ops.kind == BTF_KIND_STRUCT && ops.is_named(tag)).then(|| describe(btf, tag, &ops))
}

/// The struct of that tag, or of a flavor of it.
pub(super) fn of_struct(btf: &RawBtf, tag: &str) -> Option<Descriptor> {
    let plain = btf.find_struct(tag).and_then(|id| btf.head(id));
    let ops = plain.or_else(|| {
        let mut heads = btf.own_ids().filter_map(|id| btf.head(id));
        heads.find(|head| head.kind == BTF_KIND_STRUCT && without_flavor(&head.name()) == tag)
    })?;
    Some(describe(btf, tag, &ops))
}

fn describe(btf: &RawBtf, tag: &str, ops: &Head<'_>) -> Descriptor {
    let mut reach = Reach {
        btf,
        seen: BTreeSet::new(),
        structs: Vec::new(),
        enums: Vec::new(),
    };
    let entries = ops.members();
    let stubs = stubs(btf, tag);
    let members = entries
        .iter()
        .map(|entry| member(btf, entry, &stubs, &mut reach));
    let members: Vec<Member> = members.collect();
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
fn stubs<'a>(btf: &'a RawBtf, tag: &str) -> Vec<(String, Head<'a>)> {
    let prefix = format!("{tag}__");
    let heads = btf.own_ids().filter_map(|id| btf.head(id));
    let functions = heads.filter(|head| head.kind == BTF_KIND_FUNC);
    functions
        .filter_map(|head| {
            let op = head.name().strip_prefix(&prefix)?.to_owned();
            Some((op, btf.head(head.size_or_type)?))
        })
        .collect()
}

fn member(
    btf: &RawBtf,
    entry: &Entry,
    stubs: &[(String, Head<'_>)],
    reach: &mut Reach<'_>,
) -> Member {
    let name = Cow::Owned(entry.name.clone());
    if let Some(prototype) = function_pointer(btf, entry.ty) {
        let stub = stubs.iter().find(|(op, _)| *op == entry.name);
        let names = stub.map(|(_, head)| head.params()).unwrap_or_default();
        let kind = MemberKind::Op(prototype_of(&prototype, &names, reach));
        return Member { name, kind };
    }
    let ty = match entry.bits {
        0 => reach.resolve(entry.ty),
        bits => CType::plain(Base::Other(format!("bitfield of {bits}").into())),
    };
    Member {
        name,
        kind: MemberKind::Data(ty),
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

/// Whether a member is an op.
#[cfg(feature = "loader")]
pub(crate) fn is_op(btf: &RawBtf, id: u32) -> bool {
    function_pointer(btf, id).is_some()
}

/// The prototype behind a pointer, through typedefs and qualifiers.
fn function_pointer(btf: &RawBtf, id: u32) -> Option<Head<'_>> {
    let pointer = skip(btf, id)?;
    if pointer.kind != BTF_KIND_PTR {
        return None;
    }
    skip(btf, pointer.size_or_type).filter(|head| head.kind == BTF_KIND_FUNC_PROTO)
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

fn is_transparent(head: &Head<'_>) -> bool {
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
    Some(describe(btf, &tag, &head))
}

/// A type by its id.
#[cfg(feature = "loader")]
pub(crate) fn type_of(btf: &RawBtf, id: u32) -> CType {
    let mut reach = Reach {
        btf,
        seen: BTreeSet::new(),
        structs: Vec::new(),
        enums: Vec::new(),
    };
    reach.resolve(id)
}

/// The structs and enums that were met, so far as they are the BTF's own: what lies in the
/// base is the kernel's.
struct Reach<'a> {
    btf: &'a RawBtf,
    seen: BTreeSet<u32>,
    structs: Vec<StructLayout>,
    enums: Vec<EnumLayout>,
}

impl Reach<'_> {
    fn resolve(&mut self, mut id: u32) -> CType {
        let mut ty = CType::plain(Base::Void);
        let mut lengths = Vec::new();
        for _ in 0..STEPS {
            let Some(head) = self.btf.head(id) else {
                // Void ends the chain, as does an id that is nowhere.
                ty.lengths = lengths.into();
                return ty;
            };
            match head.kind {
                BTF_KIND_CONST => ty.is_const = true,
                _ if is_transparent(&head) => {}
                BTF_KIND_PTR if ty.pointers < u8::MAX => {
                    ty.pointers += 1;
                    ty.is_const = false;
                }
                BTF_KIND_ARRAY if ty.pointers == 0 => {
                    let Some((element, length)) = head.array() else {
                        break;
                    };
                    lengths.push(length);
                    id = element;
                    continue;
                }
                _ => {
                    ty.base = self.base(id, &head);
                    ty.lengths = lengths.into();
                    return ty;
                }
            }
            id = head.size_or_type;
        }
        CType::plain(Base::Other("a type without end".into()))
    }

    fn base(&mut self, id: u32, head: &Head<'_>) -> Base {
        let tag = || Cow::Owned(head.name());
        let bytes = u8::try_from(head.size_or_type).unwrap_or(u8::MAX);
        match head.kind {
            BTF_KIND_INT if head.encoding() & BTF_INT_BOOL != 0 => Base::Bool,
            BTF_KIND_INT if bytes == 1 && head.is_named("char") => Base::Char,
            BTF_KIND_INT => Base::Int {
                bytes,
                is_signed: head.encoding() & BTF_INT_SIGNED != 0,
            },
            BTF_KIND_FLOAT => Base::Float(bytes),
            BTF_KIND_STRUCT | BTF_KIND_UNION => {
                self.meet_struct(id, head);
                match head.kind {
                    BTF_KIND_STRUCT => Base::Struct(tag()),
                    _ => Base::Union(tag()),
                }
            }
            // Its kind flag tells a union from a struct.
            BTF_KIND_FWD if head.is_signed() => Base::Union(tag()),
            BTF_KIND_FWD => Base::Struct(tag()),
            BTF_KIND_ENUM | BTF_KIND_ENUM64 => {
                self.meet_enum(id, head);
                Base::Enum(tag())
            }
            BTF_KIND_FUNC_PROTO => Base::Function,
            other => Base::Other(format!("BTF kind {other}").into()),
        }
    }

    fn is_new(&mut self, id: u32) -> bool {
        self.btf.own_ids().contains(&id) && self.seen.len() < MOST && self.seen.insert(id)
    }

    fn meet_struct(&mut self, id: u32, head: &Head<'_>) {
        // Without members it is a stand-in of a distilled base.
        if !self.is_new(id) {
            return;
        }
        let fields = head.members();
        let fields: Vec<FieldLayout> = fields
            .into_iter()
            .map(|field| FieldLayout {
                ty: self.resolve(field.ty),
                offset: u32::try_from(field.value / 8).unwrap_or(u32::MAX),
                name: field.name.into(),
            })
            .collect();
        self.structs.push(StructLayout {
            tag: head.name().into(),
            size: head.size_or_type,
            fields: fields.into(),
        });
    }

    fn meet_enum(&mut self, id: u32, head: &Head<'_>) {
        if !self.is_new(id) {
            return;
        }
        let enumerators: Vec<Enumerator> = head
            .enumerators()
            .into_iter()
            .map(|one| Enumerator {
                name: one.name.into(),
                value: one.value,
            })
            .collect();
        self.enums.push(EnumLayout {
            tag: head.name().into(),
            enumerators: enumerators.into(),
        });
    }
}
