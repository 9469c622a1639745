//! The structs, unions and enums that a type leads to.

use std::fmt::Write as _;

use struct_ops::Descriptor;
use struct_ops::btf::Btf;
use struct_ops::descriptor::{Annotation, Base, CType, EnumLayout, FieldLayout, StructLayout};
use structops_model::kernel::types as kernel_types;

use super::names::{self, Named};
use super::types::{self, Place};
use super::{ImportError, Request};

/// What a tag belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Struct,
    Union,
    Enum,
}

impl Kind {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Struct => "struct",
            Self::Union => "union",
            Self::Enum => "enum",
        }
    }
}

/// What was met so far, in the order of meeting.
pub(super) struct Items<'a> {
    btf: &'a Btf,
    request: &'a Request,
    /// Layouts of what the type's module defines.
    own: &'a Descriptor,
    met: Vec<(Kind, String)>,
}

impl<'a> Items<'a> {
    pub(super) fn new(btf: &'a Btf, request: &'a Request, own: &'a Descriptor) -> Self {
        let met = Vec::new();
        Self {
            btf,
            request,
            own,
            met,
        }
    }

    /// Whether the module defines it, so that its layout is the module's to say.
    pub(super) fn is_own(&self, tag: &str) -> bool {
        self.own_struct(tag).is_some() || self.own.enums.iter().any(|one| one.tag == tag)
    }

    /// Whether an address is in it, at any depth.
    pub(super) fn may_hold_pointer(&self, tag: &str) -> bool {
        let mut waiting = vec![tag.to_owned()];
        let mut seen: Vec<String> = Vec::new();
        while let Some(tag) = waiting.pop() {
            let Some(layout) = self.own_struct(&tag) else {
                return true;
            };
            seen.push(tag);
            for field in layout.fields.iter() {
                match &field.ty.base {
                    _ if field.ty.pointers > 0 => return true,
                    Base::Struct(inner) | Base::Union(inner)
                        if !seen.iter().any(|one| one == inner) =>
                    {
                        waiting.push(inner.clone().into_owned());
                    }
                    _ => {}
                }
            }
        }
        false
    }

    fn own_struct(&self, tag: &str) -> Option<&'a StructLayout> {
        let own = self.own.structs.iter().find(|one| one.tag == tag)?;
        is_laid_out(own, self.own).then_some(own)
    }

    /// Whether it is the struct of the ops, whose name in Rust is the marker's.
    pub(super) fn is_the_ops(&self, tag: &str) -> bool {
        tag == self.request.tag
    }

    /// The Rust name of a type, which is declared from then on; `None` for one without a tag.
    pub(super) fn name(&mut self, kind: Kind, tag: &str) -> Option<String> {
        if tag.is_empty() {
            return None;
        }
        if kernel_types::opaque(tag).is_none() && !self.met.iter().any(|(_, met)| met == tag) {
            self.met.push((kind, tag.to_owned()));
        }
        Some(self.named(tag).ident)
    }

    fn named(&self, tag: &str) -> Named {
        if self.is_own(tag) {
            names::own_type(tag, &self.request.home)
        } else {
            names::kernel_type(tag)
        }
    }

    fn enumeration(&self, tag: &str) -> Option<EnumLayout> {
        let own = self.own.enums.iter().find(|one| one.tag == tag);
        own.cloned().or_else(|| self.btf.enumeration(tag))
    }

    /// `Mode::Loop`: the enumerator that is zero, or the first.
    pub(super) fn first_enumerator(&self, tag: &str) -> Option<String> {
        let layout = self.enumeration(tag)?;
        let zero = layout.enumerators.iter().find(|one| one.value == 0);
        let first = zero.or_else(|| layout.enumerators.first())?;
        let ident = self.variant(&first.name, tag).ident;
        Some(format!("{}::{ident}", self.named(tag).ident))
    }

    fn variant(&self, name: &str, tag: &str) -> Named {
        if self.is_own(tag) {
            names::own_variant(name, tag)
        } else {
            names::kernel_type(name)
        }
    }

    /// The declarations of all that was met, and of what these lead to.
    pub(super) fn finish(mut self) -> Result<Vec<String>, ImportError> {
        // Ops may take one struct for another, as `tcp_sock` goes by `sock`.
        for (tag, _) in &self.request.fields {
            self.name(Kind::Struct, tag);
        }
        let mut done = Vec::new();
        while let Some((kind, tag)) = self.met.get(done.len()).cloned() {
            done.push(match kind {
                Kind::Enum => self.declare_enum(&tag)?,
                kind => self.declare_struct(kind, &tag)?,
            });
        }
        Ok(done)
    }

    fn head(&self, tag: &str) -> (String, String) {
        let named = self.named(tag);
        let mut text = String::new();
        if !self.is_own(tag) {
            text.push_str("    #[kernel]\n");
        }
        if let Some(attribute) = &named.attribute {
            let _ = writeln!(text, "    {attribute}");
        }
        (text, named.ident)
    }

    fn declare_enum(&self, tag: &str) -> Result<String, ImportError> {
        let layout = self
            .enumeration(tag)
            .ok_or_else(|| ImportError::NoEnumerators {
                tag: tag.to_owned(),
            })?;
        let (mut text, ident) = self.head(tag);
        let is_signed = layout.enumerators.iter().any(|one| one.value < 0);
        let repr = if is_signed { "i32" } else { "u32" };
        let _ = writeln!(text, "    #[repr({repr})]\n    pub enum {ident} {{");
        let mut values = Vec::new();
        for one in layout.enumerators.iter() {
            // Rust has one name for a value; another of C's says nothing new.
            if values.contains(&one.value) {
                continue;
            }
            values.push(one.value);
            let named = self.variant(&one.name, tag);
            if let Some(attribute) = &named.attribute {
                let _ = writeln!(text, "        {attribute}");
            }
            let _ = writeln!(text, "        {} = {},", named.ident, one.value);
        }
        text.push_str("    }");
        Ok(text)
    }

    fn declare_struct(&mut self, kind: Kind, tag: &str) -> Result<String, ImportError> {
        let (mut text, ident) = self.head(tag);
        let _ = write!(text, "    pub {} {ident} {{", kind.word());
        let fields = match self.own_struct(tag) {
            Some(own) => own.fields.to_vec(),
            None => self.wanted(tag)?,
        };
        for field in &fields {
            let spelled = types::spell(&field.ty, Annotation::None, Place::Field, self);
            let ty = spelled
                .map_err(|why| field_error(tag, &field.name, why))?
                .ty;
            let named = names::op(&field.name);
            if let Some(attribute) = &named.attribute {
                let _ = write!(text, "\n        {attribute}");
            }
            let _ = write!(text, "\n        pub {}: {ty},", named.ident);
        }
        text.push_str(if fields.is_empty() { "}" } else { "\n    }" });
        Ok(text)
    }

    /// The fields of a kernel's struct that were asked for.
    fn wanted(&self, tag: &str) -> Result<Vec<FieldLayout>, ImportError> {
        let asked = self.request.fields.iter().filter(|(of, _)| of == tag);
        let mut names: Vec<&String> = Vec::new();
        for name in asked.flat_map(|(_, names)| names) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        if names.is_empty() {
            return Ok(Vec::new());
        }
        let layout = self.btf.struct_layout(tag);
        let fields = layout.map(|layout| layout.fields.to_vec());
        let fields = fields.unwrap_or_default();
        let find = |name: &&String| {
            let found = fields.iter().find(|field| field.name == **name);
            found
                .cloned()
                .ok_or_else(|| field_error(tag, name, "there is none".to_owned()))
        };
        names.iter().map(find).collect()
    }
}

