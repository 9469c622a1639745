//! The values of options, alone and across the types of a module.

use std::collections::HashSet;

use proc_macro2::Span;

use super::names;
use crate::diagnostic::Diagnostics;
use crate::interface::{Module, Op, Presence, StructOps, Text};
use crate::kernel::{builtin, licenses, limits, reserved};
use crate::rules;

/// One description of the module, stated by any of its types.
type Field = fn(&StructOps) -> &Option<Text>;

/// The options that describe the module: each type may say them, but not differently.
const OF_MODULE: &[(&str, Field)] = &[
    ("license", |ty| &ty.options.license),
    ("author", |ty| &ty.options.author),
    ("description", |ty| &ty.options.description),
    ("version", |ty| &ty.options.version),
];

pub(super) fn check_options(draft: &StructOps, found: &mut Diagnostics) {
    check_license(draft, found);
    check_trigger(draft, found);
    check_requires(draft, found);
    for (name, field) in OF_MODULE {
        if let Some(text) = field(draft)
            && text
                .value
                .chars()
                .any(|c| crate::name::is_invisible(c) || c == '"' || c == '\\')
        {
            found.push(&rules::OPTION_TEXT, text.span, &[("name", name)]);
        }
    }
}

fn check_license(draft: &StructOps, found: &mut Diagnostics) {
    if let Some(text) = &draft.options.license
        && licenses::find(&text.value).is_none()
    {
        let known: Vec<&str> = licenses::GPL_COMPATIBLE
            .iter()
            .map(|row| row.ident)
            .collect();
        let known = crate::parse::list_of(&known);
        found.push(
            &rules::LICENSE,
            text.span,
            &[("license", &text.value), ("known", &known)],
        );
    }
}

fn check_requires(draft: &StructOps, found: &mut Diagnostics) {
    for choice in &draft.options.requires {
        for (index, name) in choice.iter().enumerate() {
            if choice.iter().take(index).any(|before| before == name) {
                let words = [("what", "choices"), ("name", &*name.to_string())];
                found.push(&rules::DUPLICATE_NAME, name.span(), &words);
            }
        }
    }
    for name in draft.options.requires.iter().flatten() {
        let is_optional =
            |op: &&Op| op.ident == *name && matches!(op.presence, Presence::Optional(_));
        if draft.ops().find(is_optional).is_none() {
            let words = [("name", &*name.to_string())];
            found.push(&rules::REQUIRES_WHAT, name.span(), &words);
        }
    }
}

fn check_trigger(draft: &StructOps, found: &mut Diagnostics) {
    let Some(path) = &draft.options.trigger else {
        for op in draft.ops().filter(|op| op.trigger.is_some()) {
            found.push(&rules::TRIGGER_WITHOUT_FILE, op.ident.span(), &[]);
        }
        return;
    };
    let name = path.value.strip_prefix("/proc/").unwrap_or_default();
    let plain = !name.is_empty()
        && !name.starts_with('.')
        && name.len() <= limits::MAX_PROC_NAME
        && !name.chars().all(|c| c.is_ascii_digit())
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c));
    if !plain {
        let suggestion = format!("{}_trigger", crate::name::module_of_type(&draft.name));
        let words = [("path", path.value.as_str()), ("suggestion", &suggestion)];
        found.push(&rules::TRIGGER_PATH, path.span, &words);
    }
    if reserved::PROC.contains(&name) {
        found.push(&rules::TRIGGER_TAKEN, path.span, &[("path", &path.value)]);
    }
}

/// Two files of one name below /proc are a WARNING of the kernel.
pub(super) fn check_triggers(modules: &[Module], found: &mut Diagnostics) {
    let triggers = modules
        .iter()
        .flat_map(|module| &module.types)
        .filter_map(|ty| ty.options.trigger.as_ref());
    let mut seen = HashSet::new();
    for path in triggers {
        if !seen.insert(path.value.as_str()) {
            found.push(&rules::TRIGGER_TAKEN, path.span, &[("path", &path.value)]);
        }
    }
}

pub(super) fn check_module(module: &Module, found: &mut Diagnostics) {
    for ty in &module.types {
        let span = module_span(ty);
        // A name that comes from the type's was looked at there.
        if ty.options.named_module().is_some() || module.ident.is_some() {
            names::check_identifier(&module.name, span, found);
        }
        if reserved::MODULES.contains(&module.name.as_str()) {
            let words = [("name", &*module.name), ("what", "a name that kbuild uses")];
            found.push(&rules::RESERVED_NAME, span, &words);
        }
        if !ty.is_existing() && builtin::has_module(&module.name) {
            let what = "a module that the kernel has built in";
            let words = [("name", &*module.name), ("what", what)];
            found.push(&rules::RESERVED_NAME, span, &words);
        }
        names::check_length(&module.name, limits::MAX_MODULE_NAME, span, found);
        let files =
            ["structops", "types", "kfuncs", "main"].map(|end| format!("{}_{end}", module.name));
        if files.contains(&ty.name) {
            let words = [
                ("name", &*ty.name),
                ("what", "the name of a file that the tool writes"),
            ];
            found.push(&rules::RESERVED_NAME, ty.ident.span(), &words);
        }
        if ty.name == module.name && crate::name::is_c_identifier(&ty.name) {
            found.push(&rules::MODULE_IS_TYPE, span, &[("name", &module.name)]);
        }
    }
    for (name, field) in OF_MODULE {
        let mut said = module.types.iter().filter_map(|ty| field(ty).as_ref());
        let Some(first) = said.next() else { continue };
        for other in said.filter(|other| other.value != first.value) {
            let words = [("module", module.name.as_str()), ("name", name)];
            found.push(&rules::OPTION_CONFLICT, other.span, &words);
        }
    }
}

fn module_span(ty: &StructOps) -> Span {
    ty.options
        .module
        .as_ref()
        .map_or_else(|| ty.ident.span(), |text| text.span)
}
