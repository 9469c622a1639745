//! Types that the kernel has already: what would be said of a module is said to nobody.

use crate::diagnostic::Diagnostics;
use crate::interface::{Kfunc, StructOps};
use crate::rules;

/// The options that only a module's sources follow.
const OF_GENERATED_MODULE: &[&str] = &[
    "module",
    "author",
    "description",
    "version",
    "update",
    "export",
    "trigger",
    "instances",
    "protect",
    "busy",
    "hooks",
];

pub(super) fn check_existing(ty: &StructOps, kfuncs: &[Kfunc], found: &mut Diagnostics) {
    let Some(existing) = &ty.options.existing else {
        return;
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
    for kfunc in kfuncs {
        refuse(&format!("kfunc `{}`", kfunc.ident), kfunc.ident.span());
    }
}
