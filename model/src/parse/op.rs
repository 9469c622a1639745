//! Methods become ops.

use syn::spanned::Spanned;
use syn::{Expr, FnArg, Pat, ReturnType, Signature, Stmt, TraitItemFn};

use super::attr::{self, Attrs};
use super::buffer;
use super::event;
use super::place::Place;
use super::scope::Scope;
use super::trigger;
use super::types::{Spelling, TypeParser};
use super::value::ValueParser;
use crate::diagnostic::Diagnostics;
use crate::interface::{Arg, Op, Presence, Scalar, Type, Value};
use crate::language::Site;
use crate::rules;

pub(super) fn parse_op(method: &TraitItemFn, scope: &Scope, found: &mut Diagnostics) -> Option<Op> {
    let attrs = Attrs::of(&method.attrs, Site::Op, found);
    if !refuse_qualifiers(&method.sig, "an op", found) {
        return None;
    }
    let args = parse_args(&method.sig, scope, found);
    let spelling = Spelling {
        c_type: attrs.text("c_type", found),
        constant: attrs.has("constant"),
    };
    let result = match &method.sig.output {
        ReturnType::Default => Some(Type::Unit),
        ReturnType::Type(_, ty) => TypeParser {
            scope,
            place: Place::Result,
            spelling,
        }
        .parse(ty, found),
    };
    // One refused type is no reason to keep quiet about the rest of the op: its trigger
    // needs the arguments alone, its value the result, if the value is no argument.
    let trigger = args.as_ref().and_then(|args| {
        let attribute = attrs.find("trigger")?;
        Some(trigger::parse_trigger(attribute, args, scope, found))
    });
    let known = args.as_deref().unwrap_or_default();
    let presence = match &result {
        Some(result) if args.is_some() || !(names_argument(method) || attrs.has("idle")) => {
            parse_presence(method, &attrs, scope, known, result, found)
        }
        _ => None,
    };
    let (args, result, presence) = (args?, result?, presence?);
    let event = attrs
        .find("on")
        .and_then(|attribute| event::parse_event(attribute, found));
    if let Some(event) = event {
        event::check_form(event, &method.sig.ident, &args, &result, found);
    }
    refuse_contradictions(&attrs, found);
    Some(Op {
        name: attrs
            .text("name", found)
            .unwrap_or_else(|| attr::plain(&method.sig.ident)),
        ident: method.sig.ident.clone(),
        docs: attr::docs(&method.attrs),
        args,
        result,
        presence,
        trigger,
        is_sleepable: attrs.has("sleepable"),
        event,
    })
}

/// Attributes that exclude each other on one op, and what to do about it.
const CONTRADICTIONS: &[(&str, &str, &str)] = &[
    (
        "sleepable",
        "unsupported",
        "remove one of them: no program ever runs",
    ),
    (
        "idle",
        "unsupported",
        "remove `#[idle]`: nobody calls the op",
    ),
    (
        "trigger",
        "unsupported",
        "remove `#[trigger]`: nobody calls the op",
    ),
    (
        "on",
        "unsupported",
        "remove one of them: no program ever runs",
    ),
    ("idle", "on", "remove `#[idle]`: nobody waits for a result"),
    (
        "trigger",
        "on",
        "remove `#[trigger]`: attaching and detaching call the op",
    ),
];

fn refuse_contradictions(attrs: &Attrs<'_>, found: &mut Diagnostics) {
    for (one, other, instead) in CONTRADICTIONS {
        if let (Some(attribute), true) = (attrs.find(one), attrs.has(other)) {
            let (one, other) = (format!("`#[{one}]`"), format!("`#[{other}]`"));
            let words = [
                ("one", one.as_str()),
                ("other", &other),
                ("instead", instead),
            ];
            found.push(&rules::CONTRADICTION, attribute.span(), &words);
        }
    }
}

/// Whether a method's body is one of its own arguments.
fn names_argument(method: &TraitItemFn) -> bool {
    let body = method.default.as_ref().map(|body| body.stmts.as_slice());
    let Some([Stmt::Expr(Expr::Path(path), None)]) = body else {
        return false;
    };
    method.sig.inputs.iter().any(|input| match input {
        FnArg::Typed(typed) => {
            matches!(&*typed.pat, Pat::Ident(pattern) if path.path.is_ident(&pattern.ident))
        }
        FnArg::Receiver(_) => false,
    })
}

