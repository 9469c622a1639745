//! Where the members of a type lie.

use libbpf_sys::BTF_KIND_STRUCT;

use super::Btf;
use super::describe;
use super::value_type;

/// The place of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Its offset in bytes.
    pub offset: u32,
    /// Its size in bytes.
    pub size: u64,
}

impl Btf {
    /// Where the members of a registered type lie, in its order; nothing where it is not
    /// registered from here.
    pub fn places(&self, tag: &str) -> Vec<Place> {
        let wanted = value_type(tag);
        let heads = self.raw.own_ids().filter_map(|id| self.raw.head(id));
        let mut values =
            heads.filter(|head| head.kind == BTF_KIND_STRUCT && head.is_named(&wanted));
        let ops = values
            .next()
            .and_then(|value| describe::ops_of(&self.raw, tag, &value));
        let members = ops.map(|ops| ops.members()).unwrap_or_default();
        members
            .into_iter()
            .filter_map(|member| {
                Some(Place {
                    offset: u32::try_from(member.value / 8).ok()?,
                    size: u64::try_from(self.raw.size_of(member.ty)?).ok()?,
                    name: member.name,
                })
            })
            .collect()
    }
}
