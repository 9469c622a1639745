//! Types and functions by their names, of the BTF and of its base.

use libbpf_sys::{BTF_KIND_ENUM, BTF_KIND_ENUM64, BTF_KIND_FUNC, BTF_KIND_STRUCT, BTF_KIND_UNION};

use super::reach::Reach;
use super::{Btf, describe};
use crate::descriptor::{EnumLayout, Prototype, StructLayout};
use crate::sys::btf::Head;

impl Btf {
    /// Whether these are the types of the kernel image, not those of a module.
    pub fn is_of_image(&self) -> bool {
        !self.raw.is_split()
    }

    /// The struct or union of that tag.
    pub fn struct_layout(&self, tag: &str) -> Option<StructLayout> {
        let head = self.find(tag, &[BTF_KIND_STRUCT, BTF_KIND_UNION])?;
        Some(Reach::of_image(&self.raw).layout(&head))
    }

    /// The enum of that tag; `None` also for one whose enumerators nobody knows.
    pub fn enumeration(&self, tag: &str) -> Option<EnumLayout> {
        let head = self.find(tag, &[BTF_KIND_ENUM, BTF_KIND_ENUM64])?;
        (head.count() > 0).then(|| Reach::enumeration(&head))
    }

    /// What a function takes and returns, with the names of its parameters.
    pub fn function(&self, name: &str) -> Option<Prototype> {
        let head = self.find(name, &[BTF_KIND_FUNC])?;
        describe::function(&self.raw, &head)
    }

    /// Its own come first: a base may have another of the name.
    fn find(&self, name: &str, kinds: &[u32]) -> Option<Head<'_>> {
        let ids = self.raw.own_ids().chain(self.raw.base_ids());
        ids.filter_map(|id| self.raw.head(id))
            .find(|head| kinds.contains(&head.kind) && head.is_named(name))
    }
}
