//! Behaviours: what several attributes, options and types say together.

use proc_macro2::Span;

use super::{collisions, names};
use crate::diagnostic::Diagnostics;
use crate::interface::release;
use crate::interface::{
    Data, Event, Helpers, Hook, Instances, Kfunc, Origin, Protect, Scalar, Setting, Struct,
    StructOps, Type,
};
use crate::kernel::{limits, references, reserved};
use crate::parse::{Draft, list_of};
use crate::rules;

pub(super) fn check_behaviours(ty: &StructOps, found: &mut Diagnostics) {
    check_options(ty, found);
    check_key(ty, found);
    for event in [Event::Attach, Event::Detach] {
        for op in ty.ops().filter(|op| op.event == Some(event)).skip(1) {
            let words = [("event", event.word())];
            found.push(&rules::EVENT_TWICE, op.ident.span(), &words);
        }
    }
}

/// Options that exclude each other, or what the ops say.
fn check_options(ty: &StructOps, found: &mut Diagnostics) {
    let options = &ty.options;
    let mut contradict = |option: &str, one: &str, other: &str, instead: &str| {
        let words = [("one", one), ("other", other), ("instead", instead)];
        let span = options.span_of(option).unwrap_or_else(|| ty.ident.span());
        found.push(&rules::CONTRADICTION, span, &words);
    };
    if options.protect == Some(Protect::Rcu)
        && let Some(op) = ty.ops().find(|op| op.is_sleepable && op.event.is_none())
    {
        let other = format!("`#[sleepable]` on `{}`", op.ident);
        let instead = "write `protect = \"srcu\"`, or leave it out: nobody may sleep under RCU";
        contradict("protect", "`protect = \"rcu\"`", &other, instead);
    }
    if options.busy.is_some() && options.instances == Instances::Many {
        let instead = "remove `busy`: no attach finds the type taken";
        contradict("busy", "`busy`", "`instances = \"many\"`", instead);
    }
    if options.hooks.contains(&Hook::Update) && options.update == Some(false) {
        let instead = "remove one of them: the hook would never run";
        contradict("hooks", "`hooks(update)`", "`update = false`", instead);
    }
    let is_initialised = |data: &Data| !matches!(data.setting, Setting::Owner);
    if options.hooks.contains(&Hook::InitMember) && !ty.data().any(is_initialised) {
        let instead = "remove it, or give the type a data member: the hook would never run";
        let other = "a type without data members";
        contradict("hooks", "`hooks(init_member)`", other, instead);
    }
    if options.hooks.contains(&Hook::FuncProto) && options.helpers == Helpers::None {
        let instead = "remove `helpers`: the hook decides which helpers there are";
        contradict(
            "hooks",
            "`hooks(func_proto)`",
            "`helpers = \"none\"`",
            instead,
        );
    }
}

fn check_key(ty: &StructOps, found: &mut Diagnostics) {
    let is_many = ty.options.instances == Instances::Many;
    for (index, data) in ty.data().filter(|data| data.is_key).enumerate() {
        let why = if !is_many {
            "there is one instance"
        } else if index > 0 {
            "there is another one"
        } else if !may_be_key(data) {
            "nothing could be looked up by it"
        } else {
            continue;
        };
        let words = [("name", &*data.ident.to_string()), ("why", why)];
        found.push(&rules::KEY, data.ident.span(), &words);
    }
}

fn may_be_key(data: &Data) -> bool {
    let is_text = matches!(
        &data.ty,
        Type::Array { element, .. } if element.scalar() == Some(Scalar::Char)
    );
    let is_own = matches!(data.setting, Setting::Private | Setting::Owner);
    !is_own && (is_text || data.ty.is_integer())
}

/// The kernel's hook for stores sees the struct, not the op, and the module finds the
/// struct through an op that takes it.
pub(super) fn check_writable(draft: &Draft, found: &mut Diagnostics) {
    let is_writable = |item: &&Struct| !item.writable.is_empty();
    for item in draft.structs.iter().filter(is_writable) {
        let mut is_taken = false;
        for op in draft.types.iter().flat_map(StructOps::ops) {
            for arg in &op.args {
                let Type::Reference { to, mutable, .. } = &arg.ty else {
                    continue;
                };
                if *to != item.named {
                    continue;
                }
                is_taken |= op.is_supported();
                if !mutable {
                    let words = [("ty", item.named.rust.as_str())];
                    found.push(&rules::WRITABLE_SHARED, arg.ident.span(), &words);
                }
            }
        }
        if !is_taken {
            let words = [("ty", item.named.rust.as_str())];
            found.push(&rules::WRITABLE_UNUSED, item.ident.span(), &words);
        }
        for name in &item.writable {
            let field = item.fields.iter().find(|field| field.ident == *name);
            if field.is_some_and(|field| may_hold_pointer(&field.ty, &draft.structs)) {
                let field = name.to_string();
                let words = [("ty", item.named.rust.as_str()), ("field", &*field)];
                found.push(&rules::WRITABLE_POINTER, name.span(), &words);
            }
        }
    }
}

