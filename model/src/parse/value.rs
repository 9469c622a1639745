//! Fallbacks, idle values and the values of data members.

use syn::spanned::Spanned;
use syn::{Attribute, Block, Expr, ExprLit, ExprUnary, Lit, Stmt, UnOp};

use super::number;
use super::scope::Scope;
use crate::diagnostic::Diagnostics;
use crate::interface::{Arg, Const, Scalar, Type, Value};
use crate::kernel::errno;
use crate::rules::{self, Rule};

/// Why an expression is no value of the type.
enum Unread {
    /// It breaks a rule, about that name.
    Rule(&'static Rule, String),
    /// It is a value of another type.
    Misfit,
}

fn unreadable() -> Unread {
    Unread::Rule(&rules::FALLBACK_FORM, String::new())
}

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
        match (expr, self.ty) {
            (Expr::Paren(inner), _) => return self.value(&inner.expr, found),
            (Expr::Group(inner), _) => return self.value(&inner.expr, found),
            (Expr::Array(list), Type::Array { element, len }) => {
                return self.list(list, element, *len, found);
            }
            (Expr::Repeat(repeat), Type::Array { element, len }) => {
                return self.repeat(repeat, element, *len, found);
            }
            (Expr::Struct(literal), Type::Struct(named)) => {
                return self.fields(literal, named, found);
            }
            _ => {}
        }
        let value = match self.read(expr) {
            Ok(value) => value,
            Err(Unread::Misfit) => return self.refuse(expr, found),
            Err(Unread::Rule(rule, name)) => {
                found.push(rule, expr.span(), &[("name", &name)]);
                return None;
            }
        };
        if self.fits(&value) {
            return Some(value);
        }
        self.refuse(expr, found)
    }

    /// Reports a value of another type or shape.
    pub(super) fn refuse(&self, expr: &Expr, found: &mut Diagnostics) -> Option<Value> {
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

    fn read(&self, expr: &Expr) -> Result<Value, Unread> {
        match expr {
            Expr::Paren(inner) => self.read(&inner.expr),
            Expr::Group(inner) => self.read(&inner.expr),
            Expr::Tuple(tuple) if tuple.elems.is_empty() => Ok(Value::Unit),
            Expr::Lit(ExprLit {
                lit: Lit::Bool(value),
                ..
            }) => Ok(Value::Bool(value.value)),
            Expr::Call(call) => self
                .some_argument(call)
                .or_else(|| read_text(call))
                .ok_or_else(unreadable),
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

    /// `Some(task)`: an argument that the op owns goes back to its caller.
    fn some_argument(&self, call: &syn::ExprCall) -> Option<Value> {
        let is_some = matches!(&*call.func, Expr::Path(path) if path.path.is_ident("Some"));
        let arg = match call.args.first()? {
            Expr::Path(path) if is_some && call.args.len() == 1 => {
                self.args.iter().find(|arg| path.path.is_ident(&arg.ident))
            }
            _ => None,
        };
        arg.map(|arg| Value::Arg(arg.name.clone()))
    }

    fn read_number(&self, expr: &Expr) -> Result<Value, Unread> {
        let scalar = self.ty.scalar().filter(|scalar| *scalar != Scalar::Bool);
        match scalar.and_then(|scalar| number::evaluate(expr, scalar, self.scope)) {
            Some(value) => Ok(Value::Int(value)),
            None if number::is_number(expr, self.scope) => Err(Unread::Misfit),
            None => Err(unreadable()),
        }
    }

    fn constant(&self, path: &syn::Path) -> Option<&Const> {
        self.scope.constant(path.get_ident()?)
    }

    fn read_path(&self, path: &syn::Path) -> Result<Value, Unread> {
        if let Some((_, name, value)) = self.scope.variant(path) {
            return match self.ty {
                Type::Enum(_) => Ok(Value::Named {
                    name: name.to_owned(),
                    value,
                }),
                _ => Err(Unread::Misfit),
            };
        }
        if let Some(known) = self.constant(path) {
            let is_of_type = |scalar| number::is_same(scalar, known.scalar);
            return match self.ty.scalar().filter(|scalar| is_of_type(*scalar)) {
                Some(_) => Ok(Value::Named {
                    name: known.name.clone(),
                    value: known.value,
                }),
                None => Err(Unread::Misfit),
            };
        }
        let Some(last) = path.segments.last() else {
            return Err(unreadable());
        };
        if let Some(arg) = self.args.iter().find(|arg| path.is_ident(&arg.ident)) {
            return Ok(Value::Arg(arg.name.clone()));
        }
        let name = last.ident.to_string();
        match name.as_str() {
            "None" => Ok(Value::Null),
            known if errno::find(known).is_some() => {
                Err(Unread::Rule(&rules::POSITIVE_ERRNO, name))
            }
            _ => Err(Unread::Rule(&rules::UNKNOWN_VALUE, name)),
        }
    }

    fn fits(&self, value: &Value) -> bool {
        match (value, self.ty) {
            (Value::Unit, Type::Unit)
            | (
                Value::Bool(_),
                Type::Scalar(Scalar::Bool)
                | Type::Alias {
                    scalar: Scalar::Bool,
                    ..
                },
            )
            | (Value::Null, Type::Owned { nullable: true, .. }) => true,
            (Value::Arg(name), ty) => {
                let arg = self.args.iter().find(|arg| arg.name == *name);
                arg.is_some_and(|arg| match (&arg.ty, ty) {
                    (Type::Owned { to, .. }, Type::Owned { to: wanted, .. }) => to == wanted,
                    (given, wanted) => given == wanted,
                })
            }
            (Value::Named { name, .. }, Type::Enum(named)) => {
                self.scope.enums.iter().any(|known| {
                    known.named == *named && known.variants.iter().any(|one| one.name == *name)
                })
            }
            (Value::Text(text), Type::Array { element, len }) => {
                // The end mark must fit as well.
                element.scalar() == Some(Scalar::Char) && (text.len() as u64) < *len
            }
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
            ty if ty.scalar() == Some(Scalar::Bool) => "write `true` or `false`",
            Type::Scalar(_) | Type::Alias { .. } => "write a number of that type",
            Type::Enum(_) => "write one of its enumerators",
            Type::Struct(_) => "write the struct with a value for each of its fields",
            Type::Array { element, .. } if element.scalar() == Some(Scalar::Char) => {
                "write `text(c\"…\")` with room for its end mark, or `[0; N]`"
            }
            Type::Array { .. } => "write `[0; N]`, or as many elements as the array has",
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
        }) if is_text && call.args.len() == 1 => Some(Value::Text(text.value().into_bytes())),
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

fn read_errno(path: &syn::Path) -> Result<Value, Unread> {
    let name = path
        .segments
        .last()
        .map(|last| last.ident.to_string())
        .unwrap_or_default();
    match errno::find(&name) {
        Some(_) => Ok(Value::Errno(name)),
        None => Err(Unread::Rule(&rules::UNKNOWN_VALUE, name)),
    }
}

/// An expression as the source spells it, near enough for a message.
pub(super) fn spelled(expr: &Expr) -> String {
    let text = quote::ToTokens::to_token_stream(expr).to_string();
    text.replace("- ", "-").replace(" :: ", "::")
}
