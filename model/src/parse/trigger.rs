//! `#[trigger(..)]`: what the trigger file passes to an op.

use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, Lit};

use super::number;
use super::scope::Scope;
use super::value::{ValueParser, spelled};
use crate::diagnostic::Diagnostics;
use crate::interface::{Arg, Origin, Pointee, Scalar, TriggerArg, Type};
use crate::rules;

/// The values of the attribute, one for each argument.
pub(super) fn parse_trigger(
    attribute: &Attribute,
    args: &[Arg],
    scope: &Scope,
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
        .filter_map(|(value, arg)| parse_one(value, arg, scope, found))
        .collect()
}

fn parse_one(expr: &Expr, arg: &Arg, scope: &Scope, found: &mut Diagnostics) -> Option<TriggerArg> {
    if let (Expr::Struct(_), Type::Reference { to, .. } | Type::Struct(to)) = (expr, &arg.ty) {
        let ty = Type::Struct(to.clone());
        let values = ValueParser {
            scope,
            args: &[],
            ty: &ty,
        };
        return values.value(expr, found).map(TriggerArg::Struct);
    }
    let scalar = arg.ty.scalar().filter(|scalar| *scalar != Scalar::Bool);
    let Some(value) = read(expr, scalar, scope) else {
        found.push(
            &rules::TRIGGER_FORM,
            expr.span(),
            &[("value", &spelled(expr))],
        );
        return None;
    };
    if fits(&value, &arg.ty, scope, expr) {
        return Some(value);
    }
    let (shown, ty) = (spelled(expr), name_of_type(&arg.ty));
    let words = [
        ("value", shown.as_str()),
        ("ty", &ty),
        ("instead", instead(&arg.ty)),
    ];
    found.push(&rules::TRIGGER_VALUE, expr.span(), &words);
    None
}

/// A number of another type than the argument's is one that does not fit.
fn read(expr: &Expr, scalar: Option<Scalar>, scope: &Scope) -> Option<TriggerArg> {
    if let Expr::Path(path) = expr {
        if let Some((_, name, _)) = scope.variant(&path.path) {
            return Some(TriggerArg::Named(name.to_owned()));
        }
        let ident = path.path.get_ident()?;
        if let Some(known) = scope.constant(ident) {
            return Some(TriggerArg::Named(known.name.clone()));
        }
        return match ident.to_string().as_str() {
            "message" => Some(TriggerArg::Message),
            "message_len" => Some(TriggerArg::MessageLen),
            "current" => Some(TriggerArg::Current),
            "none" => Some(TriggerArg::None),
            "zeroed" => Some(TriggerArg::Zeroed),
            _ => None,
        };
    }
    match expr {
        Expr::Lit(ExprLit {
            lit: Lit::Bool(value),
            ..
        }) => Some(TriggerArg::Bool(value.value)),
        _ => match scalar.and_then(|scalar| number::evaluate(expr, scalar, scope)) {
            Some(number) => Some(TriggerArg::Int(number)),
            None => number::is_number(expr, scope).then_some(TriggerArg::Int(i128::MAX)),
        },
    }
}

fn fits(value: &TriggerArg, ty: &Type, scope: &Scope, expr: &Expr) -> bool {
    match (value, ty) {
        (TriggerArg::Int(number), ty) => ty
            .scalar()
            .is_some_and(|scalar| scalar != Scalar::Bool && scalar.holds(*number)),
        (TriggerArg::Bool(_), ty) => ty.scalar() == Some(Scalar::Bool),
        (TriggerArg::MessageLen, ty) => ty.is_integer(),
        (TriggerArg::Message, ty) => takes_message(ty),
        (TriggerArg::None, Type::Pointer { .. } | Type::Reference { nullable: true, .. }) => true,
        (TriggerArg::Current, Type::Reference { to, .. } | Type::Owned { to, .. }) => {
            to.c() == "struct task_struct"
        }
        (TriggerArg::Zeroed, Type::Reference { to, .. } | Type::Struct(to)) => {
            to.origin == Origin::Module
        }
        (TriggerArg::Named(_), Type::Enum(named)) => match expr {
            Expr::Path(path) => scope
                .variant(&path.path)
                .is_some_and(|(owner, ..)| owner.named == *named),
            _ => false,
        },
        (TriggerArg::Named(_), ty) => ty.scalar().is_some_and(|scalar| {
            scalar != Scalar::Bool && number::evaluate(expr, scalar, scope).is_some()
        }),
        _ => false,
    }
}

/// The message is bytes.
fn takes_message(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Pointer {
            pointee: Pointee::Void | Pointee::Scalar(Scalar::Char | Scalar::U8 | Scalar::I8),
            ..
        }
    )
}

fn name_of_type(ty: &Type) -> String {
    match ty {
        Type::Scalar(scalar) => format!("`{}`", scalar.rust()),
        Type::Alias { name, .. } => format!("`{name}`"),
        Type::Enum(named) | Type::Struct(named) => format!("`{}`", named.rust),
        Type::Reference { to, .. } => format!("`&{}`", to.rust),
        _ => "a pointer".to_owned(),
    }
}

fn instead(ty: &Type) -> &'static str {
    match ty {
        Type::Reference { nullable: true, .. } => {
            "write `none`, `current`, `zeroed` or a struct literal, as the type allows"
        }
        Type::Reference { .. } => {
            "write `current`, `zeroed` or a struct literal, as the type allows"
        }
        Type::Struct(_) => "write `zeroed` or a struct literal",
        Type::Enum(_) => "write one of its enumerators",
        ty if takes_message(ty) => "write `message` or `none`",
        ty if ty.is_pointer() => "write `none`: what it leads to is no text",
        _ => "write a literal of that type",
    }
}

fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        n => format!("{n} {noun}s"),
    }
}
