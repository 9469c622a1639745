//! Fallbacks, idle values and the values of data members.

use syn::spanned::Spanned;
use syn::{Attribute, Block, Expr, ExprLit, ExprUnary, Lit, Stmt, UnOp};

use super::number;
use super::scope::Scope;
use crate::diagnostic::Diagnostics;
use crate::interface::{Arg, Scalar, Type, Value};
use crate::kernel::errno;
use crate::rules::{self, Rule};

/// What a value may refer to, and what it must fit.
pub(super) struct ValueParser<'a> {
    pub(super) scope: &'a Scope,
    pub(super) args: &'a [Arg],
    pub(super) ty: &'a Type,
}

impl ValueParser<'_> {
    /// The fallback that a method's body says.
    pub(super) fn body(&self, body: &Block, found: &mut Diagnostics) -> Option<Value> {
        match body.stmts.as_slice() {
            [] if *self.ty == Type::Unit => Some(Value::Unit),
            [Stmt::Expr(value, None)] => self.value(value, found),
            _ => {
                found.push(&rules::FALLBACK_FORM, body.span(), &[]);
                None
            }
        }
    }

    /// The value of `#[idle(…)]` or another attribute that holds one.
    pub(super) fn attribute(
        &self,
        attribute: &Attribute,
        found: &mut Diagnostics,
    ) -> Option<Value> {
        if let Ok(value) = attribute.parse_args::<Expr>() {
            return self.value(&value, found);
        }
        let name = attribute
            .path()
            .get_ident()
            .map(ToString::to_string)
            .unwrap_or_default();
        let example = format!("#[{name}(0)]");
        let words = [
            ("name", name.as_str()),
            ("takes", "one value"),
            ("example", &example),
        ];
        found.push(&rules::ATTRIBUTE_FORM, attribute.span(), &words);
        None
    }

    /// A value that fits the type; anything else is reported.
    pub(super) fn value(&self, expr: &Expr, found: &mut Diagnostics) -> Option<Value> {
        let value = match self.read(expr) {
            Ok(value) => value,
            Err((rule, name)) => {
                found.push(rule, expr.span(), &[("name", &name)]);
                return None;
            }
        };
        if self.fits(&value) {
            return Some(value);
        }
        let shown = format!("`{}`", spelled(expr));
        let ty = self.name_of_type();
        let words = [
            ("value", shown.as_str()),
            ("ty", &ty),
            ("instead", self.instead()),
        ];
        found.push(&rules::FALLBACK_TYPE, expr.span(), &words);
        None
    }

    fn read(&self, expr: &Expr) -> Result<Value, (&'static Rule, String)> {
        match expr {
            Expr::Paren(inner) => self.read(&inner.expr),
            Expr::Group(inner) => self.read(&inner.expr),
            Expr::Tuple(tuple) if tuple.elems.is_empty() => Ok(Value::Unit),
            Expr::Lit(ExprLit {
                lit: Lit::Bool(value),
                ..
            }) => Ok(Value::Bool(value.value)),
            Expr::Call(call) => read_text(call).ok_or((&rules::FALLBACK_FORM, String::new())),
            Expr::Repeat(repeat) if number::evaluate(&repeat.expr, self.scope) == Some(0) => {
                Ok(Value::Zeroed)
            }
            Expr::Path(path) => self.read_path(&path.path),
            Expr::Unary(ExprUnary {
                op: UnOp::Neg(_),
                expr: inner,
                ..
            }) => match &**inner {
                Expr::Path(path) if self.constant(&path.path).is_none() => read_errno(&path.path),
                _ => self.read_number(expr),
            },
            _ => self.read_number(expr),
        }
    }

    fn read_number(&self, expr: &Expr) -> Result<Value, (&'static Rule, String)> {
        match number::evaluate(expr, self.scope) {
            Some(value) => Ok(Value::Int(value)),
            None => Err((&rules::FALLBACK_FORM, String::new())),
        }
    }

    fn constant(&self, path: &syn::Path) -> Option<Value> {
        let known = self.scope.constant(path.get_ident()?)?;
        Some(Value::Named {
            name: known.name.clone(),
            value: known.value,
        })
    }

    fn read_path(&self, path: &syn::Path) -> Result<Value, (&'static Rule, String)> {
        if let Some((_, name, value)) = self.scope.variant(path) {
            return Ok(Value::Named {
                name: name.to_owned(),
                value,
            });
        }
        if let Some(value) = self.constant(path) {
            return Ok(value);
        }
        let Some(last) = path.segments.last() else {
            return Err((&rules::FALLBACK_FORM, String::new()));
        };
        if let Some(arg) = self.args.iter().find(|arg| path.is_ident(&arg.ident)) {
            return Ok(Value::Arg(arg.name.clone()));
        }
        let name = last.ident.to_string();
        match name.as_str() {
            "None" => Ok(Value::Null),
            known if errno::find(known).is_some() => Err((&rules::POSITIVE_ERRNO, name)),
            _ => Err((&rules::UNKNOWN_VALUE, name)),
        }
    }

    fn fits(&self, value: &Value) -> bool {
        match (value, self.ty) {
            (Value::Unit, Type::Unit)
            | (Value::Bool(_), Type::Scalar(Scalar::Bool))
            | (Value::Null, Type::Owned { nullable: true, .. }) => true,
            (Value::Arg(name), ty) => self
                .args
                .iter()
                .any(|arg| arg.name == *name && arg.ty == *ty),
            (Value::Named { name, .. }, Type::Enum(named)) => {
                self.scope.enums.iter().any(|known| {
                    known.named == *named && known.variants.iter().any(|one| one.name == *name)
                })
            }
            (Value::Text(text), Type::Array { element, len }) => {
                // The end mark must fit as well.
                element.scalar() == Some(Scalar::Char) && (text.len() as u64) < *len
            }
            (Value::Zeroed, Type::Array { element, .. }) => element.is_integer(),
            (value, ty) => ty.scalar().is_some_and(|scalar| fits_scalar(value, scalar)),
        }
    }

    fn name_of_type(&self) -> String {
        match self.ty {
            Type::Unit => "`()`".to_owned(),
            Type::Scalar(scalar) => format!("`{}`", scalar.rust()),
            Type::Alias { name, .. } => format!("`{name}`"),
            Type::Enum(named) | Type::Struct(named) => format!("`{}`", named.rust),
            Type::Array { len, .. } => format!("an array of {len}"),
            _ => "a pointer".to_owned(),
        }
    }

    fn instead(&self) -> &'static str {
        match self.ty {
            Type::Unit => "leave the body empty",
            Type::Scalar(Scalar::Bool) => "write `true` or `false`",
            Type::Scalar(_) | Type::Alias { .. } => "write a number of that type",
            Type::Enum(_) => "write one of its enumerators",
            Type::Struct(_) => "leave the value out",
            Type::Array { .. } => "write `text(c\"…\")` with room for its end mark, or `[0; N]`",
            _ => "write `None`, or return one of the op's own arguments of that type",
        }
    }
}

