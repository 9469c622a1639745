//! Changing an instance before it is loaded: values of data members, and which program
//! implements an op.

use libbpf_rs::{AsRawLibbpf as _, MapType, OpenObject};

use crate::btf::describe::{self, is_op, type_of};
use crate::descriptor::{Base, CType, Descriptor};
use crate::error::{Cause, Error};
use crate::sys::btf::RawBtf;
use crate::sys::instance;

/// An instance of an open object, to be changed before it is loaded.
///
/// Members are found by their names in the object's types, never by an offset that is taken
/// for granted. [`ShadowOf`](crate::ShadowOf) is the same for a type that has a trait, whose
/// values are then the compiler's matter.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let mut object = struct_ops::open_file("player.bpf.o")?;
/// struct_ops::shadow(&mut object, "player")?
///     .set("volume", 80)?
///     .set_text("name", "loud")?
///     .set_program("seek", None)?;
/// let object = struct_ops::load_object(object)?;
/// # Ok(())
/// # }
/// ```
pub struct Shadow<'a> {
    object: &'a mut OpenObject,
    map: String,
    /// The id of the type in the object's BTF.
    ty: u32,
    members: Vec<Place>,
}

/// Where a member lies, and what it is.
pub(super) struct Place {
    name: String,
    offset: usize,
    pub(super) size: usize,
    /// `None` for an op.
    ty: Option<CType>,
}

/// The instance in a map of that name; a skeleton gives the object by `open_object_mut`.
///
/// ```no_run
/// # fn f(open: &mut libbpf_rs::OpenObject) -> Result<(), struct_ops::Error> {
/// struct_ops::shadow(open, "player")?.set("volume", 80)?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// `Shadow` when the object has no such instance.
pub fn shadow<'a>(object: &'a mut OpenObject, map: &str) -> Result<Shadow<'a>, Error> {
    let (ty, members) = object
        .maps()
        .find(|one| one.name() == map && one.map_type() == MapType::StructOps)
        .map(|one| instance::type_of(&one))
        .and_then(|ty| Some((ty, RawBtf::of_object(object, |btf| places(btf, ty))?)))
        .ok_or_else(|| refuse(map, "", "is no instance of the object".to_owned()))?;
    Ok(Shadow {
        object,
        map: map.to_owned(),
        ty,
        members,
    })
}

fn places(btf: &RawBtf, ty: u32) -> Vec<Place> {
    let members = btf.head(ty).map(|head| head.members()).unwrap_or_default();
    let place = |member: crate::sys::btf::Entry| {
        Some(Place {
            offset: usize::try_from(member.value / 8).ok()?,
            size: btf.size_of(member.ty)?,
            ty: (!is_op(btf, member.ty)).then(|| type_of(btf, member.ty)),
            name: member.name,
        })
    };
    members.into_iter().filter_map(place).collect()
}

