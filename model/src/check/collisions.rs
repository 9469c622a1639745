//! Names that only what is made of them would have twice.

use std::collections::{HashMap, HashSet};

use proc_macro2::Span;

use crate::diagnostic::Diagnostics;
use crate::interface::{Arg, Choice as _, Hook, Instances, Member, Module, StructOps, Type};
use crate::kernel::reserved;
use crate::rules;

/// Functions and macros of the types of a source: a call function is `<type>_<op>`, a stub
/// `<type>__<op>`, an op macro of the BPF header `<TYPE>_<OP>`.
pub(super) fn check_made_names(modules: &[Module], found: &mut Diagnostics) {
    let mut functions: HashSet<String> = HashSet::new();
    let mut types: HashSet<&str> = HashSet::new();
    for module in modules.iter().filter(|module| !module.is_existing()) {
        functions.extend(functions_of_module(&module.name));
        let mut values: HashSet<&str> = module.consts.iter().map(|one| &*one.name).collect();
        values.extend(
            module
                .enums
                .iter()
                .flat_map(|item| item.variants.iter().map(|one| &*one.name)),
        );
        for ty in &module.types {
            // A second type of one name is a mistake of its own.
            if !types.insert(&ty.name) {
                continue;
            }
            let mut add = |name: String, span| {
                if values.contains(name.as_str()) || values.contains(&*name.to_uppercase()) {
                    refuse("values or functions", &name, span, found);
                } else if !functions.insert(name.clone()) {
                    refuse("functions", &name, span, found);
                }
            };
            for of_type in functions_of(ty) {
                add(format!("{}_{of_type}", ty.name), ty.ident.span());
            }
            let is_op = |name: &str| ty.ops().any(|op| op.name == name);
            for data in ty.data().filter(|data| !is_op(&data.name)) {
                add(format!("{}_{}", ty.name, data.name), data.ident.span());
            }
            let mut ops: HashSet<&str> = HashSet::new();
            for op in ty.ops() {
                // Mistakes of their own: a second op of that name, a name that is taken.
                if !ops.insert(&op.name) || reserved::op(&op.name).is_some() {
                    continue;
                }
                add(format!("{}_{}", ty.name, op.name), op.ident.span());
                add(format!("{}__{}", ty.name, op.name), op.ident.span());
            }
        }
    }
    for module in modules {
        check_constants(module, found);
        check_aliases(module, found);
    }
}

/// The functions that a module has whatever its types are, those of a file of the user's
/// among them.
pub(super) fn functions_of_module(module: &str) -> [String; 4] {
    ["init", "exit", "structops_register", "structops_unregister"]
        .map(|name| format!("{module}_{name}"))
}

/// The functions that a type has whatever its members are.
pub(super) fn functions_of(ty: &StructOps) -> Vec<String> {
    let mut list: Vec<String> = ["attached", "detach"].map(str::to_owned).into();
    if ty.options.instances == Instances::Many {
        let of_many = [
            "is_attached",
            "instance",
            "get",
            "hold",
            "put",
            "lock",
            "unlock",
            "next",
            "for_each",
        ];
        list.extend(of_many.map(str::to_owned));
    }
    for (word, hook) in Hook::WORDS {
        if ty.options.hooks.contains(hook) {
            list.push(format!("hook_{word}"));
        }
    }
    if !ty.options.hooks.is_empty() {
        let names = ty.members.iter().map(Member::name);
        list.extend(names.map(|name| format!("{name}_of")));
    }
    list
}

/// A constant is a macro: it replaces every other name that is spelled so.
fn check_constants(module: &Module, found: &mut Diagnostics) {
    let macros: HashSet<&str> = module.consts.iter().map(|one| &*one.name).collect();
    for one in &module.consts {
        if one.name.chars().any(|c| c.is_ascii_lowercase()) && reserved::is_used(&one.name) {
            let words = [
                ("name", &*one.name),
                ("what", "a name that the generated module uses itself"),
            ];
            found.push(&rules::RESERVED_NAME, one.ident.span(), &words);
        }
    }
    let fields = module
        .structs
        .iter()
        .flat_map(|item| item.fields.iter().map(|one| (&*one.name, &one.ident)));
    let tags = module
        .structs
        .iter()
        .map(|item| (&*item.named.tag, &item.ident));
    let enums = module
        .enums
        .iter()
        .map(|item| (&*item.named.tag, &item.ident));
    let types = module.types.iter().map(|ty| (&*ty.name, &ty.ident));
    let members = module
        .types
        .iter()
        .flat_map(|ty| ty.members.iter().map(|one| (one.name(), one.ident())));
    let args = args(module).map(|arg| (&*arg.name, &arg.ident));
    let all = fields.chain(tags).chain(enums).chain(types);
    for (name, ident) in all.chain(members).chain(args) {
        if macros.contains(name) {
            refuse(
                "names, one of them a constant's,",
                name,
                ident.span(),
                found,
            );
        }
    }
}

/// A C name of a scalar is one type, and no argument's name: in C it would hide the type.
fn check_aliases(module: &Module, found: &mut Diagnostics) {
    let mut known = HashMap::new();
    let of_args = args(module).map(|arg| (&arg.ty, &arg.ident));
    let of_ops = module
        .types
        .iter()
        .flat_map(StructOps::ops)
        .map(|op| (&op.result, &op.ident));
    let of_data = module
        .types
        .iter()
        .flat_map(StructOps::data)
        .map(|data| (&data.ty, &data.ident));
    let of_fields = module
        .structs
        .iter()
        .flat_map(|item| item.fields.iter().map(|field| (&field.ty, &field.ident)));
    for (ty, ident) in of_args.chain(of_ops).chain(of_data).chain(of_fields) {
        if let Type::Alias { name, scalar } = ty {
            let shape = (scalar.bits(), scalar.is_signed());
            if *known.entry(name.as_str()).or_insert(shape) != shape {
                refuse("types", name, ident.span(), found);
            }
        }
    }
    for arg in args(module) {
        if known.contains_key(arg.name.as_str()) {
            refuse("types or arguments", &arg.name, arg.ident.span(), found);
        }
    }
}

fn args(module: &Module) -> impl Iterator<Item = &Arg> {
    let kfuncs = module.kfuncs.iter().flat_map(|kfunc| &kfunc.args);
    let of_kfuncs = kfuncs.map(|one| &one.arg);
    module
        .types
        .iter()
        .flat_map(StructOps::ops)
        .flat_map(|op| &op.args)
        .chain(of_kfuncs)
}

fn refuse(what: &str, name: &str, span: Span, found: &mut Diagnostics) {
    found.push(
        &rules::DUPLICATE_NAME,
        span,
        &[("what", what), ("name", name)],
    );
}
