//! Names: free in C, free in the kernel, used once.

use proc_macro2::Span;

use crate::diagnostic::Diagnostics;
use crate::interface::{Arg, Member, Module, Op, StructOps};
use crate::kernel::{limits, reserved, vmlinux};
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
        refuse_reserved(&draft.name, taken, span, found);
    }
    check_vmlinux(&draft.name, span, found);
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
    for member in &draft.members {
        match member {
            Member::Op(op) => {
                check_op_names(op, found);
                let stub = format!("{}__{}", draft.name, op.name);
                check_length(&stub, limits::MAX_STUB_NAME, op.ident.span(), found);
            }
            Member::Data(data) => {
                check_c_name(&data.name, data.ident.span(), found);
                if let Some(taken) = reserved::anywhere(&data.name) {
                    refuse_reserved(&data.name, taken, data.ident.span(), found);
                }
            }
        }
    }
    for (index, member) in draft.members.iter().enumerate() {
        if draft
            .members
            .iter()
            .take(index)
            .any(|before| before.name().eq_ignore_ascii_case(member.name()))
        {
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

fn check_op_names(op: &Op, found: &mut Diagnostics) {
    check_c_name(&op.name, op.ident.span(), found);
    // `<type>_` and `<type>__` begin the names of call functions and stubs.
    if op.name.starts_with('_') {
        found.push(&rules::UNDERSCORE, op.ident.span(), &[("name", &op.name)]);
    }
    if let Some(taken) = reserved::op(&op.name) {
        refuse_reserved(&op.name, taken, op.ident.span(), found);
    }
    check_args(op.args.iter(), found);
}

/// Arguments: free in C, each once.
pub(super) fn check_args<'a>(args: impl Iterator<Item = &'a Arg>, found: &mut Diagnostics) {
    let mut before: Vec<&str> = Vec::new();
    for arg in args {
        check_c_name(&arg.name, arg.ident.span(), found);
        if arg.name.starts_with("__") {
            found.push(&rules::UNDERSCORE, arg.ident.span(), &[("name", &arg.name)]);
        }
        if let Some(taken) = reserved::anywhere(&arg.name) {
            refuse_reserved(&arg.name, taken, arg.ident.span(), found);
        }
        if before.contains(&arg.name.as_str()) {
            let words = [("what", "arguments"), ("name", arg.name.as_str())];
            found.push(&rules::DUPLICATE_NAME, arg.ident.span(), &words);
        }
        before.push(&arg.name);
    }
}

/// Two types of one name cannot both be registered, nor written to one file.
pub(super) fn check_type_names(modules: &[Module], found: &mut Diagnostics) {
    let types: Vec<&StructOps> = modules.iter().flat_map(|module| &module.types).collect();
    for (index, ty) in types.iter().enumerate() {
        if types
            .iter()
            .take(index)
            .any(|before| before.name == ty.name)
        {
            found.push(
                &rules::DUPLICATE_TYPE,
                ty.ident.span(),
                &[("name", &ty.name)],
            );
        }
    }
}

pub(super) fn check_c_name(name: &str, span: Span, found: &mut Diagnostics) {
    if !name::is_c_identifier(name) {
        found.push(&rules::NOT_A_C_NAME, span, &[("name", name)]);
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

pub(super) fn refuse_reserved(name: &str, what: &str, span: Span, found: &mut Diagnostics) {
    let words = [("name", name), ("what", what)];
    found.push(&rules::RESERVED_NAME, span, &words);
}