/// Reports what makes a method no op; `false` when its types cannot be looked at.
pub(super) fn refuse_qualifiers(
    signature: &Signature,
    item: &str,
    found: &mut Diagnostics,
) -> bool {
    let mut refuse = |span, what, instead| {
        found.push(
            &rules::UNSUPPORTED_METHOD,
            span,
            &[("item", item), ("what", what), ("instead", instead)],
        );
    };
    if let Some(token) = &signature.asyncness {
        refuse(
            token.span,
            "`async`",
            "remove it: the kernel calls synchronously",
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
            "remove it: the kernel's C ABI is meant anyway",
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
    // Types that name a parameter would only repeat what is said already.
    signature.generics.params.is_empty()
}

/// All arguments, or `None` when one of them could not be understood; each such is
/// reported.
fn parse_args(signature: &Signature, scope: &Scope, found: &mut Diagnostics) -> Option<Vec<Arg>> {
    let mut args = Vec::new();
    let mut complete = true;
    for input in &signature.inputs {
        match input {
            FnArg::Receiver(receiver) => check_receiver(receiver, found),
            FnArg::Typed(typed) => match parse_arg(typed, scope, found) {
                Some(arg) => args.push(arg),
                None => complete = false,
            },
        }
    }
    if complete {
        buffer::check_buffers(signature, &args, found);
    }
    complete.then_some(args)
}

fn check_receiver(receiver: &syn::Receiver, found: &mut Diagnostics) {
    Attrs::of(&receiver.attrs, Site::Nothing, found);
    let shared = matches!(receiver.kind, syn::ReceiverKind::Reference(_, None, None));
    if !shared || receiver.mutability.is_some() {
        found.push(&rules::RECEIVER, receiver.span(), &[]);
    }
}

fn parse_arg(typed: &syn::PatType, scope: &Scope, found: &mut Diagnostics) -> Option<Arg> {
    let attrs = Attrs::of(&typed.attrs, Site::Argument, found);
    let syn::Pat::Ident(pattern) = &*typed.pat else {
        found.push(&rules::ARGUMENT_PATTERN, typed.pat.span(), &[]);
        return None;
    };
    if pattern.by_ref.is_some() || pattern.mutability.is_some() || pattern.subpat.is_some() {
        found.push(&rules::ARGUMENT_PATTERN, pattern.span(), &[]);
        return None;
    }
    let spelling = Spelling {
        c_type: attrs.text("c_type", found),
        constant: attrs.has("constant"),
    };
    let ty = TypeParser {
        scope,
        place: Place::Argument,
        spelling,
    }
    .parse(&typed.ty, found)?;
    let buffer = match attrs.find("buffer") {
        Some(attribute) => Some(buffer::parse_buffer(attribute, &ty, found)?),
        None => None,
    };
    let name = attrs
        .text("name", found)
        .unwrap_or_else(|| attr::plain(&pattern.ident));
    Some(Arg {
        name,
        ident: pattern.ident.clone(),
        ty,
        buffer,
    })
}

fn parse_presence(
    method: &TraitItemFn,
    attrs: &Attrs<'_>,
    scope: &Scope,
    args: &[Arg],
    result: &Type,
    found: &mut Diagnostics,
) -> Option<Presence> {
    let values = ValueParser {
        scope,
        args,
        ty: result,
    };
    if attrs.has("unsupported") {
        return Some(Presence::Unsupported);
    }
    let idle = attrs.find("idle");
    if let Some(body) = &method.default {
        if let Some(idle) = idle {
            found.push(&rules::IDLE_ON_OPTIONAL, idle.span(), &[]);
        }
        return values.body(body, found).map(Presence::Optional);
    }
    if let Some(idle) = idle {
        return values.attribute(idle, found).map(Presence::Required);
    }
    match result {
        Type::Unit => Some(Presence::Required(Value::Unit)),
        // Nobody calls it through functions of ours.
        ty if scope.is_existing => Some(Presence::Required(zero(ty, scope))),
        ty if ty
            .scalar()
            .is_some_and(|scalar| scalar.is_signed() && scalar != Scalar::Char) =>
        {
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

/// What the stub of an existing type's op returns.
fn zero(ty: &Type, scope: &Scope) -> Value {
    match ty {
        Type::Unit => Value::Unit,
        Type::Enum(named) => {
            let known = scope.enums.iter().find(|known| known.named == *named);
            let first = known.and_then(|known| known.variants.first());
            first.map_or(Value::Int(0), |one| Value::Named {
                name: one.name.clone(),
                value: one.value,
            })
        }
        ty if ty.is_bool() => Value::Bool(false),
        ty if ty.is_pointer() => Value::Null,
        _ => Value::Int(0),
    }
}
