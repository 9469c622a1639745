//! Integers that a source writes: literals, constants, and simple arithmetic.

use syn::{BinOp, Expr, ExprBinary, ExprLit, ExprUnary, Lit, UnOp};

use super::scope::Scope;
use crate::interface::Scalar;

/// How deep an expression may nest: sources are untrusted, stacks are small.
const DEPTH: u32 = 64;

/// The value of an integer expression of literals, constants of the module, arithmetic,
/// shifts, bit operations and `as`; `None` for anything else, also on overflow.
pub(super) fn evaluate(expr: &Expr, scope: &Scope) -> Option<i128> {
    evaluate_within(expr, scope, DEPTH)
}

fn evaluate_within(expr: &Expr, scope: &Scope, depth: u32) -> Option<i128> {
    let depth = depth.checked_sub(1)?;
    match expr {
        Expr::Lit(ExprLit {
            lit: Lit::Int(value),
            ..
        }) => value.base10_parse().ok(),
        Expr::Lit(ExprLit {
            lit: Lit::Byte(value),
            ..
        }) => Some(value.value().into()),
        Expr::Paren(inner) => evaluate_within(&inner.expr, scope, depth),
        Expr::Group(inner) => evaluate_within(&inner.expr, scope, depth),
        Expr::Cast(cast) => cut(evaluate_within(&cast.expr, scope, depth)?, &cast.ty),
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => evaluate_within(expr, scope, depth)?.checked_neg(),
        Expr::Path(path) => scope
            .constant(path.path.get_ident()?)
            .map(|known| known.value),
        Expr::Binary(ExprBinary {
            left, op, right, ..
        }) => {
            let left = evaluate_within(left, scope, depth)?;
            let right = evaluate_within(right, scope, depth)?;
            apply(left, op, right)
        }
        _ => None,
    }
}

/// `value as ty`, as Rust cuts it.
fn cut(value: i128, ty: &syn::Type) -> Option<i128> {
    let syn::Type::Path(path) = ty else {
        return None;
    };
    let scalar = Scalar::of_rust(&path.path.get_ident()?.to_string())?;
    let low = value & ((1 << scalar.bits()) - 1);
    match scalar {
        Scalar::Bool => None,
        _ if scalar.is_signed() && low >> (scalar.bits() - 1) != 0 => {
            Some(low - (1 << scalar.bits()))
        }
        _ => Some(low),
    }
}

fn apply(left: i128, op: &BinOp, right: i128) -> Option<i128> {
    let shift = |right: i128| u32::try_from(right).ok().filter(|bits| *bits < 64);
    match op {
        BinOp::Add(_) => left.checked_add(right),
        BinOp::Sub(_) => left.checked_sub(right),
        BinOp::Mul(_) => left.checked_mul(right),
        BinOp::Div(_) => left.checked_div(right),
        BinOp::BitOr(_) => Some(left | right),
        BinOp::BitAnd(_) => Some(left & right),
        BinOp::Shl(_) => left.checked_shl(shift(right)?),
        BinOp::Shr(_) => left.checked_shr(shift(right)?),
        _ => None,
    }
}
