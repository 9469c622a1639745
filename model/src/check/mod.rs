//! From drafts to an [`Interface`]: every rule that needs more than one token.

mod behaviours;
mod collisions;
mod existing;
mod items;
mod names;
mod options;

use crate::diagnostic::Diagnostics;
use crate::interface::{Interface, Member, Module, Struct, StructOps};
use crate::kernel::features::{STACK_ARGUMENTS, TRACING_MULTI};
use crate::kernel::limits;
use crate::parse::Draft;
use crate::rules;

/// Checks drafts; an interface exists only if nothing was found, here or before.
pub(crate) fn check(drafts: Vec<Draft>, mut found: Diagnostics) -> Result<Interface, Diagnostics> {
    for draft in &drafts {
        items::check_items(draft, &mut found);
        behaviours::check_writable(draft, &mut found);
        behaviours::check_kfuncs(draft, &mut found);
        behaviours::check_references(draft, &mut found);
        existing::check_existing(&draft.types, &draft.kfuncs, &mut found);
        for ty in &draft.types {
            check_limits(ty, &draft.structs, &mut found);
            check_places(ty, &mut found);
            names::check_names(ty, &mut found);
            options::check_options(ty, &mut found);
            behaviours::check_behaviours(ty, &mut found);
        }
    }
    let modules = into_modules(drafts);
    names::check_type_names(&modules, &mut found);
    collisions::check_made_names(&modules, &mut found);
    options::check_triggers(&modules, &mut found);
    for module in &modules {
        options::check_module(module, &mut found);
    }
    if found.is_empty() {
        Ok(Interface::new(modules))
    } else {
        Err(found)
    }
}

fn check_limits(ty: &StructOps, structs: &[Struct], found: &mut Diagnostics) {
    if ty.ops().next().is_none() && found.is_empty() {
        found.push(&rules::NO_OPS, ty.ident.span(), &[]);
    }
    let members = ty.members.len();
    if members > limits::MAX_MEMBERS {
        let words = [
            ("count", &*members.to_string()),
            ("most", &*limits::MAX_MEMBERS.to_string()),
        ];
        found.push(&rules::TOO_MANY_MEMBERS, ty.ident.span(), &words);
    }
    for op in ty.ops().filter(|_| !ty.is_existing()) {
        // A struct of up to 16 bytes may take two of the slots.
        let slots: usize = op.args.iter().map(|arg| arg.ty.slots(structs)).sum();
        let count = slots.to_string();
        if slots > limits::MAX_ARGS {
            let words = [
                ("name", &*op.name),
                ("count", &*count),
                ("most", &*limits::MAX_ARGS.to_string()),
            ];
            found.push(&rules::TOO_MANY_ARGS, op.ident.span(), &words);
        } else if slots > limits::REGISTER_ARGS && ty.options.kernel.from < STACK_ARGUMENTS.since {
            let (since, from) = (
                STACK_ARGUMENTS.since.to_string(),
                ty.options.kernel.from.to_string(),
            );
            let words = [
                ("what", STACK_ARGUMENTS.what),
                ("since", &*since),
                ("from", &*from),
            ];
            found.push(&rules::KERNEL_TOO_OLD, op.ident.span(), &words);
        }
    }
}

/// Some places of a long type are the kernel's own numbers for something else.
fn check_places(ty: &StructOps, found: &mut Diagnostics) {
    let since = TRACING_MULTI.since;
    // A type that is too long has to change anyway.
    let is_long = ty.members.len() > limits::MAX_MEMBERS;
    if is_long || ty.is_existing() || !ty.options.kernel.reaches(since) {
        return;
    }
    let since = since.to_string();
    for (place, member) in ty.members.iter().enumerate() {
        let Member::Op(op) = member else { continue };
        if op.is_supported() && limits::NO_PROGRAM.contains(&place) {
            let place = (place + 1).to_string();
            let words = [("name", &*op.name), ("place", &place), ("since", &since)];
            found.push(&rules::NO_PROGRAM, op.ident.span(), &words);
        }
    }
}

/// The drafts of one module together, modules in the order of their first draft.
fn into_modules(drafts: Vec<Draft>) -> Vec<Module> {
    let mut modules: Vec<Module> = Vec::new();
    for draft in drafts {
        match modules
            .iter_mut()
            .find(|module| module.name == draft.module)
        {
            Some(module) => {
                module.structs.extend(draft.structs);
                module.enums.extend(draft.enums);
                module.consts.extend(draft.consts);
                module.kfuncs.extend(draft.kfuncs);
                module.types.extend(draft.types);
            }
            None => modules.push(Module {
                name: draft.module,
                ident: draft.ident,
                structs: draft.structs,
                enums: draft.enums,
                consts: draft.consts,
                kfuncs: draft.kfuncs,
                types: draft.types,
            }),
        }
    }
    modules
}
