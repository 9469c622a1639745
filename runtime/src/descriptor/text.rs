//! The canonical text of a descriptor, which its fingerprint is made of.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::{Annotation, CType, Descriptor, MemberKind};

/// One line per member, field and enumerator; neither argument names nor the module.
pub(super) fn canonical(descriptor: &Descriptor) -> String {
    let mut text = format!("type {}\n", descriptor.name);
    for member in descriptor.members.iter() {
        match &member.kind {
            MemberKind::Data(ty) => line(&mut text, "data", &member.name, ty),
            MemberKind::Op(prototype) => {
                line(&mut text, "op", &member.name, &prototype.result);
                for param in prototype.params.iter() {
                    let suffix = match param.annotation {
                        Annotation::None => "",
                        other => other.suffix(),
                    };
                    line(&mut text, "  arg", suffix, &param.ty);
                }
            }
        }
    }
    let mut structs: Vec<_> = descriptor.structs.iter().collect();
    structs.sort_by(|one, other| one.tag.cmp(&other.tag));
    for layout in structs {
        let _ = writeln!(text, "struct {} {}", layout.tag, layout.size);
        for field in layout.fields.iter() {
            line(
                &mut text,
                &format!("  {}", field.offset),
                &field.name,
                &field.ty,
            );
        }
    }
    let mut enums: Vec<_> = descriptor.enums.iter().collect();
    enums.sort_by(|one, other| one.tag.cmp(&other.tag));
    for layout in enums {
        let _ = writeln!(text, "enum {}", layout.tag);
        for one in layout.enumerators.iter() {
            let _ = writeln!(text, "  {} = {}", one.name, one.value);
        }
    }
    text
}

/// A `const` makes no difference to a program, nor do the dimensions of an array.
fn line(text: &mut String, what: &str, name: &str, ty: &CType) {
    let plain = CType {
        is_const: false,
        lengths: Cow::default(),
        ..ty.clone()
    };
    let _ = write!(text, "{what} {name}: {plain}");
    if let Some(elements) = ty.elements() {
        let _ = write!(text, "[{elements}]");
    }
    text.push('\n');
}
