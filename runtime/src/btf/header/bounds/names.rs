//! Whether names can stand in a C file.

use libbpf_sys::{BTF_KIND_FLOAT, BTF_KIND_INT, BTF_KIND_TYPE_TAG};

use crate::sys::btf::{Head, NAME_MOST};

/// Whether a type is called as C allows, and so are its members, parameters or enumerators.
pub(super) fn are_of_c(head: &Head<'_>) -> bool {
    let name = head.name();
    let is_own = match head.kind {
        // `unsigned int` is one type.
        BTF_KIND_INT | BTF_KIND_FLOAT => name.split(' ').all(is_identifier),
        BTF_KIND_TYPE_TAG => is_attribute(&name),
        _ => name.is_empty() || is_identifier(&name),
    };
    let may_stand = |name: &String| name.is_empty() || is_identifier(name);
    is_own
        && head.members().iter().all(|one| may_stand(&one.name))
        && head.params().iter().all(|one| may_stand(&one.name))
        && head
            .enumerators()
            .iter()
            .all(|one| is_identifier(&one.name))
}

fn is_identifier(text: &str) -> bool {
    let is_part = |byte: u8| byte == b'_' || byte.is_ascii_alphanumeric();
    text.len() < NAME_MOST
        && text.bytes().all(is_part)
        && text
            .bytes()
            .next()
            .is_some_and(|first| !first.is_ascii_digit())
}

/// What may stand in `__attribute__((…))`, and as a text in `btf_type_tag("…")`.
fn is_attribute(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"_.:-(), ".contains(&byte);
    (1..NAME_MOST).contains(&text.len()) && text.bytes().all(is_part)
}
