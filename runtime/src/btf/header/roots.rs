//! From names to the types that define them.

use std::collections::{BTreeSet, HashMap};

use libbpf_sys::{
    BTF_KIND_ENUM, BTF_KIND_ENUM64, BTF_KIND_STRUCT, BTF_KIND_TYPEDEF, BTF_KIND_UNION,
};

use crate::sys::btf::{Head, RawBtf};

/// The names that are looked for, and the first type of each kind that has them.
#[derive(Default)]
pub(super) struct Roots<'a>(HashMap<&'a str, Found>);

/// The ids under a name. C has a space of names for tags, and one for the others.
#[derive(Default)]
struct Found {
    tag: Option<u32>,
    typedef: Option<u32>,
    /// What defines the enum that has an enumerator of that name.
    constant: Option<u32>,
    /// Whether that enum has neither a tag nor a typedef.
    is_nameless: bool,
}

impl<'a> Roots<'a> {
    pub(super) fn want(&mut self, names: impl IntoIterator<Item = &'a str>) {
        self.0
            .extend(names.into_iter().map(|name| (name, Found::default())));
    }

    /// Looks through the types: a module's own come before those of its base.
    pub(super) fn find(&mut self, btf: &RawBtf) {
        for id in btf.own_ids().chain(btf.base_ids()) {
            if let Some(head) = btf.head(id) {
                self.meet(btf, id, &head);
            }
        }
    }

    fn meet(&mut self, btf: &RawBtf, id: u32, head: &Head<'_>) {
        let is_enum = [BTF_KIND_ENUM, BTF_KIND_ENUM64].contains(&head.kind);
        let is_tag = is_enum || [BTF_KIND_STRUCT, BTF_KIND_UNION].contains(&head.kind);
        if (is_tag || head.kind == BTF_KIND_TYPEDEF)
            && let Some(found) = self.0.get_mut(head.name().as_str())
        {
            let slot = if is_tag {
                &mut found.tag
            } else {
                &mut found.typedef
            };
            slot.get_or_insert(id);
        }
        if !is_enum {
            return;
        }
        for one in head.enumerators() {
            if let Some(found) = self.0.get_mut(one.name.as_str())
                && found.constant.is_none()
            {
                let place = definition(btf, id, head);
                found.constant = Some(place);
                found.is_nameless = place == id && head.is_named("");
            }
        }
    }

    /// Whether a name is only that of an enumerator that may have no place of its own.
    pub(super) fn may_be_inside(&self, name: &str) -> bool {
        let found = self.0.get(name);
        found.is_some_and(|found| {
            found.is_nameless && found.tag.is_none() && found.typedef.is_none()
        })
    }

    /// The types of those names that are there; `None` where none is.
    pub(super) fn ids(&self, names: impl IntoIterator<Item = &'a str>) -> Option<BTreeSet<u32>> {
        let found = names.into_iter().filter_map(|name| self.0.get(name));
        let ids: BTreeSet<u32> = found
            .flat_map(|found| [found.tag, found.typedef, found.constant])
            .flatten()
            .collect();
        (!ids.is_empty()).then_some(ids)
    }
}

/// An enum without a tag is written inside the typedef that names it.
fn definition(btf: &RawBtf, id: u32, head: &Head<'_>) -> u32 {
    if !head.is_named("") {
        return id;
    }
    let mut ids = btf.own_ids().chain(btf.base_ids());
    ids.find(|other| {
        btf.head(*other)
            .is_some_and(|head| head.kind == BTF_KIND_TYPEDEF && head.size_or_type == id)
    })
    .unwrap_or(id)
}
