//! A struct_ops type as data: what a trait says of it, or what BTF does.

mod arguments;
mod change;
mod ctype;
mod difference;
mod member;
mod shared;
mod text;

use std::hash::Hasher as _;

use fnv::FnvHasher;

// For `#[struct_ops]` in a crate without `std`.
#[doc(hidden)]
pub use std::borrow::Cow;

pub use change::{Change, TypeChange};
pub use ctype::{Base, CType};
#[cfg(feature = "loader")]
pub(crate) use difference::of_member;
pub use difference::{Difference, differences, moved};
pub use member::{Annotation, Member, MemberKind, Param, Prototype};
pub use shared::{EnumLayout, Enumerator, FieldLayout, StructLayout};

/// A `struct_ops` type as its trait describes it.
///
/// `#[struct_ops]` implements this for a marker type that carries the C name.
pub trait StructOps {
    /// The description the loader works from.
    const DESCRIPTOR: &'static Descriptor;
}

/// The shape of a `struct_ops` type: the one form in which it is compared, whether it comes
/// from a trait, a module's file, a BPF object or the running kernel.
///
/// What BTF cannot say is not in it: which ops are required, fallbacks, ranges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Descriptor {
    /// C tag of the ops struct, such as `bpf_testmod_ops`.
    pub name: Cow<'static, str>,
    /// Kernel module that defines the type; `None` for a type of the kernel itself, and for
    /// one whose BTF does not say.
    pub module: Option<Cow<'static, str>>,
    /// Whether an instance may be attached without a link. BTF does not say it: what comes
    /// from there has `Required`, and comparisons leave it out.
    pub links: Links,
    /// The members in the order of the struct.
    pub members: Cow<'static, [Member]>,
    /// The structs and unions of the module that the members lead to.
    pub structs: Cow<'static, [StructLayout]>,
    /// The enums of the module that the members lead to.
    pub enums: Cow<'static, [EnumLayout]>,
}

impl Descriptor {
    /// A type of which only the name is known: there is nothing to compare.
    pub fn named(
        name: impl Into<Cow<'static, str>>,
        module: Option<Cow<'static, str>>,
        links: Links,
    ) -> Self {
        Self {
            name: name.into(),
            module,
            links,
            members: Cow::default(),
            structs: Cow::default(),
            enums: Cow::default(),
        }
    }

    /// The names of the ops, in the order of the struct.
    pub fn ops(&self) -> impl Iterator<Item = &str> {
        self.members
            .iter()
            .filter(|member| matches!(member.kind, MemberKind::Op(_)))
            .map(|member| &*member.name)
    }

    /// The member of that name.
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.name == name)
    }

    /// The size in bytes of a type of this one's members; `None` for a struct that is not
    /// among [`structs`](Self::structs).
    pub fn size_of(&self, ty: &CType) -> Option<u64> {
        let one = match &ty.base {
            _ if ty.pointers > 0 => 8,
            Base::Struct(tag) | Base::Union(tag) => {
                let layout = self.structs.iter().find(|layout| layout.tag == *tag)?;
                u64::from(layout.size)
            }
            _ => u64::from(ty.base.scalar_bytes()?),
        };
        one.checked_mul(ty.elements().unwrap_or(1))
    }

    /// A number that two descriptors share exactly when members, prototypes, annotations and
    /// layouts are the same; argument names and the module do not count.
    ///
    /// 64-bit FNV-1a of a canonical text, so that it is the same on every machine and in
    /// every release that has this text.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = FnvHasher::default();
        hasher.write(text::canonical(self).as_bytes());
        hasher.finish()
    }
}

/// Whether an instance may be attached without a link.
///
/// A map without a link stays attached after its loader has gone, and pins the module
/// (`bpf_struct_ops_map_update_elem` in `kernel/bpf/bpf_struct_ops.c` takes a reference that
/// only a delete returns).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Links {
    /// Only maps in section `.struct_ops.link` are attached.
    #[default]
    Required,
    /// Maps in section `.struct_ops` are attached as well.
    Optional,
}
