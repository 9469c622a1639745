//! How a type lies in memory: offsets, holes, cache lines, trampolines.

mod computed;
mod text;
mod trampolines;

use serde::Serialize;
use struct_ops::btf::{Btf, Layout, MemberLayout};
use struct_ops::descriptor::Descriptor;
use structops_model::{Interface, Module, StructOps};

use crate::describe;
use crate::list::{self, ListError, MemberRow, Place};

pub use trampolines::Trampolines;

/// Bytes of a cache line of x86-64.
const LINE: u32 = 64;

/// A type in memory.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The C tag.
    pub name: String,
    /// Where the layout is from.
    #[serde(rename = "where")]
    pub place: Place,
    /// The size of the ops struct in bytes.
    pub size: u32,
    /// Its members, in order.
    pub members: Vec<MemberRow>,
    /// The bytes between members.
    pub holes: Vec<Hole>,
    /// The bytes after the last member.
    pub padding: u32,
    /// The members that share a cache line, by the line's number.
    pub cache_lines: Vec<CacheLine>,
    /// What the value of a map is.
    pub value: Value,
    /// The kernel's code that calls programs.
    pub trampolines: Trampolines,
}

/// Bytes that no member has.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Hole {
    /// Where they begin.
    pub offset: u32,
    /// How many.
    pub bytes: u32,
}

/// A line of the processor's cache.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct CacheLine {
    /// Its number, from the beginning of the ops struct.
    pub number: u32,
    /// The members that have bytes in it.
    pub members: Vec<String>,
}

/// `struct bpf_struct_ops_<type>`: what a map of the type holds.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Value {
    /// The C tag.
    pub name: String,
    /// Its size in bytes.
    pub size: u32,
    /// The bytes of the core's header at its beginning: `refcnt` and `state`.
    pub header: u32,
    /// Where the ops struct begins in it.
    pub data_offset: u32,
}

/// A layout that cannot be told.
#[derive(Debug, thiserror::Error)]
pub enum LayoutError {
    /// There is no such type, or nothing to read it from.
    #[error(transparent)]
    List(#[from] ListError),
    /// A member of the kernel's own, whose size the source does not say.
    #[error("the size of `{name}.{member}` is the kernel's to say: `{declaration}`")]
    Unknown {
        /// The type.
        name: String,
        /// The member.
        member: String,
        /// Its declaration.
        declaration: String,
    },
}

/// A registered type as BTF has it.
///
/// # Errors
///
/// `List` where none of the name is registered from there.
pub fn of_btf(name: &str, places: &[(Place, Btf)]) -> Result<Report, LayoutError> {
    let found = places.iter().find_map(|(place, btf)| {
        let (descriptor, layout) = (btf.descriptor(name)?, btf.layout(name)?);
        Some(report(place.clone(), &descriptor, &layout))
    });
    found.ok_or_else(|| {
        let all: Vec<String> = places.iter().flat_map(|(_, btf)| btf.types()).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        ListError::nowhere(name, &all).into()
    })
}

/// A type of a source, as the compiler will lay it out.
///
/// # Errors
///
/// `List` where the source has none of the name; `Unknown` for a struct of the kernel's by
/// value.
pub fn of_interface(
    name: &str,
    place: Place,
    interface: &Interface,
) -> Result<Report, LayoutError> {
    let modules = interface.modules().iter();
    let types = modules.flat_map(|module| module.types.iter().map(move |ty| (module, ty)));
    let types: Vec<_> = types.collect();
    let Some((module, ty)) = types.iter().find(|(_, ty)| ty.name == name) else {
        let all: Vec<&str> = types.iter().map(|(_, ty)| ty.name.as_str()).collect();
        return Err(ListError::nowhere(name, &all).into());
    };
    let layout = computed::layout(ty, module)?;
    Ok(report(place, &describe::descriptor(ty, module), &layout))
}

/// Where the members of a trait's type lie; nowhere where a member's size is the kernel's.
pub fn members(ty: &StructOps, module: &Module) -> Vec<MemberLayout> {
    computed::layout(ty, module).map_or_else(|_| Vec::new(), |layout| layout.members)
}

fn report(place: Place, descriptor: &Descriptor, layout: &Layout) -> Report {
    let (holes, padding) = gaps(layout);
    Report {
        name: layout.name.clone(),
        place,
        size: layout.size,
        members: list::member_rows(descriptor, layout),
        holes,
        padding,
        cache_lines: cache_lines(layout),
        value: Value {
            name: format!("bpf_struct_ops_{}", layout.name),
            size: layout.value.size,
            header: layout.value.header,
            data_offset: layout.value.data,
        },
        trampolines: trampolines::estimate(descriptor),
    }
}

/// The holes, and the bytes after the last member.
fn gaps(layout: &Layout) -> (Vec<Hole>, u32) {
    let mut holes = Vec::new();
    let mut end = 0_u32;
    for member in &layout.members {
        let bytes = member.offset.saturating_sub(end);
        if bytes > 0 {
            holes.push(Hole { offset: end, bytes });
        }
        end = end.max(member.offset.saturating_add(member.size));
    }
    (holes, layout.size.saturating_sub(end))
}

/// Lines that have a member, each with all of its members.
fn cache_lines(layout: &Layout) -> Vec<CacheLine> {
    let mut lines: Vec<CacheLine> = Vec::new();
    for member in &layout.members {
        let Some(last) = member.size.checked_sub(1) else {
            continue;
        };
        let (first, last) = (member.offset, member.offset.saturating_add(last));
        for number in first / LINE..=last / LINE {
            let name = member.name.clone();
            match lines.last_mut().filter(|line| line.number == number) {
                Some(line) => line.members.push(name),
                None => lines.push(CacheLine {
                    number,
                    members: vec![name],
                }),
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use struct_ops::btf::{MemberLayout, ValueLayout};

    fn layout(members: &[(u32, u32)], size: u32) -> Layout {
        let members = members.iter().zip('a'..);
        Layout {
            name: "player_ops".to_owned(),
            size,
            members: members
                .map(|((offset, size), name)| MemberLayout {
                    name: name.to_string(),
                    offset: *offset,
                    size: *size,
                    is_op: false,
                })
                .collect(),
            value: ValueLayout {
                size: 128,
                header: 8,
                data: 64,
            },
        }
    }

    #[test]
    fn holes_lie_between_members_and_padding_after_them() {
        let (holes, padding) = gaps(&layout(&[(0, 1), (8, 8), (16, 4)], 24));
        let expected = [Hole {
            offset: 1,
            bytes: 7,
        }];
        assert_eq!((holes.as_slice(), padding), (expected.as_slice(), 4));
        assert_eq!(gaps(&layout(&[(0, 8)], 8)), (Vec::new(), 0));
        let hostile = layout(&[(u32::MAX, u32::MAX), (0, 8)], 8);
        assert_eq!(gaps(&hostile).1, 0);
    }

    #[test]
    fn a_long_member_is_in_several_lines() {
        let lines = cache_lines(&layout(
            &[(0, 8), (8, 64), (72, 8), (256, 0), (320, 1)],
            321,
        ));
        let named: Vec<(u32, String)> = lines
            .iter()
            .map(|line| (line.number, line.members.concat()))
            .collect();
        let expected = [(0, "ab"), (1, "bc"), (5, "e")];
        assert_eq!(named, expected.map(|(at, names)| (at, names.to_owned())));
    }
}
