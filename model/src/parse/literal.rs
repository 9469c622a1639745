//! Literals of arrays and structs, element by element.

use syn::{Expr, ExprArray, ExprRepeat, ExprStruct, Member};

use super::attr;
use super::number;
use super::value::ValueParser;
use crate::diagnostic::Diagnostics;
use crate::interface::{Kind, Named, Scalar, Type, Value};

impl ValueParser<'_> {
    fn of<'a>(&'a self, ty: &'a Type) -> ValueParser<'a> {
        ValueParser {
            scope: self.scope,
            args: &[],
            ty,
        }
    }

    /// The prelude's errnos are `i32`; the macro widens whole values, none inside.
    fn check_errno(
        &self,
        value: &Value,
        ty: &Type,
        expr: &Expr,
        found: &mut Diagnostics,
    ) -> Option<()> {
        let is_i32 = ty
            .scalar()
            .is_some_and(|scalar| number::is_same(scalar, Scalar::I32));
        match value {
            Value::Errno(_) if !is_i32 => {
                self.of(ty).refuse(expr, found);
                None
            }
            _ => Some(()),
        }
    }

    /// `[1, 2, 3]`.
    pub(super) fn list(
        &self,
        list: &ExprArray,
        element: &Type,
        len: u64,
        found: &mut Diagnostics,
    ) -> Option<Value> {
        if list.elems.len() as u64 != len {
            return self.refuse(&Expr::Array(list.clone()), found);
        }
        let values: Vec<Option<Value>> = list
            .elems
            .iter()
            .map(|one| {
                let value = self.of(element).value(one, found)?;
                self.check_errno(&value, element, one, found)?;
                Some(value)
            })
            .collect();
        values.into_iter().collect::<Option<_>>().map(Value::List)
    }

    /// `[0; N]`.
    pub(super) fn repeat(
        &self,
        repeat: &ExprRepeat,
        element: &Type,
        len: u64,
        found: &mut Diagnostics,
    ) -> Option<Value> {
        let given = number::evaluate(&repeat.len, Scalar::Usize, self.scope);
        if given != Some(i128::from(len)) {
            return self.refuse(&Expr::Repeat(repeat.clone()), found);
        }
        let value = self.of(element).value(&repeat.expr, found)?;
        self.check_errno(&value, element, &repeat.expr, found)?;
        Some(match value {
            Value::Int(0) | Value::Bool(false) | Value::Zeroed => Value::Zeroed,
            other => Value::Repeat {
                element: Box::new(other),
                len,
            },
        })
    }

    /// `Config { depth: 4 }`, a value for each field.
    pub(super) fn fields(
        &self,
        literal: &ExprStruct,
        named: &Named,
        found: &mut Diagnostics,
    ) -> Option<Value> {
        let known = self.scope.structs.iter().find(|one| one.named == *named)?;
        let is_it = literal.path.is_ident(&known.ident) && literal.rest.is_none();
        let wanted = match named.kind {
            Kind::Union => 1,
            _ => known.fields.len(),
        };
        if !is_it || literal.fields.len() != wanted {
            return self.refuse(&Expr::Struct(literal.clone()), found);
        }
        let mut values = Vec::new();
        for one in &literal.fields {
            let Member::Named(ident) = &one.member else {
                return self.refuse(&Expr::Struct(literal.clone()), found);
            };
            let wanted = attr::plain(ident);
            let field = known
                .fields
                .iter()
                .find(|field| attr::plain(&field.ident) == wanted);
            let Some(field) = field else {
                return self.refuse(&Expr::Struct(literal.clone()), found);
            };
            let value = self.of(&field.ty).value(&one.expr, found)?;
            self.check_errno(&value, &field.ty, &one.expr, found)?;
            values.push((field.name.clone(), value));
        }
        Some(Value::Fields(values))
    }
}
