//! From drafts to an [`Interface`]: every rule that needs more than one token.

mod names;
mod options;

use crate::diagnostic::Diagnostics;
use crate::interface::{Interface, Module, StructOps};
use crate::kernel::limits;
use crate::{name, rules};

/// Checks drafts; an interface exists only if nothing was found, here or before.
pub(crate) fn check(
    drafts: Vec<StructOps>,
    mut found: Diagnostics,
) -> Result<Interface, Diagnostics> {
    for draft in &drafts {
        check_limits(draft, &mut found);
        names::check_names(draft, &mut found);
        options::check_options(draft, &mut found);
    }
    names::check_type_names(&drafts, &mut found);
    let modules = into_modules(drafts);
    for module in &modules {
        options::check_module(module, &mut found);
    }
    if found.is_empty() {
        Ok(Interface::new(modules))
    } else {
        Err(found)
    }
}

fn check_limits(draft: &StructOps, found: &mut Diagnostics) {
    if draft.ops.is_empty() && found.is_empty() {
        found.push(&rules::NO_OPS, draft.ident.span(), &[]);
    }
    if draft.ops.len() > limits::MAX_MEMBERS {
        let words = [
            ("count", &*draft.ops.len().to_string()),
            ("most", &*limits::MAX_MEMBERS.to_string()),
        ];
        found.push(&rules::TOO_MANY_MEMBERS, draft.ident.span(), &words);
    }
    for op in draft
        .ops
        .iter()
        .filter(|op| op.args.len() > limits::MAX_ARGS)
    {
        let words = [
            ("name", &*op.name),
            ("count", &*op.args.len().to_string()),
            ("most", &*limits::MAX_ARGS.to_string()),
        ];
        found.push(&rules::TOO_MANY_ARGS, op.ident.span(), &words);
    }
}

fn into_modules(drafts: Vec<StructOps>) -> Vec<Module> {
    let mut modules: Vec<Module> = Vec::new();
    for draft in drafts {
        let name = match &draft.options.module {
            Some(text) => text.value.clone(),
            None => name::module_of_type(&draft.name).to_owned(),
        };
        match modules.iter_mut().find(|module| module.name == name) {
            Some(module) => module.types.push(draft),
            None => modules.push(Module {
                name,
                types: vec![draft],
            }),
        }
    }
    modules
}
