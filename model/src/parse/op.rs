//! Methods become ops.

use syn::spanned::Spanned;
use syn::{Attribute, FnArg, ReturnType, Signature, TraitItemFn};

use super::{attr, types, value};
use crate::diagnostic::Diagnostics;
use crate::interface::{Arg, Buffer, Op, Pointee, Presence, Scalar, Type, Value};
use crate::rules;

/// Bytes of a buffer that the BPF stub reads unless `max = N` says otherwise: with
/// the other locals this stays far below the 512 bytes of a program's stack
/// (`MAX_BPF_STACK` in include/linux/filter.h).
const DEFAULT_BUFFER: u32 = 64;

/// The most bytes of a copy: half of a program's stack.
const MAX_BUFFER: u32 = 256;

pub(super) fn parse_op(method: &TraitItemFn, found: &mut Diagnostics) -> Option<Op> {
    attr::check_known(&method.attrs, &["idle", "name", "trigger"], found);
    refuse_qualifiers(&method.sig, found);
    if !method.sig.generics.params.is_empty() {
        // Types that name a parameter would only repeat what is said already.
        return None;
    }
    let args = parse_args(&method.sig, found);
    let result = match &method.sig.output {
        ReturnType::Default => Some(Type::Unit),
        ReturnType::Type(_, ty) => types::parse_type(ty, found),
    };
    let (args, result) = (args?, result?);
    let presence = parse_presence(method, &args, &result, found)?;
    let trigger = attr::find(&method.attrs, "trigger")
        .map(|attribute| value::parse_trigger(attribute, &args, found));
    Some(Op {
        name: c_name(&method.sig.ident, &method.attrs, found),
        ident: method.sig.ident.clone(),
        docs: attr::docs(&method.attrs),
        args,
        result,
        presence,
        trigger,
    })
}

fn c_name(ident: &syn::Ident, attributes: &[Attribute], found: &mut Diagnostics) -> String {
    attr::c_name(attributes, found).unwrap_or_else(|| ident.to_string())
}

fn refuse_qualifiers(signature: &Signature, found: &mut Diagnostics) {
    let mut refuse = |span, what, instead| {
        found.push(
            &rules::UNSUPPORTED_METHOD,
            span,
            &[("what", what), ("instead", instead)],
        );
    };
    if let Some(token) = &signature.asyncness {
        refuse(
            token.span,
            "`async`",
            "remove it: the kernel calls ops synchronously",
        );
    }
    if let Some(token) = &signature.constness {
        refuse(token.span, "`const`", "remove it");
    }
    if let syn::Safety::Unsafe(token) = &signature.safety {
        refuse(
            token.span,
            "`unsafe`",
            "remove it: the generated calls are safe",
        );
    }
    if let Some(abi) = &signature.abi {
        refuse(
            abi.span(),
            "`extern`",
            "remove it: every op has the kernel's C ABI",
        );
    }
    if !signature.generics.params.is_empty() {
        refuse(
            signature.generics.span(),
            "generic",
            "write the types out: C has no generics",
        );
    }
    if let Some(clause) = &signature.generics.where_clause {
        refuse(clause.span(), "bounded by a where clause", "remove it");
    }
    if let Some(variadic) = &signature.variadic {
        refuse(variadic.span(), "variadic", "write the arguments out");
    }
}

/// All arguments, or `None` when one of them could not be understood; each such is
/// reported.
fn parse_args(signature: &Signature, found: &mut Diagnostics) -> Option<Vec<Arg>> {
    let mut args = Vec::new();
    let mut complete = true;
    for input in &signature.inputs {
        match input {
            FnArg::Receiver(receiver) => check_receiver(receiver, found),
            FnArg::Typed(typed) => match parse_arg(typed, found) {
                Some(arg) => args.push(arg),
                None => complete = false,
            },
        }
    }
    if complete {
        check_buffers(signature, &args, found);
    }
    complete.then_some(args)
}

fn check_receiver(receiver: &syn::Receiver, found: &mut Diagnostics) {
    attr::check_known(&receiver.attrs, &[], found);
    let shared = matches!(receiver.kind, syn::ReceiverKind::Reference(_, None, None));
    if !shared || receiver.mutability.is_some() {
        found.push(&rules::RECEIVER, receiver.span(), &[]);
    }
}

