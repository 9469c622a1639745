//! Fallbacks, idle values and trigger arguments.

use syn::spanned::Spanned;
use syn::{Attribute, Block, Expr, ExprLit, ExprUnary, Lit, Stmt, UnOp};

use crate::diagnostic::Diagnostics;
use crate::interface::{Arg, TriggerArg, Type, Value};
use crate::kernel::errno;
use crate::rules;

/// The fallback that a method's body says.
pub(super) fn parse_body(
    body: &Block,
    args: &[Arg],
    result: &Type,
    found: &mut Diagnostics,
) -> Option<Value> {
    match body.stmts.as_slice() {
        [] if *result == Type::Unit => Some(Value::Unit),
        [Stmt::Expr(value, None)] => parse_value(value, args, result, found),
        _ => {
            found.push(&rules::FALLBACK_FORM, body.span(), &[]);
            None
        }
    }
}

/// The value of `#[idle(…)]`.
pub(super) fn parse_idle(
    attribute: &Attribute,
    args: &[Arg],
    result: &Type,
    found: &mut Diagnostics,
) -> Option<Value> {
    match attribute.parse_args::<Expr>() {
        Ok(value) => parse_value(&value, args, result, found),
        Err(_) => {
            let words = [
                ("name", "idle"),
                ("takes", "one value"),
                ("example", "#[idle(0)]"),
            ];
            found.push(&rules::ATTRIBUTE_FORM, attribute.span(), &words);
            None
        }
    }
}

fn parse_value(expr: &Expr, args: &[Arg], result: &Type, found: &mut Diagnostics) -> Option<Value> {
    let value = match expr {
        Expr::Paren(inner) => return parse_value(&inner.expr, args, result, found),
        Expr::Group(inner) => return parse_value(&inner.expr, args, result, found),
        Expr::Tuple(tuple) if tuple.elems.is_empty() => Value::Unit,
        Expr::Lit(ExprLit {
            lit: Lit::Bool(value),
            ..
        }) => Value::Bool(value.value),
        Expr::Path(path) => parse_name(path, args, found)?,
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr: inner,
            ..
        }) if matches!(**inner, Expr::Path(_)) => parse_errno(inner, found)?,
        other => match integer(other) {
            Some(value) => Value::Int(value),
            None => {
                found.push(&rules::FALLBACK_FORM, other.span(), &[]);
                return None;
            }
        },
    };
    check_value(&value, args, result, expr, found)
}

fn parse_name(path: &syn::ExprPath, args: &[Arg], found: &mut Diagnostics) -> Option<Value> {
    let ident = path.path.get_ident()?;
    if let Some(arg) = args.iter().find(|arg| arg.ident == *ident) {
        return Some(Value::Arg(arg.name.clone()));
    }
    let name = ident.to_string();
    let rule = match errno::find(&name) {
        Some(_) => &rules::POSITIVE_ERRNO,
        None => &rules::UNKNOWN_ERRNO,
    };
    found.push(rule, ident.span(), &[("name", &name)]);
    None
}

fn parse_errno(expr: &Expr, found: &mut Diagnostics) -> Option<Value> {
    let Expr::Path(path) = expr else { return None };
    let name = path.path.segments.last()?.ident.to_string();
    if errno::find(&name).is_some() {
        return Some(Value::Errno(name));
    }
    found.push(&rules::UNKNOWN_ERRNO, path.span(), &[("name", &name)]);
    None
}

fn check_value(
    value: &Value,
    args: &[Arg],
    result: &Type,
    expr: &Expr,
    found: &mut Diagnostics,
) -> Option<Value> {
    let fits = match (value, result) {
        (Value::Unit, Type::Unit) => true,
        (Value::Bool(_), Type::Scalar(scalar)) => *scalar == crate::interface::Scalar::Bool,
        (Value::Int(number), Type::Scalar(scalar)) => {
            *scalar != crate::interface::Scalar::Bool && scalar.holds(*number)
        }
        (Value::Errno(name), Type::Scalar(scalar)) => {
            scalar.is_signed()
                && errno::find(name).is_some_and(|number| scalar.holds(-i128::from(number)))
        }
        (Value::Arg(name), result) => args
            .iter()
            .any(|arg| arg.name == *name && arg.ty == *result),
        _ => false,
    };
    if fits {
        return Some(value.clone());
    }
    let shown = format!("`{}`", spelled(expr));
    let words = [
        ("value", shown.as_str()),
        ("ty", result_name(result)),
        ("instead", instead_of(result)),
    ];
    found.push(&rules::FALLBACK_TYPE, expr.span(), &words);
    None
}

fn result_name(result: &Type) -> &'static str {
    match result {
        Type::Unit => "()",
        Type::Scalar(scalar) => scalar.rust(),
        Type::Pointer { .. } => "a pointer",
    }
}

