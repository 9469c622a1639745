//! What names mean while a source is parsed.

use std::collections::HashMap;

use syn::Ident;

use crate::interface::{Const, Enum, Layout, Named, Range, Scalar, Struct};
use crate::kernel::types::KernelType;

/// The names that are visible to the types and values of a trait.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// Whether the source is a module, which may declare types of its own.
    pub(super) is_module: bool,
    /// Whether the kernel has the types already.
    pub(super) is_existing: bool,
    /// The kernels that the output must build on.
    pub(super) kernel: Range,
    /// Structs, unions and enums, by their Rust names.
    pub(super) named: HashMap<String, Named>,
    /// Structs and unions of the module form, as far as they were understood.
    pub(super) structs: Vec<Struct>,
    /// Sizes of those structs whose insides are known, by their Rust names.
    pub(super) layouts: HashMap<String, Layout>,
    /// Enums with their values.
    pub(super) enums: Vec<Enum>,
    /// Constants.
    pub(super) consts: Vec<Const>,
    /// Where each constant is in the list.
    pub(super) places: HashMap<String, usize>,
    /// Structs of the kernel that are there without a declaration.
    pub(super) opaque: &'static [KernelType],
}

impl Scope {
    pub(super) fn named(&self, rust: &str) -> Option<&Named> {
        self.named.get(rust)
    }

    /// Makes a type known; of two with one name, which rustc refuses, the first counts.
    pub(super) fn declare(&mut self, named: &Named) {
        let known = self.named.entry(named.rust.clone());
        known.or_insert_with(|| named.clone());
    }

    pub(super) fn push_const(&mut self, item: Const) {
        let place = self.consts.len();
        self.places.entry(item.ident.to_string()).or_insert(place);
        self.consts.push(item);
    }

    pub(super) fn layout(&self, named: &Named) -> Option<Layout> {
        self.layouts.get(&named.rust).copied()
    }

    pub(super) fn constant(&self, ident: &Ident) -> Option<&Const> {
        let place = self.places.get(&ident.to_string())?;
        self.consts.get(*place)
    }

    /// The enumerator `Enum::Variant`: its C name, its value, and its enum.
    pub(super) fn variant(&self, path: &syn::Path) -> Option<(&Enum, &str, i128)> {
        let mut segments = path.segments.iter().rev();
        let (variant, owner) = (segments.next()?, segments.next()?);
        let owner = self.enums.iter().find(|known| known.ident == owner.ident)?;
        let variant = owner
            .variants
            .iter()
            .find(|known| known.ident == variant.ident)?;
        Some((owner, &variant.name, variant.value))
    }

    /// The width of a field's or member's type, where it is known.
    pub(super) fn size_of(&self, ty: &crate::Type) -> Option<Layout> {
        use crate::Type;
        let of_bits = |bits: u32| {
            let bytes = u64::from(bits / 8);
            Some(Layout {
                size: bytes,
                align: bytes,
            })
        };
        match ty {
            Type::Unit => None,
            Type::Scalar(scalar) | Type::Alias { scalar, .. } => of_bits(scalar.bits()),
            Type::Enum(named) => {
                let repr = self
                    .enums
                    .iter()
                    .find(|known| known.named == *named)
                    .map(|known| known.repr);
                of_bits(repr.unwrap_or(Scalar::U32).bits())
            }
            Type::Struct(named) => self.layout(named),
            Type::Array { element, len } => {
                let element = self.size_of(element)?;
                Some(Layout {
                    size: element.size.checked_mul(*len)?,
                    align: element.align,
                })
            }
            Type::Pointer { .. } | Type::Reference { .. } | Type::Owned { .. } | Type::Owner => {
                of_bits(64)
            }
        }
    }
}
