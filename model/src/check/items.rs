//! Structs, enums and constants: names that are free, and tags the kernel has not.

use std::collections::HashSet;

use proc_macro2::Span;

use super::names;
use crate::diagnostic::Diagnostics;
use crate::interface::{Kind, Named, Origin, StructOps};
use crate::kernel::{reserved, types};
use crate::parse::Draft;
use crate::rules;

pub(super) fn check_items(draft: &Draft, found: &mut Diagnostics) {
    let is_existing = draft.types.iter().any(StructOps::is_existing);
    // Names of one C name space: tags, and what a preprocessor or a compiler sees bare.
    let mut tags: Vec<(&str, Span)> = Vec::new();
    let mut bare: Vec<(&str, Span)> = Vec::new();
    for item in &draft.structs {
        check_tag(&item.named, item.ident.span(), found);
        tags.push((&item.named.tag, item.ident.span()));
        let fields: Vec<(&str, Span)> = item
            .fields
            .iter()
            .map(|field| (field.name.as_str(), field.ident.span()))
            .collect();
        check_all(&fields, item.named.origin, "fields", found);
        if !is_existing {
            check_header(&item.named, item.header.as_ref(), item.ident.span(), found);
        }
    }
    for item in &draft.enums {
        check_tag(&item.named, item.ident.span(), found);
        if !is_existing {
            check_header(&item.named, item.header.as_ref(), item.ident.span(), found);
        }
        tags.push((&item.named.tag, item.ident.span()));
        let values: Vec<(&str, Span)> = item
            .variants
            .iter()
            .map(|one| (one.name.as_str(), one.ident.span()))
            .collect();
        check_each(&values, item.named.origin, found);
        bare.extend(values);
    }
    let consts: Vec<(&str, Span)> = draft
        .consts
        .iter()
        .map(|one| (one.name.as_str(), one.ident.span()))
        .collect();
    // Of a type that exists they are the kernel's, which has some as macros.
    let origin = if is_existing {
        Origin::Kernel
    } else {
        Origin::Module
    };
    check_each(&consts, origin, found);
    bare.extend(consts);
    check_twice(&bare, "values", found);
    check_twice(&tags, "types", found);
    // Two struct_ops types of one name break a rule of their own.
    for ty in &draft.types {
        if tags.iter().any(|(tag, _)| *tag == ty.name) {
            let words = [("what", "types"), ("name", &*ty.name)];
            found.push(&rules::DUPLICATE_NAME, ty.ident.span(), &words);
        }
    }
}

fn check_tag(named: &Named, span: Span, found: &mut Diagnostics) {
    check_one(&named.tag, named.origin, span, found);
    if named.origin == Origin::Module && named.kind != Kind::Enum {
        names::check_vmlinux(&named.tag, span, found);
    }
}

/// The module includes the kernel's header, whatever it defines.
fn check_header(named: &Named, header: Option<&String>, span: Span, found: &mut Diagnostics) {
    let is_kernel = named.origin == Origin::Kernel;
    if is_kernel && header.is_none() && types::header(named).is_none() {
        found.push(&rules::HEADER_UNKNOWN, span, &[("name", &named.tag)]);
    }
}

fn check_all(list: &[(&str, Span)], origin: Origin, what: &str, found: &mut Diagnostics) {
    check_each(list, origin, found);
    check_twice(list, what, found);
}

fn check_each(list: &[(&str, Span)], origin: Origin, found: &mut Diagnostics) {
    for (name, span) in list {
        check_one(name, origin, *span, found);
    }
}

/// The kernel's own names may be macros; the generated module never spells them.
fn check_one(name: &str, origin: Origin, span: Span, found: &mut Diagnostics) {
    match origin {
        Origin::Module => names::check_c_name(name, span, found),
        Origin::Kernel => names::check_identifier(name, span, found),
    }
    if let Some(taken) = reserved::anywhere(name) {
        names::refuse_reserved(taken, span, found);
    }
}

fn check_twice(list: &[(&str, Span)], what: &str, found: &mut Diagnostics) {
    let mut seen = HashSet::new();
    for (name, span) in list {
        if !seen.insert(*name) {
            found.push(
                &rules::DUPLICATE_NAME,
                *span,
                &[("what", what), ("name", name)],
            );
        }
    }
}
