//! Types that the kernel has already: what would be said of a module is said to nobody.

use proc_macro2::Span;

use crate::diagnostic::Diagnostics;
use crate::interface::{Kfunc, StructOps};
use crate::rules;

/// The options that only a module's sources follow.
const OF_GENERATED_MODULE: &[&str] = &[
    "update",
    "export",
    "trigger",
    "instances",
    "protect",
    "busy",
    "hooks",
];

/// Types of one module, and its kfuncs.
pub(super) fn check_existing(types: &[StructOps], kfuncs: &[Kfunc], found: &mut Diagnostics) {
    for (index, ty) in types.iter().enumerate() {
        let Some(existing) = &ty.options.existing else {
            continue;
        };
        let mut refuse = |what: &str, span| {
            let words = [("what", what), ("home", &*existing.value)];
            found.push(&rules::EXISTING, span, &words);
        };
        for name in OF_GENERATED_MODULE {
            if let Some(span) = ty.options.span_of(name) {
                refuse(&format!("option `{name}`"), span);
            }
        }
        if index == 0 {
            check_module(ty, kfuncs, &mut refuse);
        }
    }
}

/// What is said once for all types of a module.
fn check_module(ty: &StructOps, kfuncs: &[Kfunc], refuse: &mut impl FnMut(&str, Span)) {
    let options = &ty.options;
    let of_module = [
        ("module", &options.module),
        ("author", &options.author),
        ("description", &options.description),
        ("version", &options.version),
    ];
    for (name, text) in of_module {
        if let Some(text) = text {
            refuse(&format!("option `{name}`"), text.span);
        }
    }
    for kfunc in kfuncs {
        refuse(&format!("kfunc `{}`", kfunc.ident), kfunc.ident.span());
    }
}