/// Of a struct of the kernel's, only the fields that are listed are known.
fn may_hold_pointer(ty: &Type, structs: &[Struct]) -> bool {
    match ty {
        Type::Array { element, .. } => may_hold_pointer(element, structs),
        Type::Struct(named) => {
            let known = structs.iter().find(|item| item.named == *named);
            known.is_none_or(|item| {
                item.named.origin == Origin::Kernel
                    || item
                        .fields
                        .iter()
                        .any(|field| may_hold_pointer(&field.ty, structs))
            })
        }
        _ => ty.is_pointer(),
    }
}

/// An op that does not run must not keep what its caller gave away.
pub(super) fn check_references(draft: &Draft, found: &mut Diagnostics) {
    let generated = draft.types.iter().filter(|ty| !ty.is_existing());
    for op in generated.flat_map(StructOps::ops) {
        let args = op.args.iter().map(|arg| (&arg.ty, arg.ident.span()));
        for (ty, span) in args.chain([(&op.result, op.ident.span())]) {
            if let Type::Owned { to, .. } = ty
                && release(to, &draft.kfuncs).is_none()
            {
                let known: Vec<&str> = references::COUNTED.iter().map(|row| row.tag).collect();
                let known = list_of(&known);
                let words = [("ty", to.rust.as_str()), ("known", &known)];
                found.push(&rules::NO_RELEASE, span, &words);
            }
        }
    }
}

pub(super) fn check_kfuncs(draft: &Draft, found: &mut Diagnostics) {
    let functions = functions(draft);
    for (index, kfunc) in draft.kfuncs.iter().enumerate() {
        let span = kfunc.ident.span();
        check_kfunc_names(kfunc, span, found);
        let is_second = draft
            .kfuncs
            .iter()
            .take(index)
            .any(|before| before.name == kfunc.name);
        if is_second || functions.contains(&kfunc.name) {
            let words = [("what", "functions"), ("name", kfunc.name.as_str())];
            found.push(&rules::DUPLICATE_NAME, span, &words);
        }
        if kfunc.args.len() > limits::MAX_KFUNC_ARGS {
            let (count, most) = (
                kfunc.args.len().to_string(),
                limits::MAX_KFUNC_ARGS.to_string(),
            );
            let words = [("name", &*kfunc.name), ("count", &count), ("most", &most)];
            found.push(&rules::TOO_MANY_ARGS, span, &words);
        }
        // `check_kfunc_args` in kernel/bpf/verifier.c: one argument with a reference.
        let is_owned = |ty: &Type| matches!(ty, Type::Owned { .. });
        if kfunc
            .args
            .iter()
            .filter(|one| is_owned(&one.arg.ty))
            .count()
            > 1
        {
            found.push(&rules::RELEASES_TWO, span, &[("name", &kfunc.name)]);
        }
    }
}

/// The functions of the module's C interface, and those of a file that kfuncs lie in.
fn functions(draft: &Draft) -> Vec<String> {
    let of_types = draft.types.iter().flat_map(|ty| {
        let members = ty.members.iter().map(|one| one.name().to_owned());
        let names = members.chain(collisions::functions_of(ty));
        names.map(|name| format!("{}_{name}", ty.name))
    });
    of_types
        .chain(collisions::functions_of_module(&draft.module))
        .collect()
}

fn check_kfunc_names(kfunc: &Kfunc, span: Span, found: &mut Diagnostics) {
    names::check_c_name(&kfunc.name, span, found);
    names::check_length(&kfunc.name, limits::MAX_STUB_NAME, span, found);
    if let Some(taken) = reserved::anywhere(&kfunc.name) {
        names::refuse_reserved(taken, span, found);
    }
    names::check_args(kfunc.args.iter().map(|one| &one.arg), found);
    // What follows two underscores speaks to the verifier: `__nullable`, `__sz`.
    for one in &kfunc.args {
        if one.arg.name.trim_start_matches('_').contains("__") {
            let words = [
                ("name", one.arg.name.as_str()),
                ("what", "has two underscores in a row"),
            ];
            found.push(&rules::UNDERSCORE, one.arg.ident.span(), &words);
        }
    }
}
