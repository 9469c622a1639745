//! The structs and enums that a type's members lead to.

use std::borrow::Cow;
use std::collections::{BTreeSet, VecDeque};
use std::ops::Range;

use libbpf_sys::{
    BTF_INT_BOOL, BTF_INT_SIGNED, BTF_KIND_ARRAY, BTF_KIND_CONST, BTF_KIND_ENUM, BTF_KIND_ENUM64,
    BTF_KIND_FLOAT, BTF_KIND_FUNC_PROTO, BTF_KIND_FWD, BTF_KIND_INT, BTF_KIND_PTR, BTF_KIND_STRUCT,
    BTF_KIND_UNION,
};

use super::describe::{STEPS, is_transparent};
use crate::descriptor::{Base, CType, EnumLayout, Enumerator, FieldLayout, StructLayout};
use crate::sys::btf::{Entry, Head, RawBtf};

/// Structs and enums that a type may lead to; a hostile file may have millions.
const MOST: usize = 4096;

/// Fields and enumerators of all these together. Those that Linux' own types lead to have
/// some eighty thousand.
const MOST_ENTRIES: usize = 1 << 18;

/// The structs and enums that were met, so far as they are the BTF's own: what lies in the
/// base is the kernel's.
pub(super) struct Reach<'a> {
    btf: &'a RawBtf,
    /// The ids of what belongs to the type's owner.
    own: Range<u32>,
    seen: BTreeSet<u32>,
    /// Structs and unions whose fields nobody has looked at. They wait: a call inside a call
    /// for each would go as deep as they point to each other.
    waiting: VecDeque<u32>,
    /// Fields and enumerators that there is still room for.
    room: usize,
    pub(super) structs: Vec<StructLayout>,
    pub(super) enums: Vec<EnumLayout>,
}

impl<'a> Reach<'a> {
    pub(super) fn new(btf: &'a RawBtf) -> Self {
        Self {
            btf,
            own: btf.own_ids(),
            seen: BTreeSet::new(),
            waiting: VecDeque::new(),
            room: MOST_ENTRIES,
            structs: Vec::new(),
            enums: Vec::new(),
        }
    }

    /// Of a type of the kernel image: all that it leads to is the kernel's, thousands of
    /// structs that programs find by CO-RE.
    pub(super) fn of_image(btf: &'a RawBtf) -> Self {
        Self {
            own: 0..0,
            ..Self::new(btf)
        }
    }

    /// The type of a member or field; a bitfield is no number of its own.
    pub(super) fn of_entry(&mut self, entry: &Entry) -> CType {
        match entry.bits {
            0 => self.resolve(entry.ty),
            bits => CType::plain(Base::Other(format!("bitfield of {bits}").into())),
        }
    }

    /// A type as descriptors have it.
    pub(super) fn resolve(&mut self, mut id: u32) -> CType {
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
                if self.is_new(id, head) {
                    self.waiting.push_back(id);
                }
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

    fn is_new(&mut self, id: u32, head: &Head<'_>) -> bool {
        let is_new = self.own.contains(&id)
            && self.seen.len() < MOST
            && head.count() <= self.room
            && self.seen.insert(id);
        if is_new {
            self.room -= head.count();
        }
        is_new
    }

    /// Describes the structs that were met, and those that they lead to.
    pub(super) fn go_on(&mut self) {
        while let Some(id) = self.waiting.pop_front() {
            if let Some(head) = self.btf.head(id) {
                self.describe_struct(&head);
            }
        }
    }

    fn describe_struct(&mut self, head: &Head<'_>) {
        let layout = self.layout(head);
        self.structs.push(layout);
    }

    /// The fields of a struct or union.
    pub(super) fn layout(&mut self, head: &Head<'_>) -> StructLayout {
        let fields = head.members();
        let fields: Vec<FieldLayout> = fields
            .into_iter()
            .map(|field| FieldLayout {
                ty: self.of_entry(&field),
                offset: u32::try_from(field.value / 8).unwrap_or(u32::MAX),
                name: field.name.into(),
            })
            .collect();
        StructLayout {
            tag: head.name().into(),
            size: head.size_or_type,
            fields: fields.into(),
        }
    }

    fn meet_enum(&mut self, id: u32, head: &Head<'_>) {
        if self.is_new(id, head) {
            self.enums.push(Self::enumeration(head));
        }
    }

    /// The enumerators of an enum.
    pub(super) fn enumeration(head: &Head<'_>) -> EnumLayout {
        let enumerators: Vec<Enumerator> = head
            .enumerators()
            .into_iter()
            .map(|one| Enumerator {
                name: one.name.into(),
                value: one.value,
            })
            .collect();
        EnumLayout {
            tag: head.name().into(),
            enumerators: enumerators.into(),
        }
    }
}
