//! C types as the language writes them.

use struct_ops::descriptor::{Annotation, Base, CType};

use super::items::{Items, Kind};

/// Where a type stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Argument,
    Result,
    Member,
    Field,
}

/// A type, and the attribute in front of what has it.
pub(super) struct Spelled {
    pub(super) attribute: Option<&'static str>,
    pub(super) ty: String,
}

/// Writes a type; the error says what it is that the language has no words for.
pub(super) fn spell(
    ty: &CType,
    annotation: Annotation,
    place: Place,
    items: &mut Items<'_>,
) -> Result<Spelled, String> {
    let plain = |ty| Spelled {
        attribute: None,
        ty,
    };
    if !ty.lengths.is_empty() {
        return array(ty, place, items).map(plain);
    }
    match (ty.pointers, &ty.base) {
        (0, Base::Void) => Ok(plain("()".to_owned())),
        (0, Base::Bool) if place == Place::Result => Ok(Spelled {
            attribute: Some("#[c_type(\"bool\")]"),
            ty: "bool".to_owned(),
        }),
        (0, base) => by_value(base, place, items).map(plain),
        (1, Base::Struct(tag)) if &**tag == "module" && place == Place::Member => {
            Ok(plain("&module".to_owned()))
        }
        (1, Base::Struct(_) | Base::Union(_)) if place == Place::Argument => {
            trusted(ty, annotation, items)
        }
        (1, Base::Struct(_)) if place == Place::Result => {
            let name = pointee(&ty.base, items)?;
            Ok(plain(format!("Option<Ref<{name}>>")))
        }
        (pointers, base) => {
            let (name, last) = (
                pointee(base, items)?,
                if ty.is_const { "*const" } else { "*mut" },
            );
            let outer = "*mut ".repeat(usize::from(pointers) - 1);
            Ok(plain(format!("{outer}{last} {name}")))
        }
    }
}

/// A pointer that the verifier knows.
fn trusted(ty: &CType, annotation: Annotation, items: &mut Items<'_>) -> Result<Spelled, String> {
    let name = pointee(&ty.base, items)?;
    let reference = if ty.is_const {
        format!("&{name}")
    } else {
        format!("&mut {name}")
    };
    Ok(Spelled {
        attribute: ty.is_const.then_some("#[constant]"),
        ty: match annotation {
            Annotation::None => reference,
            Annotation::Nullable => format!("Option<{reference}>"),
            Annotation::Ref => format!("Ref<{name}>"),
        },
    })
}

fn array(ty: &CType, place: Place, items: &mut Items<'_>) -> Result<String, String> {
    let element = CType {
        lengths: [].as_slice().into(),
        ..ty.clone()
    };
    let mut text = spell(&element, Annotation::None, place, items)?.ty;
    for length in ty.lengths.iter().rev() {
        if *length == 0 {
            return Err("an array without elements".to_owned());
        }
        text = format!("[{text}; {length}]");
    }
    Ok(text)
}

fn by_value(base: &Base, place: Place, items: &mut Items<'_>) -> Result<String, String> {
    match base {
        Base::Struct(tag) | Base::Union(tag) if place == Place::Argument && !items.is_own(tag) => {
            Err(format!("`{base}` by value"))
        }
        Base::Struct(_) | Base::Union(_) if place == Place::Result => {
            Err(format!("`{base}` as a result"))
        }
        base => pointee(base, items),
    }
}

/// The name of what is at the end of all pointers.
fn pointee(base: &Base, items: &mut Items<'_>) -> Result<String, String> {
    let name = |kind, tag: &str, items: &mut Items<'_>| {
        if items.is_the_ops(tag) {
            return Err("the struct of the ops itself".to_owned());
        }
        let name = items.name(kind, tag);
        name.ok_or_else(|| format!("{} without a name", kind.word()))
    };
    match base {
        Base::Void => Ok("c_void".to_owned()),
        base if scalar(base).is_some() => Ok(scalar(base).unwrap_or_default()),
        Base::Struct(tag) => name(Kind::Struct, tag, items),
        Base::Union(tag) => name(Kind::Union, tag, items),
        Base::Enum(tag) => name(Kind::Enum, tag, items),
        Base::Function => Err("a pointer to a function".to_owned()),
        other => Err(format!("a {other}")),
    }
}

fn scalar(base: &Base) -> Option<String> {
    match base {
        Base::Bool => Some("bool".to_owned()),
        Base::Char => Some("c_char".to_owned()),
        Base::Int { bytes, is_signed } if [1, 2, 4, 8].contains(bytes) => {
            let sign = if *is_signed { 'i' } else { 'u' };
            Some(format!("{sign}{}", u16::from(*bytes) * 8))
        }
        _ => None,
    }
}

/// What a type is when it is zero; `None` where that cannot be written.
pub(super) fn zero(ty: &CType, items: &Items<'_>) -> Option<String> {
    if let Some((first, rest)) = ty.lengths.split_first() {
        let element = CType {
            lengths: rest.to_vec().into(),
            ..ty.clone()
        };
        let element = zero(&element, items)?;
        return Some(format!("[{element}; {first}]"));
    }
    match &ty.base {
        _ if ty.pointers > 0 => None,
        Base::Bool => Some("false".to_owned()),
        Base::Enum(tag) => items.first_enumerator(tag),
        base if scalar(base).is_some() => Some("0".to_owned()),
        _ => None,
    }
}
