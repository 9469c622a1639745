//! `#[kfuncs]` traits: functions of the module that BPF programs may call.

use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, FnArg, Ident, ItemTrait, ReturnType, Token, TraitItem, TraitItemFn};

use super::attr::{self, Attrs};
use super::buffer;
use super::iterator;
use super::op::refuse_qualifiers;
use super::place::Place;
use super::scope::Scope;
use super::types::{Spelling, TypeParser, refuse};
use super::{list_of, refuse_item, refuse_trait_extras};
use crate::diagnostic::Diagnostics;
use crate::interface::{Arg, Kfunc, KfuncArg, Mark, Pointee, Scalar, Type};
use crate::kernel::programs::{self, ProgramType};
use crate::language::Site;
use crate::{name, rules};

/// What the trait declares, each under a C name with the module's prefix.
pub(super) fn parse_kfuncs(
    item: &ItemTrait,
    prefix: &str,
    scope: &Scope,
    found: &mut Diagnostics,
) -> Vec<Kfunc> {
    let attrs = Attrs::of(&item.attrs, Site::KfuncsTrait, found);
    refuse_trait_extras(item, found);
    let of_trait = attrs
        .find("programs")
        .map(|attribute| parse_programs(attribute, found));
    let mut list = Vec::new();
    for item in &item.items {
        let TraitItem::Fn(method) = item else {
            refuse_item(
                item,
                "anything but functions",
                "move it out of the trait",
                found,
            );
            continue;
        };
        if let Some(mut kfunc) = parse_kfunc(method, prefix, scope, found) {
            if kfunc.programs.is_empty() {
                kfunc.programs = match &of_trait {
                    Some(programs) => programs.clone(),
                    None => programs::find("struct_ops").into_iter().collect(),
                };
            }
            list.push(kfunc);
        }
    }
    list
}

fn parse_kfunc(
    method: &TraitItemFn,
    prefix: &str,
    scope: &Scope,
    found: &mut Diagnostics,
) -> Option<Kfunc> {
    let attrs = Attrs::of(&method.attrs, Site::Kfunc, found);
    let signature = &method.sig;
    if !refuse_qualifiers(signature, "a kfunc", found) {
        return None;
    }
    if let Some(body) = &method.default {
        let words = [
            ("what", "have a body"),
            (
                "instead",
                "end it with `;`: its body is C, in a file of yours",
            ),
        ];
        found.push(&rules::KFUNC_FORM, body.span(), &words);
    }
    let args: Vec<Option<KfuncArg>> = signature
        .inputs
        .iter()
        .map(|input| parse_arg(input, scope, found))
        .collect();
    let spelling = Spelling {
        c_type: attrs.text("c_type", found),
        constant: false,
    };
    let result = match &signature.output {
        ReturnType::Default => Some(Type::Unit),
        ReturnType::Type(_, ty) => TypeParser {
            scope,
            place: Place::KfuncResult,
            spelling,
        }
        .parse(ty, found),
    };
    let args: Vec<KfuncArg> = args.into_iter().collect::<Option<_>>()?;
    check_buffers(method, &args, found);
    check_pointers(&args, found);
    let step = attrs
        .find("iterator")
        .and_then(|attribute| iterator::parse_step(attribute, found));
    let of_step =
        step.and_then(|step| iterator::name_of(step, args.first().map(|one| &one.arg.ty)));
    let kfunc = Kfunc {
        name: attrs
            .text("name", found)
            .or(of_step)
            .unwrap_or_else(|| name::prefixed(prefix, &attr::plain(&signature.ident))),
        ident: signature.ident.clone(),
        docs: attr::docs(&method.attrs),
        args,
        result: result?,
        is_sleepable: attrs.has("sleepable"),
        is_destructive: attrs.has("destructive"),
        is_rcu: attrs.has("rcu"),
        step,
        programs: attrs
            .find("programs")
            .map(|attribute| parse_programs(attribute, found))
            .unwrap_or_default(),
    };
    iterator::check_step(&kfunc, found);
    Some(kfunc)
}

