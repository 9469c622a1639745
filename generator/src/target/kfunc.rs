//! Kfuncs as C declarations: the same function for the module and for programs.

use structops_model::{Kfunc, KfuncArg, Mark, Module, Type};

use super::items::typedef;
use crate::c;

/// Whether a module has functions that programs may call.
pub(super) fn has_kfuncs(module: &Module) -> bool {
    !module.kfuncs.is_empty()
}

/// The head of a kfunc's declaration: `prefix`, result, name, parameters by `name`, `tail`.
pub(super) fn declaration(
    kfunc: &Kfunc,
    prefix: &str,
    name: impl Fn(&KfuncArg) -> String,
    tail: &str,
) -> String {
    let head = format!("{prefix}{}{}(", c::type_prefix(&kfunc.result), kfunc.name);
    let parameters: Vec<String> = match kfunc.args.as_slice() {
        [] => vec!["void".to_owned()],
        args => args
            .iter()
            .map(|one| c::declare(&one.arg.ty, &name(one)))
            .collect(),
    };
    c::wrapped(&head, &parameters, tail)
}

/// An argument's name with the suffix by which the verifier knows what to expect:
/// `is_kfunc_arg_nullable` and its neighbours in kernel/bpf/verifier.c.
pub(super) fn marked_name(kfunc: &Kfunc, one: &KfuncArg) -> String {
    let name = &one.arg.name;
    let is_length = kfunc.args.iter().any(|other| {
        let buffer = other.arg.buffer.as_ref();
        buffer.is_some_and(|buffer| buffer.len == one.arg.ident)
    });
    let suffix = match (&one.arg.ty, one.mark) {
        (_, Mark::String) => "__str",
        (_, Mark::Ignored) => "__ign",
        (Type::Reference { nullable: true, .. } | Type::Owned { nullable: true, .. }, _) => {
            "__nullable"
        }
        _ if is_length => "__sz",
        _ => "",
    };
    format!("{name}{suffix}")
}

/// The C names of the kfuncs' scalars, as `typedef`s.
pub(super) fn typedefs(module: &Module) -> Vec<String> {
    let mut list: Vec<String> = types(module).filter_map(typedef).collect();
    list.sort();
    list.dedup();
    list
}

/// What kfuncs take and return.
pub(super) fn types(module: &Module) -> impl Iterator<Item = &Type> {
    module.kfuncs.iter().flat_map(|kfunc| {
        let args = kfunc.args.iter().map(|one| &one.arg.ty);
        args.chain([&kfunc.result])
    })
}
