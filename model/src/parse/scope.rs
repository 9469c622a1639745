//! What names mean while a source is parsed.

use syn::Ident;

use crate::interface::{Const, Enum, Layout, Named, Range, Scalar, Struct};
use crate::kernel::types::KernelType;

/// The names that are visible to the types and values of a trait.
#[derive(Debug, Default)]
pub(super) struct Scope {
    /// Whether the source is a module, which may declare types of its own.
    pub(super) is_module: bool,
    /// The kernels that the output must build on.
    pub(super) kernel: Range,
    /// Structs, unions and enums.
    pub(super) named: Vec<Named>,
    /// Structs and unions of the module form, as far as they were understood.
    pub(super) structs: Vec<Struct>,
    /// Sizes of those structs whose insides are known.
    pub(super) layouts: Vec<(Named, Layout)>,
    /// Enums with their values.
    pub(super) enums: Vec<Enum>,
    /// Constants.
    pub(super) consts: Vec<Const>,
    /// Structs of the kernel that are there without a declaration.
    pub(super) opaque: &'static [KernelType],
}

impl Scope {
    pub(super) fn named(&self, rust: &str) -> Option<&Named> {
        self.named.iter().find(|named| named.rust == rust)
    }

    pub(super) fn layout(&self, named: &Named) -> Option<Layout> {
        self.layouts
            .iter()
            .find(|(known, _)| known == named)
            .map(|(_, layout)| *layout)
    }

    pub(super) fn constant(&self, ident: &Ident) -> Option<&Const> {
        self.consts.iter().find(|known| known.ident == *ident)
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
