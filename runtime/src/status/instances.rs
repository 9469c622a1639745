//! The struct_ops maps of the kernel, their programs and links.

use std::collections::HashMap;
use std::io;
use std::os::fd::{AsFd as _, BorrowedFd};

use super::{Instance, LinkStatus, OpProgram, State, StatusError};
use crate::btf::{Btf, Layout};
use crate::sys::ids::{self, Kind};

/// The type of an instance.
#[derive(Clone)]
pub(super) struct Home {
    pub(super) tag: String,
    pub(super) module: Option<String>,
}

/// A BTF of the kernel, and whose it is.
struct Origin {
    btf: Btf,
    module: Option<String>,
}

/// Every struct_ops map, by id, and the type that it is of.
pub(super) fn all(vmlinux: &Btf) -> Result<Vec<(Home, Instance)>, StatusError> {
    let mut links = links()?;
    let mut origins = HashMap::new();
    let mut found = Vec::new();
    for id in ids(Kind::Map)? {
        // A map that goes away meanwhile is none.
        let Ok(map) = ids::by_id(Kind::Map, id) else {
            continue;
        };
        let described = describe(map.as_fd(), vmlinux, &mut origins);
        if let Some((home, mut instance)) = described.unwrap_or_default() {
            let (own, other) = links.into_iter().partition(|(of, _)| *of == id);
            links = other;
            instance.links = Vec::into_iter(own).map(|(_, link)| link).collect();
            found.push((home, instance));
        }
    }
    Ok(found)
}

fn ids(kind: Kind) -> Result<Vec<u32>, StatusError> {
    let mut found = Vec::new();
    let mut last = 0;
    while let Some(id) = ids::next_id(kind, last).map_err(refused)? {
        found.push(id);
        last = id;
    }
    Ok(found)
}

fn refused(source: io::Error) -> StatusError {
    if source.kind() == io::ErrorKind::PermissionDenied {
        return StatusError::NotPermitted;
    }
    StatusError::Call {
        action: "list the BPF objects of the kernel",
        source,
    }
}

/// The struct_ops links that are attached, and the ids of their maps.
fn links() -> Result<Vec<(u32, LinkStatus)>, StatusError> {
    let info = |id| {
        let link = ids::by_id(Kind::Link, id).ok()?;
        ids::link_info(link.as_fd()).ok()
    };
    let of_struct_ops = |info: &libbpf_sys::bpf_link_info| {
        info.type_ == libbpf_sys::BPF_LINK_TYPE_STRUCT_OPS && ids::map_of(info) != 0
    };
    let link = |info: libbpf_sys::bpf_link_info| {
        let link = LinkStatus {
            id: info.id,
            pins: Vec::new(),
            owners: Vec::new(),
        };
        (ids::map_of(&info), link)
    };
    let found = ids(Kind::Link)?.into_iter().filter_map(info);
    Ok(found.filter(of_struct_ops).map(link).collect())
}

/// `None` for a map of another kind, or of a BTF that has gone.
fn describe(
    map: BorrowedFd<'_>,
    vmlinux: &Btf,
    origins: &mut HashMap<u32, Option<Origin>>,
) -> io::Result<Option<(Home, Instance)>> {
    let info = ids::map_info(map)?;
    if info.type_ != libbpf_sys::BPF_MAP_TYPE_STRUCT_OPS {
        return Ok(None);
    }
    let origin = origins
        .entry(info.btf_vmlinux_id)
        .or_insert_with(|| origin(info.btf_vmlinux_id, vmlinux).ok());
    let typed = origin.as_ref().and_then(|origin| {
        let tag = origin.btf.tag_of_value(info.btf_vmlinux_value_type_id)?;
        let layout = origin.btf.layout(&tag)?;
        let module = origin.module.clone();
        Some((Home { tag, module }, layout))
    });
    let Some((home, layout)) = typed else {
        return Ok(None);
    };
    let value = ids::value_of(map)?;
    let instance = Instance {
        id: info.id,
        name: ids::name_of(&info.name),
        state: state(&value),
        programs: programs(&value, &layout),
        links: Vec::new(),
        pins: Vec::new(),
        owners: Vec::new(),
    };
    Ok(Some((home, instance)))
}

fn origin(id: u32, vmlinux: &Btf) -> io::Result<Origin> {
    let btf = ids::by_id(Kind::Btf, id)?;
    let name = ids::btf_name(btf.as_fd())?;
    if name == "vmlinux" {
        let btf = vmlinux.clone();
        return Ok(Origin { btf, module: None });
    }
    Ok(Origin {
        btf: Btf::of_id(id, vmlinux)?,
        module: Some(name),
    })
}

/// The state is the second word of the header (`struct bpf_struct_ops_common_value`).
fn state(value: &[u8]) -> State {
    match number::<4>(value, 4).map_or(0, u32::from_ne_bytes) {
        0 => State::Init,
        1 => State::InUse,
        2 => State::ToBeFreed,
        3 => State::Ready,
        other => State::Unknown(other),
    }
}

/// Where user space wrote a program's descriptor, it reads the program's id
/// (`bpf_struct_ops_map_update_elem`).
fn programs(value: &[u8], layout: &Layout) -> Vec<OpProgram> {
    let ops = layout.members.iter().filter(|member| member.is_op);
    ops.filter_map(|member| {
        let at = layout.value.data.checked_add(member.offset)?;
        let slot = number::<8>(value, usize::try_from(at).ok()?)?;
        let id = u32::try_from(u64::from_ne_bytes(slot)).ok()?;
        (id != 0).then(|| program(&member.name, id))
    })
    .collect()
}

fn program(op: &str, id: u32) -> OpProgram {
    let info = ids::by_id(Kind::Program, id);
    let info = info.and_then(|program| ids::program_info(program.as_fd()));
    let info = info.unwrap_or_default();
    OpProgram {
        op: op.to_owned(),
        id,
        name: ids::name_of(&info.name),
        runs: info.run_cnt,
        nanoseconds: info.run_time_ns,
    }
}

fn number<const N: usize>(value: &[u8], at: usize) -> Option<[u8; N]> {
    let bytes = value.get(at..at.checked_add(N)?)?;
    bytes.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::btf::{MemberLayout, ValueLayout};

    #[test]
    fn states_are_the_kernel_s() {
        let value = |state: u32| [1_u32.to_ne_bytes(), state.to_ne_bytes()].concat();
        assert_eq!(state(&value(0)), State::Init);
        assert_eq!(state(&value(3)), State::Ready);
        assert_eq!(state(&value(4)), State::Unknown(4));
        assert_eq!(state(&[]), State::Init);
    }

    #[test]
    fn slots_hold_ids_of_programs() {
        let member = |name: &str, offset, is_op| MemberLayout {
            name: name.to_owned(),
            offset,
            size: 8,
            is_op,
        };
        let layout = Layout {
            name: "player_ops".to_owned(),
            size: 24,
            members: vec![
                member("volume", 0, false),
                member("play", 8, true),
                member("stop", 16, true),
                member("beyond", u32::MAX, true),
            ],
            value: ValueLayout {
                size: 128,
                header: 8,
                data: 64,
            },
        };
        let mut value = vec![0; 128];
        value[64] = 50;
        value[72..80].copy_from_slice(&(u64::from(u32::MAX) - 1).to_ne_bytes());
        let found = programs(&value, &layout);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].op.as_str(), found[0].id), ("play", u32::MAX - 1));
        assert_eq!(programs(&value[..70], &layout), []);
    }
}
