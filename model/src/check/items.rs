//! Structs, enums and constants: names that are free, and tags the kernel has not.

use proc_macro2::Span;

use super::names;
use crate::diagnostic::Diagnostics;
use crate::interface::{Kind, Named, Origin};
use crate::kernel::{reserved, types};
use crate::parse::Draft;
use crate::rules;

pub(super) fn check_items(draft: &Draft, found: &mut Diagnostics) {
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
        check_all(&fields, "fields", found);
        let is_kernel = item.named.origin == Origin::Kernel;
        if is_kernel && item.header.is_none() && types::header(&item.named.tag).is_none() {
            let tag = item.named.tag.as_str();
            found.push(&rules::HEADER_UNKNOWN, item.ident.span(), &[("name", tag)]);
        }
    }
    for item in &draft.enums {
        check_tag(&item.named, item.ident.span(), found);
        tags.push((&item.named.tag, item.ident.span()));
        // The kernel's own enumerators are what its headers say.
        let is_own = item.named.origin == Origin::Module;
        bare.extend(
            item.variants
                .iter()
                .filter(|_| is_own)
                .map(|one| (one.name.as_str(), one.ident.span())),
        );
    }
    bare.extend(
        draft
            .consts
            .iter()
            .map(|one| (one.name.as_str(), one.ident.span())),
    );
    check_all(&bare, "values", found);
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
    names::check_c_name(&named.tag, span, found);
    if named.origin == Origin::Module && named.kind != Kind::Enum {
        names::check_vmlinux(&named.tag, span, found);
    }
    if let Some(taken) = reserved::anywhere(&named.tag) {
        names::refuse_reserved(&named.tag, taken, span, found);
    }
}

fn check_all(list: &[(&str, Span)], what: &str, found: &mut Diagnostics) {
    for (name, span) in list {
        names::check_c_name(name, *span, found);
        if let Some(taken) = reserved::anywhere(name) {
            names::refuse_reserved(name, taken, *span, found);
        }
    }
    check_twice(list, what, found);
}

fn check_twice(list: &[(&str, Span)], what: &str, found: &mut Diagnostics) {
    for (index, (name, span)) in list.iter().enumerate() {
        if list.iter().take(index).any(|(before, _)| before == name) {
            found.push(
                &rules::DUPLICATE_NAME,
                *span,
                &[("what", what), ("name", name)],
            );
        }
    }
}
