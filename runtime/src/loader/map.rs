//! What a map is, before anything is tried with it.

use std::io;

use libbpf_rs::{MapCore, MapInfo, MapMut, MapType};

use super::attach::call;
use crate::btf::kernel::KernelBtf;
use crate::btf::without_flavor;
use crate::descriptor::Descriptor;
use crate::error::{Cause, Error};

/// What the kernel says of a struct_ops map.
pub(super) struct Kind {
    /// The tags that its type may have, see [`KernelBtf::tags_of_value`].
    pub(super) tags: Vec<String>,
    /// Whether it was made with `BPF_F_LINK`.
    pub(super) has_link: bool,
}

/// Asks the kernel what a struct_ops map is.
///
/// # Errors
///
/// `System` or `KernelWithoutBtf` when the kernel does not tell.
pub(super) fn kind(map: &impl MapCore) -> Result<Kind, Error> {
    let info = map.info().map_err(|error| call("query the map", error))?;
    // `btf_vmlinux_id` is 0 before 6.9, when all types were of vmlinux.
    let (btf_id, type_id) = (
        info.info.btf_vmlinux_id,
        info.info.btf_vmlinux_value_type_id,
    );
    Ok(Kind {
        tags: KernelBtf::load()?.tags_of_value(btf_id, type_id)?,
        has_link: is_for_link(&info),
    })
}

/// Whether a map was made with `BPF_F_LINK`, for a caller that cares for nothing else.
///
/// # Errors
///
/// `System` when the kernel does not tell.
pub(super) fn takes_link(map: &impl MapCore) -> Result<bool, Error> {
    let info = map.info().map_err(|error| call("query the map", error))?;
    Ok(is_for_link(&info))
}

fn is_for_link(info: &MapInfo) -> bool {
    info.info.map_flags & libbpf_sys::BPF_F_LINK != 0
}

/// Whether the map of an instance of that type was made with `BPF_F_LINK`.
///
/// # Errors
///
/// `WrongMap` when it is no `struct_ops` map at all, or one of another type; `System` or
/// `KernelWithoutBtf` when the kernel does not tell.
pub(super) fn has_link(descriptor: &Descriptor, map: &MapMut<'_>) -> Result<bool, Error> {
    if map.map_type() != MapType::StructOps {
        return Err(Cause::WrongMap {
            map: map_name(map),
            is: "an ordinary map".into(),
            wanted: "a struct_ops map".into(),
            cure: "pass the map that is named after the variable in SEC(\".struct_ops.link\")"
                .into(),
        }
        .into());
    }
    let kind = kind(map)?;
    compare(&descriptor.name, &kind.tags, map_name(map))?;
    Ok(kind.has_link)
}

pub(super) fn compare(wanted: &str, tags: &[impl AsRef<str>], map: String) -> Result<(), Cause> {
    let wanted = without_flavor(wanted);
    if tags
        .iter()
        .any(|tag| without_flavor(tag.as_ref()) == wanted)
    {
        return Ok(());
    }
    if tags.is_empty() {
        return Err(Cause::Call {
            action: "find the type of the map in the kernel's BTF",
            source: io::ErrorKind::NotFound.into(),
        });
    }
    let tags: Vec<&str> = tags.iter().map(AsRef::as_ref).collect();
    Err(Cause::WrongMap {
        map,
        is: format!("an instance of `{}`", tags.join("` or `")).into(),
        wanted: format!("one of `{wanted}`").into(),
        cure: format!("pass a map whose variable is a `struct {wanted}`").into(),
    })
}

pub(super) fn map_name(map: &MapMut<'_>) -> String {
    map.name().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(wanted: &str, tags: &[&str]) -> Result<(), Cause> {
        compare(wanted, tags, "player".to_owned())
    }

    #[test]
    fn the_same_type_passes_whatever_its_flavor() {
        compared("player_ops", &["player_ops"]).unwrap();
        compared("player_ops___v2", &["player_ops"]).unwrap();
    }

    #[test]
    fn one_of_several_candidates_is_enough() {
        compared("player_ops", &["lamp_ops", "player_ops"]).unwrap();
    }

    #[test]
    fn another_type_is_refused_with_both_names() {
        let cause = compared("player_ops", &["tcp_congestion_ops"]).unwrap_err();
        assert_eq!(
            cause.to_string(),
            "map `player` is an instance of `tcp_congestion_ops`, not one of `player_ops`"
        );
        assert_eq!(cause.kind(), crate::ErrorKind::WrongMap);
    }

    #[test]
    fn a_type_that_cannot_be_told_is_no_match() {
        let cause = compared("player_ops", &[]).unwrap_err();
        assert_eq!(cause.kind(), crate::ErrorKind::System);
    }
}