fn parse_arg(input: &FnArg, scope: &Scope, found: &mut Diagnostics) -> Option<KfuncArg> {
    let typed = match input {
        FnArg::Typed(typed) => typed,
        FnArg::Receiver(receiver) => {
            let words = [
                ("what", "have a receiver"),
                (
                    "instead",
                    "remove it: a kfunc belongs to the module, not to an instance",
                ),
            ];
            found.push(&rules::KFUNC_FORM, receiver.span(), &words);
            return None;
        }
    };
    let attrs = Attrs::of(&typed.attrs, Site::KfuncArgument, found);
    let syn::Pat::Ident(pattern) = &*typed.pat else {
        found.push(&rules::ARGUMENT_PATTERN, typed.pat.span(), &[]);
        return None;
    };
    let spelling = Spelling {
        c_type: attrs.text("c_type", found),
        constant: attrs.has("constant"),
    };
    let ty = TypeParser {
        scope,
        place: Place::KfuncArgument,
        spelling,
    }
    .parse(&typed.ty, found)?;
    let mark = if attrs.has("string") {
        check_string(&ty, typed, found)?;
        Mark::String
    } else if attrs.has("ignored") {
        Mark::Ignored
    } else {
        Mark::Plain
    };
    let buffer = match attrs.find("buffer") {
        Some(attribute) => Some(buffer::parse_buffer(attribute, &ty, found)?),
        None => None,
    };
    let arg = Arg {
        name: attrs
            .text("name", found)
            .unwrap_or_else(|| attr::plain(&pattern.ident)),
        ident: pattern.ident.clone(),
        ty,
        buffer,
    };
    Some(KfuncArg { arg, mark })
}

/// `is_kfunc_arg_const_str` in kernel/bpf/verifier.c.
fn check_string(ty: &Type, typed: &syn::PatType, found: &mut Diagnostics) -> Option<()> {
    let is_text = matches!(
        ty,
        Type::Pointer {
            mutable: false,
            pointee: Pointee::Scalar(Scalar::Char)
        }
    );
    if !is_text {
        let why = "a string of the program is text that nobody changes";
        refuse(&typed.ty, why, "write `*const c_char`", found);
    }
    is_text.then_some(())
}

fn check_buffers(method: &TraitItemFn, args: &[KfuncArg], found: &mut Diagnostics) {
    for (one, input) in args.iter().zip(&method.sig.inputs) {
        if let FnArg::Typed(typed) = input {
            let others = || args.iter().map(|one| &one.arg);
            buffer::check_buffer(&one.arg, typed, others(), found);
        }
    }
}

/// What the verifier wants to know of memory: `get_kfunc_ptr_arg_type` and
/// `is_kfunc_arg_mem_size` in kernel/bpf/verifier.c.
fn check_pointers(args: &[KfuncArg], found: &mut Diagnostics) {
    for (index, one) in args.iter().enumerate() {
        let Type::Pointer { pointee, .. } = &one.arg.ty else {
            continue;
        };
        let next = args.get(index + 1).map(|next| &next.arg.ident);
        let (what, instead) = match (&one.arg.buffer, pointee) {
            (Some(buffer), Pointee::Scalar(scalar)) if scalar.bits() > 8 => (
                format!("count `{}` in elements of several bytes", buffer.len),
                "write `*const u8`, or `*mut u8`: the verifier counts bytes",
            ),
            (Some(buffer), _) if next != Some(&buffer.len) => (
                format!("have the length of `{}` elsewhere", one.arg.ident),
                "put it right behind the pointer: the verifier looks nowhere else",
            ),
            (None, Pointee::Void) if one.mark != Mark::Ignored => (
                format!("take `{}` without a size", one.arg.ident),
                "write `*const u8` and `#[buffer(len)]`, or mark the argument `#[ignored]`",
            ),
            _ => continue,
        };
        let words = [("what", what.as_str()), ("instead", instead)];
        found.push(&rules::KFUNC_FORM, one.arg.ident.span(), &words);
    }
}

/// `#[programs(struct_ops, syscall)]`.
fn parse_programs(attribute: &Attribute, found: &mut Diagnostics) -> Vec<&'static ProgramType> {
    let parser = Punctuated::<Ident, Token![,]>::parse_terminated;
    let names = match attribute.parse_args_with(parser) {
        Ok(names) if !names.is_empty() => names,
        _ => {
            let words = [
                ("name", "programs"),
                ("takes", "types of programs"),
                ("example", "#[programs(struct_ops, syscall)]"),
            ];
            found.push(&rules::ATTRIBUTE_FORM, attribute.span(), &words);
            return Vec::new();
        }
    };
    let mut list = Vec::new();
    for ident in names {
        match programs::find(&ident.to_string()) {
            Some(row) if !list.contains(&row) => list.push(row),
            Some(_) => {}
            None => {
                let known: Vec<&str> = programs::TYPES.iter().map(|row| row.name).collect();
                let (name, known) = (ident.to_string(), list_of(&known));
                let words = [("name", name.as_str()), ("known", &known)];
                found.push(&rules::PROGRAM_TYPE, ident.span(), &words);
            }
        }
    }
    list
}
