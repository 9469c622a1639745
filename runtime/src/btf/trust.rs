//! What libbpf takes on trust of BTF that it parses and moves to another base.

use std::collections::HashMap;
use std::io;

use libbpf_sys::{
    BTF_KIND_ARRAY, BTF_KIND_CONST, BTF_KIND_FUNC_PROTO, BTF_KIND_RESTRICT, BTF_KIND_STRUCT,
    BTF_KIND_TYPE_TAG, BTF_KIND_TYPEDEF, BTF_KIND_UNION, BTF_KIND_VOLATILE,
};

use crate::sys::btf::RawBtf;

/// Bytes of a text in BTF. Objects have lines of their source among them.
const LONGEST_TEXT: usize = 16 << 10;

/// Steps from a member to what it contains; real chains have a handful.
const STEPS: usize = 64;

/// Types of one name and kind in a distilled base, of which a real one has each once.
const NAMESAKES: u32 = 16;

/// Looks through the texts of raw BTF before libbpf does: it compares the names of all
/// neighbours (`btf_check_sorted`), which takes forever where all share a long one.
///
/// # Errors
///
/// `InvalidData` for a text that is too long; a header that makes no sense is libbpf's to
/// refuse.
pub(super) fn check_texts(data: &[u8]) -> io::Result<()> {
    let Some(texts) = texts(data) else {
        return Ok(());
    };
    let mut texts = texts.split(|byte| *byte == 0);
    if texts.any(|text| text.len() > LONGEST_TEXT) {
        return Err(invalid("a text in it is too long"));
    }
    Ok(())
}

/// The section of texts, as `struct btf_header` says.
fn texts(data: &[u8]) -> Option<&[u8]> {
    let word = |at: usize| -> Option<usize> {
        let bytes = data.get(at..at + 4)?.try_into().ok()?;
        let is_swapped = data.first()? == &0xeb;
        let is_little = cfg!(target_endian = "little") != is_swapped;
        let value = if is_little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        };
        usize::try_from(value).ok()
    };
    let start = word(4)?.checked_add(word(16)?)?;
    data.get(start..start.checked_add(word(20)?)?)
}

/// Looks whether types can move from a distilled base to a real one.
///
/// # Errors
///
/// `InvalidData` for functions that return what is nowhere, of which libbpf checks the
/// parameters only (`btf_validate_type`), for members whose types go in circles, which libbpf would follow
/// (`btf_mark_embedded_composite_type_ids`), for a base that is split itself, whose names
/// would be beyond libbpf's tables (`btf_relocate_map_distilled_base`), and for a distilled
/// base with a crowd of one name, all of whose pairs libbpf would compare.
pub(super) fn check_move(btf: &RawBtf, distilled: &RawBtf, base: &RawBtf) -> io::Result<()> {
    if base.is_split() {
        return Err(invalid("the base is that of a module"));
    }
    let mut namesakes: HashMap<(u32, String), u32> = HashMap::new();
    for head in distilled.own_ids().filter_map(|id| distilled.head(id)) {
        let count = namesakes.entry((head.kind, head.name())).or_default();
        *count += 1;
        if *count > NAMESAKES {
            return Err(invalid("many types of its base have one name"));
        }
    }
    let heads = || btf.own_ids().filter_map(|id| btf.head(id));
    let mut prototypes = heads().filter(|head| head.kind == BTF_KIND_FUNC_PROTO);
    if prototypes.any(|head| head.size_or_type >= btf.own_ids().end) {
        return Err(invalid("a function in it returns what is nowhere"));
    }
    let mut members = heads()
        .filter(|head| [BTF_KIND_STRUCT, BTF_KIND_UNION].contains(&head.kind))
        .flat_map(|head| head.members());
    if members.all(|member| ends(btf, member.ty)) {
        return Ok(());
    }
    Err(invalid("a type in it goes in circles"))
}

/// Whether a BTF was split from that base, or from one whose texts are as long: with another
/// base, its names would begin elsewhere.
///
/// # Errors
///
/// `InvalidData` for a name that begins in the middle of another.
pub(super) fn check_base(split: &RawBtf) -> io::Result<()> {
    let mut heads = split.own_ids().filter_map(|id| split.head(id));
    if !split.is_split() || heads.all(|head| head.has_whole_name()) {
        return Ok(());
    }
    Err(invalid("it was made for another base"))
}

fn ends(btf: &RawBtf, mut id: u32) -> bool {
    for _ in 0..STEPS {
        let Some(head) = btf.head(id) else {
            return true;
        };
        id = match head.kind {
            BTF_KIND_CONST | BTF_KIND_RESTRICT | BTF_KIND_VOLATILE | BTF_KIND_TYPEDEF
            | BTF_KIND_TYPE_TAG => head.size_or_type,
            BTF_KIND_ARRAY => head.array().map_or(0, |(element, _)| element),
            _ => return true,
        };
    }
    false
}

fn invalid(reason: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_in_either_byte_order() {
        let numbers = [24_u32, 0, 0, 0, 3];
        let little: Vec<u8> = numbers.iter().flat_map(|one| one.to_le_bytes()).collect();
        let big: Vec<u8> = numbers.iter().flat_map(|one| one.to_be_bytes()).collect();
        for (head, rest) in [([0x9f, 0xeb, 1, 0], little), ([0xeb, 0x9f, 1, 0], big)] {
            let data = [&head[..], &rest, b"\0a\0"].concat();
            assert_eq!(texts(&data), Some(&b"\0a\0"[..]));
            assert_eq!(texts(&data[..data.len() - 1]), None);
            assert_eq!(texts(&data[..10]), None);
        }
    }

    #[test]
    fn only_long_texts_are_refused() {
        let with_text = |length: usize| {
            let numbers = [24, 0, 0, 0, u32::try_from(length + 2).unwrap()];
            let numbers = numbers.iter().flat_map(|one| one.to_le_bytes());
            let mut data: Vec<u8> = [0x9f, 0xeb, 1, 0].into_iter().chain(numbers).collect();
            data.push(0);
            data.extend(vec![b'x'; length]);
            data.push(0);
            data
        };
        assert!(check_texts(&with_text(LONGEST_TEXT)).is_ok());
        assert!(check_texts(&with_text(LONGEST_TEXT + 1)).is_err());
    }
}