fn parse_arg(typed: &syn::PatType, found: &mut Diagnostics) -> Option<Arg> {
    attr::check_known(&typed.attrs, &["buffer", "name"], found);
    let syn::Pat::Ident(pattern) = &*typed.pat else {
        found.push(&rules::ARGUMENT_PATTERN, typed.pat.span(), &[]);
        return None;
    };
    if pattern.by_ref.is_some() || pattern.mutability.is_some() || pattern.subpat.is_some() {
        found.push(&rules::ARGUMENT_PATTERN, pattern.span(), &[]);
        return None;
    }
    let ty = types::parse_type(&typed.ty, found)?;
    if ty == Type::Unit {
        found.push(&rules::UNIT_ARGUMENT, typed.ty.span(), &[]);
        return None;
    }
    let buffer = match attr::find(&typed.attrs, "buffer") {
        Some(attribute) => Some(parse_buffer(attribute, &ty, found)?),
        None => None,
    };
    Some(Arg {
        name: c_name(&pattern.ident, &typed.attrs, found),
        ident: pattern.ident.clone(),
        ty,
        buffer,
    })
}

/// `#[buffer(len)]`, `#[buffer(len, max = 64)]`.
fn parse_buffer(attribute: &Attribute, ty: &Type, found: &mut Diagnostics) -> Option<Buffer> {
    let bytes = match ty {
        Type::Pointer {
            pointee: Pointee::Scalar(scalar),
            ..
        } => scalar.bits() / 8,
        _ => 1,
    };
    let parsed = attribute.parse_args_with(|input: syn::parse::ParseStream<'_>| {
        let len: syn::Ident = input.parse()?;
        if input.is_empty() {
            return Ok((len, None));
        }
        input.parse::<syn::Token![,]>()?;
        let key: syn::Ident = input.parse()?;
        input.parse::<syn::Token![=]>()?;
        let max: syn::LitInt = input.parse()?;
        if key != "max" || !input.is_empty() {
            return Err(input.error("expected `max`"));
        }
        Ok((len, Some(max.base10_parse()?)))
    });
    match parsed {
        Ok((len, None)) => Some(Buffer {
            len,
            max: DEFAULT_BUFFER / bytes,
        }),
        Ok((len, Some(max))) if (1..=MAX_BUFFER / bytes).contains(&max) => {
            Some(Buffer { len, max })
        }
        _ => {
            let most = (MAX_BUFFER / bytes).to_string();
            found.push(&rules::BUFFER_FORM, attribute.span(), &[("most", &most)]);
            None
        }
    }
}

fn check_buffers(signature: &Signature, args: &[Arg], found: &mut Diagnostics) {
    let typed = signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(typed),
        FnArg::Receiver(_) => None,
    });
    for (arg, typed) in args.iter().zip(typed) {
        let Some(buffer) = &arg.buffer else { continue };
        let sized = matches!(
            arg.ty,
            Type::Pointer {
                pointee: Pointee::Scalar(_),
                ..
            }
        );
        if !sized {
            let name = arg.ident.to_string();
            found.push(&rules::BUFFER_TYPE, typed.ty.span(), &[("name", &name)]);
        }
        let is_length = |other: &&Arg| other.ident == buffer.len && other.ty.is_integer();
        if args.iter().find(is_length).is_none() {
            let len = buffer.len.to_string();
            found.push(&rules::BUFFER_LENGTH, buffer.len.span(), &[("len", &len)]);
        }
    }
}

fn parse_presence(
    method: &TraitItemFn,
    args: &[Arg],
    result: &Type,
    found: &mut Diagnostics,
) -> Option<Presence> {
    let idle = attr::find(&method.attrs, "idle");
    if let Some(body) = &method.default {
        if let Some(idle) = idle {
            found.push(&rules::IDLE_ON_OPTIONAL, idle.span(), &[]);
        }
        return value::parse_body(body, args, result, found).map(Presence::Optional);
    }
    if let Some(idle) = idle {
        return value::parse_idle(idle, args, result, found).map(Presence::Required);
    }
    match result {
        Type::Unit => Some(Presence::Required(Value::Unit)),
        Type::Scalar(scalar) if scalar.is_signed() && *scalar != Scalar::Char => {
            Some(Presence::Required(Value::Errno("ENODEV".to_owned())))
        }
        _ => {
            let name = method.sig.ident.to_string();
            found.push(
                &rules::IDLE_MISSING,
                method.sig.ident.span(),
                &[("name", &name)],
            );
            None
        }
    }
}