fn field_error(tag: &str, field: &str, why: String) -> ImportError {
    ImportError::Field {
        tag: tag.to_owned(),
        field: field.to_owned(),
        why,
    }
}

/// Whether the language lays a struct out as the module did: no bitfields, nothing packed,
/// nothing of the kernel's by value.
fn is_laid_out(layout: &StructLayout, own: &Descriptor) -> bool {
    let mut offset = 0_u64;
    let mut most = 1_u64;
    let is_union = layout.fields.len() > 1 && layout.fields.iter().all(|one| one.offset == 0);
    for field in layout.fields.iter() {
        let Some((size, align)) = size_of(&field.ty, own, 0) else {
            return false;
        };
        offset = if is_union {
            0
        } else {
            offset.next_multiple_of(align)
        };
        if offset != u64::from(field.offset) {
            return false;
        }
        offset += size;
        most = most.max(align);
        if is_union && size > u64::from(layout.size) {
            return false;
        }
    }
    is_union || offset.next_multiple_of(most) == u64::from(layout.size)
}

/// Bytes and alignment; structs in structs have a few levels.
fn size_of(ty: &CType, own: &Descriptor, depth: usize) -> Option<(u64, u64)> {
    let (size, align) = match &ty.base {
        _ if ty.pointers > 0 => (8, 8),
        Base::Bool | Base::Char => (1, 1),
        Base::Int { bytes, .. } => (u64::from(*bytes), u64::from(*bytes)),
        Base::Enum(_) => (4, 4),
        Base::Struct(tag) | Base::Union(tag) if depth < 16 => {
            let inner = own.structs.iter().find(|one| one.tag == *tag)?;
            let aligns = inner.fields.iter();
            let aligns = aligns.map(|one| size_of(&one.ty, own, depth + 1).map(|(_, align)| align));
            let align = aligns.collect::<Option<Vec<u64>>>()?.into_iter().max();
            (u64::from(inner.size), align.unwrap_or(1))
        }
        _ => return None,
    };
    let count = ty.lengths.iter().map(|one| u64::from(*one));
    Some((size.checked_mul(count.product())?, align.max(1)))
}
