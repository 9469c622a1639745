//! Names: free in C, free in the kernel, used once.

use std::collections::HashSet;

use proc_macro2::Span;

use crate::diagnostic::Diagnostics;
use crate::interface::{Arg, Member, Module, Op, StructOps};
use crate::kernel::{limits, macros, reserved, vmlinux};
use crate::{name, rules};

pub(super) fn check_names(draft: &StructOps, found: &mut Diagnostics) {
    let span = draft
        .options
        .name
        .as_ref()
        .map_or_else(|| draft.ident.span(), |text| text.span);
    check_c_name(&draft.name, span, found);
    check_length(&draft.name, limits::MAX_TYPE_NAME, span, found);
    if draft.ident == draft.name {
        found.push(
            &rules::TRAIT_IS_TYPE,
            draft.ident.span(),
            &[("name", &draft.name)],
        );
    }
    if let Some(taken) = reserved::anywhere(&draft.name) {
        refuse_reserved(taken, span, found);
    }
    if !draft.is_existing() {
        check_vmlinux(&draft.name, span, found);
    }
    // `___` begins a flavor to libbpf (`bpf_core_essential_name_len`), and libbpf-cargo makes
    // no Rust name of `__`.
    if draft.name.contains("__") {
        let words = [
            ("name", &*draft.name),
            ("what", "has two underscores in a row"),
        ];
        found.push(&rules::UNDERSCORE, span, &words);
    }
    if name::is_c_identifier(&draft.name) && reserved::in_rust(&draft.name) {
        let words = [("name", &*draft.name), ("what", "a Rust keyword")];
        found.push(&rules::RESERVED_NAME, span, &words);
    }
    if reserved::FILES.contains(&draft.name.as_str()) {
        let words = [
            ("name", &*draft.name),
            ("what", "the name of a file that the tool writes"),
        ];
        found.push(&rules::RESERVED_NAME, span, &words);
    }
    if !draft.is_existing() && reserved::TYPES.contains(&draft.name.as_str()) {
        let words = [
            ("name", &*draft.name),
            ("what", "what the kernel has functions `bpf_…` of"),
        ];
        found.push(&rules::RESERVED_NAME, span, &words);
    }
    for member in &draft.members {
        match member {
            Member::Op(op) => {
                check_op_names(op, draft.is_existing(), found);
                let stub = format!("{}__{}", draft.name, op.name);
                check_length(&stub, limits::MAX_STUB_NAME, op.ident.span(), found);
                check_exported(draft, &op.name, op.ident.span(), found);
            }
            Member::Data(data) => {
                check_spelled(&data.name, data.ident.span(), draft.is_existing(), found);
                check_exported(draft, &data.name, data.ident.span(), found);
                if let Some(taken) = reserved::anywhere(&data.name) {
                    refuse_reserved(taken, data.ident.span(), found);
                }
            }
        }
    }
    let mut seen = HashSet::new();
    for member in &draft.members {
        if !seen.insert(member.name().to_ascii_lowercase()) {
            let words = [("what", "members"), ("name", member.name())];
            found.push(&rules::DUPLICATE_NAME, member.ident().span(), &words);
        }
    }
}

/// A program would get the kernel's type of that tag: libbpf and the core look in
/// vmlinux first (`btf_find_by_name_kind`).
pub(super) fn check_vmlinux(tag: &str, span: Span, found: &mut Diagnostics) {
    if vmlinux::has_tag(tag) {
        found.push(&rules::VMLINUX_TAG, span, &[("tag", tag)]);
    }
}

fn check_op_names(op: &Op, is_existing: bool, found: &mut Diagnostics) {
    check_spelled(&op.name, op.ident.span(), is_existing, found);
    // `<type>_` and `<type>__` begin the names of call functions and stubs.
    if op.name.starts_with('_') {
        found.push(
            &rules::UNDERSCORE,
            op.ident.span(),
            &[("name", &op.name), ("what", "begins with an underscore")],
        );
    }
    let taken = if is_existing {
        reserved::anywhere(&op.name)
    } else {
        reserved::op(&op.name)
    };
    if let Some(taken) = taken {
        refuse_reserved(taken, op.ident.span(), found);
    }
    check_args(op.args.iter(), found);
}

/// Arguments: free in C, each once.
pub(super) fn check_args<'a>(args: impl Iterator<Item = &'a Arg>, found: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for arg in args {
        check_c_name(&arg.name, arg.ident.span(), found);
        if arg.name.starts_with("__") {
            let words = [
                ("name", arg.name.as_str()),
                ("what", "begins with two underscores"),
            ];
            found.push(&rules::UNDERSCORE, arg.ident.span(), &words);
        }
        if let Some(taken) = reserved::argument(&arg.name) {
            refuse_reserved(taken, arg.ident.span(), found);
        }
        if !seen.insert(arg.name.as_str()) {
            let words = [("what", "arguments"), ("name", arg.name.as_str())];
            found.push(&rules::DUPLICATE_NAME, arg.ident.span(), &words);
        }
    }
}

/// Two types of one name cannot both be registered, nor written to one file.
pub(super) fn check_type_names(modules: &[Module], found: &mut Diagnostics) {
    let mut seen = HashSet::new();
    // Guards and macros are in upper case, so that case makes no difference.
    for ty in modules.iter().flat_map(|module| &module.types) {
        if !seen.insert(ty.name.to_ascii_lowercase()) {
            found.push(
                &rules::DUPLICATE_TYPE,
                ty.ident.span(),
                &[("name", &ty.name)],
            );
        }
    }
}

/// A name that generated C spells out, and that must not be taken.
pub(super) fn check_c_name(name: &str, span: Span, found: &mut Diagnostics) {
    check_identifier(name, span, found);
    if macros::replaces(name) && reserved::anywhere(name).is_none() {
        let words = [("name", name), ("what", "a macro of the kernel")];
        found.push(&rules::RESERVED_NAME, span, &words);
    }
}

/// A member's name, which no C of ours spells where the type exists already.
fn check_spelled(name: &str, span: Span, is_existing: bool, found: &mut Diagnostics) {
    if is_existing {
        check_identifier(name, span, found);
    } else {
        check_c_name(name, span, found);
    }
}

/// A name that C could spell; the kernel's own may be macros.
pub(super) fn check_identifier(name: &str, span: Span, found: &mut Diagnostics) {
    if !name::is_c_identifier(name) {
        found.push(&rules::NOT_A_C_NAME, span, &[("name", name)]);
    }
}

/// The function of a member, where other modules may call it.
fn check_exported(draft: &StructOps, member: &str, span: Span, found: &mut Diagnostics) {
    let function = format!("{}_{member}", draft.name);
    let is_reported = function.len() > limits::MAX_STUB_NAME - 1;
    if draft.options.export == Some(true) && !is_reported {
        check_length(&function, limits::MAX_EXPORTED_NAME, span, found);
    }
}

pub(super) fn check_length(name: &str, most: usize, span: Span, found: &mut Diagnostics) {
    if name.len() > most {
        let words = [
            ("name", name),
            ("count", &*name.len().to_string()),
            ("most", &*most.to_string()),
        ];
        found.push(&rules::NAME_TOO_LONG, span, &words);
    }
}

pub(super) fn refuse_reserved(taken: &reserved::Reserved, span: Span, found: &mut Diagnostics) {
    found.push(
        &rules::RESERVED_NAME,
        span,
        &[("name", taken.name), ("what", taken.what)],
    );
}