impl Shadow<'_> {
    /// Itself, and the type as the object has it.
    pub(super) fn described(self) -> Result<(Self, Descriptor), Error> {
        let ty = self.ty;
        let descriptor = RawBtf::of_object(&*self.object, |btf| describe::of_id(btf, ty));
        match descriptor.flatten() {
            Some(descriptor) => Ok((self, descriptor)),
            None => Err(self.wrong("", "has no type in the object's BTF".to_owned())),
        }
    }

    /// Sets a number, a truth value or an enum.
    ///
    /// ```no_run
    /// # fn f(shadow: &mut struct_ops::Shadow<'_>) -> Result<(), struct_ops::Error> {
    /// shadow.set("volume", 80)?.set("loud", true)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `Shadow` when there is no such member, it is none of these, or cannot hold the value.
    pub fn set(&mut self, member: &str, value: impl Into<i128>) -> Result<&mut Self, Error> {
        let value = value.into();
        let place = self.data(member)?;
        let Some(ty) = &place.ty else { return Ok(self) };
        let is_scalar = ty.pointers == 0 && ty.lengths.is_empty();
        let range = match &ty.base {
            _ if !is_scalar => None,
            Base::Bool => Some(0..=1),
            Base::Char => Some(0..=127),
            Base::Int { bytes, is_signed } => Some(range_of(*bytes, *is_signed)),
            Base::Enum(_) => Some(i128::from(i32::MIN)..=i128::from(u32::MAX)),
            _ => None,
        };
        let (size, shown) = (place.size, ty.declare(member));
        match range {
            Some(range) if range.contains(&value) => {
                let bytes = value.to_le_bytes();
                let bytes = bytes.get(..size).map(<[u8]>::to_vec);
                let bytes = bytes.ok_or_else(|| self.wrong(member, "is too large".to_owned()))?;
                self.write(member, &bytes)
            }
            Some(range) => {
                let (low, high) = (range.start(), range.end());
                let why = format!("is `{shown}`, which holds {low} to {high}, not {value}");
                Err(self.wrong(member, why))
            }
            None => Err(self.wrong(member, format!("is `{shown}`, no number"))),
        }
    }

    /// Sets a text; it must leave room for its end mark.
    ///
    /// ```no_run
    /// # fn f(shadow: &mut struct_ops::Shadow<'_>) -> Result<(), struct_ops::Error> {
    /// shadow.set_text("name", "loud")?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `Shadow` when there is no such member, it is no text, or too short.
    pub fn set_text(&mut self, member: &str, text: &str) -> Result<&mut Self, Error> {
        let place = self.data(member)?;
        let Some(ty) = &place.ty else { return Ok(self) };
        let is_text = ty.base == Base::Char && ty.pointers == 0 && ty.lengths.len() == 1;
        let (size, shown) = (place.size, ty.declare(member));
        if !is_text || text.len() >= size || text.contains('\0') {
            let why = format!("is `{shown}`, which does not hold {text:?} and an end mark");
            return Err(self.wrong(member, why));
        }
        let mut bytes = text.as_bytes().to_vec();
        bytes.resize(size, 0);
        self.write(member, &bytes)
    }

    /// Sets the bytes of an array, a struct or whatever else: as many as it has.
    ///
    /// ```no_run
    /// # fn f(shadow: &mut struct_ops::Shadow<'_>) -> Result<(), struct_ops::Error> {
    /// shadow.set_bytes("equalizer", &[0, 1, 2, 3, 4, 5])?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `Shadow` when there is no such data member, or it has another size.
    pub fn set_bytes(&mut self, member: &str, bytes: &[u8]) -> Result<&mut Self, Error> {
        let size = self.data(member)?.size;
        if bytes.len() != size {
            let why = format!("has {size} bytes, not {}", bytes.len());
            return Err(self.wrong(member, why));
        }
        self.write(member, bytes)
    }

    /// Lets a program implement an op, or none.
    ///
    /// ```no_run
    /// # fn f(shadow: &mut struct_ops::Shadow<'_>) -> Result<(), struct_ops::Error> {
    /// shadow.set_program("seek", Some("seek_slowly"))?.set_program("stop", None)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// `Shadow` when there is no such op or program, or the program says in its section that
    /// it implements another op.
    pub fn set_program(&mut self, op: &str, program: Option<&str>) -> Result<&mut Self, Error> {
        let is_op = self.find(op).is_some_and(|place| place.ty.is_none());
        if !is_op {
            return Err(self.wrong(op, "is no op of the instance".to_owned()));
        }
        let Some(name) = program else {
            return self.write(op, &[0; 8]);
        };
        let found = self.object.progs().find(|one| one.name() == name);
        let Some(found) = found else {
            let why = format!("cannot be program `{name}`: the object has none of that name");
            return Err(self.wrong(op, why));
        };
        let section = found.section().to_string_lossy().into_owned();
        let address = found.as_libbpf_object().as_ptr().expose_provenance();
        match op_of_section(&section) {
            Some(other) if other != op => {
                let why = format!("cannot be program `{name}`, which implements `{other}`");
                Err(self.wrong(op, why))
            }
            _ => self.write(op, &(address as u64).to_ne_bytes()),
        }
    }

    pub(super) fn find(&self, name: &str) -> Option<&Place> {
        self.members.iter().find(|place| place.name == name)
    }

    fn data(&self, name: &str) -> Result<&Place, Error> {
        match self.find(name) {
            Some(place) if place.ty.is_some() => Ok(place),
            Some(_) => Err(self.wrong(name, "is an op: use `set_program`".to_owned())),
            None => {
                let known: Vec<&str> = self.members.iter().map(|one| &*one.name).collect();
                let why = format!("is no member; there are {}", known.join(", "));
                Err(self.wrong(name, why))
            }
        }
    }

    pub(super) fn write(&mut self, member: &str, bytes: &[u8]) -> Result<&mut Self, Error> {
        let place = self.find(member).map(|place| place.offset);
        let mut maps = self.object.maps_mut();
        let map = maps.find(|one| one.name() == self.map.as_str());
        let written = map.and_then(|mut map| {
            let offset = place?;
            let end = offset.checked_add(bytes.len())?;
            map.initial_value_mut()?
                .get_mut(offset..end)?
                .copy_from_slice(bytes);
            Some(())
        });
        drop(maps);
        match written {
            Some(()) => Ok(self),
            None => Err(self.wrong(member, "cannot be written".to_owned())),
        }
    }

    pub(super) fn wrong(&self, member: &str, why: String) -> Error {
        refuse(&self.map, member, why)
    }
}

fn refuse(map: &str, member: &str, why: String) -> Error {
    Cause::Shadow {
        map: map.to_owned(),
        member: member.to_owned(),
        why,
    }
    .into()
}

fn range_of(bytes: u8, is_signed: bool) -> std::ops::RangeInclusive<i128> {
    let bits = u32::from(bytes) * 8;
    if is_signed {
        let half = 1_i128 << (bits.clamp(1, 64) - 1);
        -half..=half - 1
    } else {
        0..=(1_i128 << bits.clamp(1, 64)) - 1
    }
}

/// The op that a program's section names: `struct_ops/player_ops.seek`, as the op macros of
/// generated headers have it.
pub(super) fn op_of_section(section: &str) -> Option<&str> {
    let (kind, name) = section.split_once('/')?;
    let is_struct_ops = matches!(kind.trim_start_matches('?'), "struct_ops" | "struct_ops.s");
    let (_, op) = name.split_once('.')?;
    is_struct_ops.then_some(op)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_tell_their_op() {
        for (section, op) in [
            ("struct_ops/player_ops.seek", Some("seek")),
            ("struct_ops.s/player_ops.seek", Some("seek")),
            ("?struct_ops/player_ops.seek", Some("seek")),
            ("struct_ops/player_ops", None),
            ("struct_ops", None),
            ("tracing/player_ops.seek", None),
        ] {
            assert_eq!(op_of_section(section), op, "{section}");
        }
    }

    #[test]
    fn integers_have_the_ranges_of_c() {
        assert_eq!(range_of(1, true), -128..=127);
        assert_eq!(range_of(4, false), 0..=i128::from(u32::MAX));
        assert_eq!(range_of(8, false), 0..=i128::from(u64::MAX));
    }
}