fn instead_of(result: &Type) -> &'static str {
    match result {
        Type::Unit => "leave the body empty",
        Type::Scalar(crate::interface::Scalar::Bool) => "write `true` or `false`",
        Type::Scalar(_) => "write a literal of that type",
        Type::Pointer { .. } => "return one of the op's own arguments of that type",
    }
}

/// The arguments of `#[trigger(…)]`.
pub(super) fn parse_trigger(
    attribute: &Attribute,
    args: &[Arg],
    found: &mut Diagnostics,
) -> Vec<TriggerArg> {
    let parser = syn::punctuated::Punctuated::<Expr, syn::Token![,]>::parse_terminated;
    let Ok(values) = attribute.parse_args_with(parser) else {
        let words = [
            ("name", "trigger"),
            ("takes", "one value for each argument"),
            ("example", "#[trigger(1, message, message_len)]"),
        ];
        found.push(&rules::ATTRIBUTE_FORM, attribute.span(), &words);
        return Vec::new();
    };
    if values.len() != args.len() {
        let given = count(values.len(), "value");
        let wanted = count(args.len(), "argument");
        found.push(
            &rules::TRIGGER_COUNT,
            attribute.span(),
            &[("given", &given), ("wanted", &wanted)],
        );
        return Vec::new();
    }
    values
        .iter()
        .zip(args)
        .filter_map(|(value, arg)| parse_trigger_arg(value, arg, found))
        .collect()
}

fn parse_trigger_arg(expr: &Expr, arg: &Arg, found: &mut Diagnostics) -> Option<TriggerArg> {
    let word = match expr {
        Expr::Path(path) => path.path.get_ident().map(ToString::to_string),
        _ => None,
    };
    let value = match (word.as_deref(), expr) {
        (Some("message"), _) => TriggerArg::Message,
        (Some("message_len"), _) => TriggerArg::MessageLen,
        (Some("current"), _) => TriggerArg::Current,
        (Some("none"), _) => TriggerArg::None,
        (
            _,
            Expr::Lit(ExprLit {
                lit: Lit::Bool(value),
                ..
            }),
        ) => TriggerArg::Bool(value.value),
        _ => match integer(expr) {
            Some(value) => TriggerArg::Int(value),
            None => {
                found.push(
                    &rules::TRIGGER_FORM,
                    expr.span(),
                    &[("value", &spelled(expr))],
                );
                return None;
            }
        },
    };
    check_trigger_arg(&value, arg, expr, found).then_some(value)
}

fn check_trigger_arg(value: &TriggerArg, arg: &Arg, expr: &Expr, found: &mut Diagnostics) -> bool {
    use crate::interface::{Pointee, Scalar};
    let (fits, instead) = match (value, &arg.ty) {
        (TriggerArg::Int(number), Type::Scalar(scalar)) => (
            *scalar != Scalar::Bool && scalar.holds(*number),
            "write a literal of that type",
        ),
        (TriggerArg::Bool(_), Type::Scalar(scalar)) => {
            (*scalar == Scalar::Bool, "write an integer")
        }
        (TriggerArg::MessageLen, ty) => (ty.is_integer(), "`message_len` is an integer"),
        (TriggerArg::Message, Type::Pointer { pointee, .. }) => {
            let bytes = matches!(
                pointee,
                Pointee::Void | Pointee::Scalar(Scalar::Char | Scalar::U8 | Scalar::I8)
            );
            (bytes, "`message` is a pointer to bytes")
        }
        (TriggerArg::None, Type::Pointer { .. }) => (true, ""),
        (TriggerArg::Current, _) => (false, "`current` is a `task_struct`"),
        (_, Type::Pointer { .. }) => (false, "write `message` or `none`"),
        _ => (false, "write a literal of that type"),
    };
    if !fits {
        let shown = spelled(expr);
        let ty = arg_type_name(&arg.ty);
        found.push(
            &rules::TRIGGER_VALUE,
            expr.span(),
            &[("value", &shown), ("ty", ty), ("instead", instead)],
        );
    }
    fits
}

fn arg_type_name(ty: &Type) -> &'static str {
    match ty {
        Type::Pointer { .. } => "a pointer",
        other => result_name(other),
    }
}

/// An integer literal, with or without a minus sign.
fn integer(expr: &Expr) -> Option<i128> {
    match expr {
        Expr::Lit(ExprLit {
            lit: Lit::Int(value),
            ..
        }) => value.base10_parse().ok(),
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => match &**expr {
            Expr::Lit(ExprLit {
                lit: Lit::Int(value),
                ..
            }) => value.base10_parse::<i128>().ok()?.checked_neg(),
            _ => None,
        },
        _ => None,
    }
}

fn spelled(expr: &Expr) -> String {
    quote::ToTokens::to_token_stream(expr)
        .to_string()
        .replace("- ", "-")
}

fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        n => format!("{n} {noun}s"),
    }
}