/// `text(c"player")`, which the prelude defines for Rust.
fn read_text(call: &syn::ExprCall) -> Option<Value> {
    let is_text = matches!(&*call.func, Expr::Path(path) if path.path.is_ident("text"));
    match call.args.first()? {
        Expr::Lit(ExprLit {
            lit: Lit::CStr(text),
            ..
        }) if is_text && call.args.len() == 1 => {
            Some(Value::Text(text.value().to_string_lossy().into_owned()))
        }
        _ => None,
    }
}

fn fits_scalar(value: &Value, scalar: Scalar) -> bool {
    match value {
        Value::Int(number) | Value::Named { value: number, .. } => {
            scalar != Scalar::Bool && scalar.holds(*number)
        }
        Value::Errno(name) => {
            scalar.is_signed()
                && errno::find(name).is_some_and(|number| scalar.holds(-i128::from(number)))
        }
        _ => false,
    }
}

fn read_errno(path: &syn::Path) -> Result<Value, (&'static Rule, String)> {
    let name = path
        .segments
        .last()
        .map(|last| last.ident.to_string())
        .unwrap_or_default();
    match errno::find(&name) {
        Some(_) => Ok(Value::Errno(name)),
        None => Err((&rules::UNKNOWN_VALUE, name)),
    }
}

/// An expression as the source spells it, near enough for a message.
pub(super) fn spelled(expr: &Expr) -> String {
    let text = quote::ToTokens::to_token_stream(expr).to_string();
    text.replace("- ", "-").replace(" :: ", "::")
}
