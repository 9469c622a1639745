//! Where the members of a registered type lie.

use super::Btf;
use super::describe::{self, function_pointer};
use crate::sys::btf::{Entry, Head, RawBtf};

/// Offsets and sizes of a struct_ops type, in bytes.
///
/// It is kept apart from the [`Descriptor`](crate::Descriptor): libbpf finds members by their
/// names, so that two descriptions of one type may well differ in this.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// C tag of the ops struct.
    pub name: String,
    /// Its size.
    pub size: u32,
    /// Its members, in the order of the struct.
    pub members: Vec<MemberLayout>,
    /// What the value of a map is.
    pub value: ValueLayout,
}

/// Where a member lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberLayout {
    /// Its name.
    pub name: String,
    /// Its distance from the beginning of the struct.
    pub offset: u32,
    /// Its size; 0 where BTF has none.
    pub size: u32,
    /// Whether it is an op.
    pub is_op: bool,
}

/// `struct bpf_struct_ops_<type>`: the core's own header, then the ops struct
/// (`register_bpf_struct_ops` in include/linux/bpf.h).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueLayout {
    /// Its size.
    pub size: u32,
    /// The bytes of the header, `refcnt` and `state`, at its beginning.
    pub header: u32,
    /// Where the ops struct begins: at a cache line of its own on kernels for several
    /// processors.
    pub data: u32,
}

impl Btf {
    /// Where the members of a registered type lie: `None` where it is not registered from
    /// here.
    pub fn layout(&self, tag: &str) -> Option<Layout> {
        registered(&self.raw, tag)
    }
}

/// The layout of the type that is registered under that tag.
pub(crate) fn registered(btf: &RawBtf, tag: &str) -> Option<Layout> {
    let value = describe::value_of(btf, tag)?;
    let ops = describe::ops_of(btf, tag, &value)?;
    let members = ops.members();
    Some(Layout {
        name: tag.to_owned(),
        size: ops.size_or_type,
        members: members.iter().map(|entry| member(btf, entry)).collect(),
        value: layout_of_value(btf, &value)?,
    })
}

fn member(btf: &RawBtf, entry: &Entry) -> MemberLayout {
    MemberLayout {
        name: entry.name.clone(),
        offset: offset(entry),
        size: size_of(btf, entry),
        is_op: function_pointer(btf, entry.ty).is_some(),
    }
}

fn layout_of_value(btf: &RawBtf, value: &Head<'_>) -> Option<ValueLayout> {
    let entries = value.members();
    let [header, data] = entries.as_slice() else {
        return None;
    };
    Some(ValueLayout {
        size: value.size_or_type,
        header: size_of(btf, header),
        data: offset(data),
    })
}

fn offset(entry: &Entry) -> u32 {
    u32::try_from(entry.value / 8).unwrap_or(u32::MAX)
}

fn size_of(btf: &RawBtf, entry: &Entry) -> u32 {
    let size = btf.size_of(entry.ty).unwrap_or_default();
    u32::try_from(size).unwrap_or(u32::MAX)
}
