//! Integers that a source writes: literals, constants, and simple arithmetic.

use syn::{BinOp, Expr, ExprBinary, ExprLit, ExprUnary, Lit, UnOp};

use super::scope::Scope;
use crate::interface::Scalar;

/// How deep an expression may nest: sources are untrusted, stacks are small.
const DEPTH: u32 = 64;

/// The value of an integer expression of literals, constants of the module, arithmetic,
/// shifts, bit operations and `as`, where a value of type `wanted` stands. `None` for
/// anything else, on overflow, and for another type: what rustc refuses or computes
/// otherwise must not be guessed.
pub(super) fn evaluate(expr: &Expr, wanted: Scalar, scope: &Scope) -> Option<i128> {
    let evaluator = Evaluator { scope };
    let number = evaluator.number(expr, Some(wanted), DEPTH)?;
    let fits = number.ty.is_none_or(|ty| is_same(ty, wanted));
    (fits && wanted.holds(number.value)).then_some(number.value)
}

/// Whether an expression is an integer of some type.
pub(super) fn is_number(expr: &Expr, scope: &Scope) -> bool {
    Evaluator { scope }.number(expr, None, DEPTH).is_some()
}

/// Whether Rust takes two scalars for one type: the names of C stand for its own.
pub(super) fn is_same(one: Scalar, other: Scalar) -> bool {
    own(one) == own(other)
}

fn own(scalar: Scalar) -> Scalar {
    match scalar {
        Scalar::Char | Scalar::Schar => Scalar::I8,
        Scalar::Uchar => Scalar::U8,
        Scalar::Short => Scalar::I16,
        Scalar::Ushort => Scalar::U16,
        Scalar::Int => Scalar::I32,
        Scalar::Uint => Scalar::U32,
        Scalar::Long | Scalar::Longlong => Scalar::I64,
        Scalar::Ulong | Scalar::Ulonglong => Scalar::U64,
        other => other,
    }
}

/// A value, and its type unless it is a literal that takes any.
#[derive(Clone, Copy)]
struct Number {
    value: i128,
    ty: Option<Scalar>,
}

struct Evaluator<'a> {
    scope: &'a Scope,
}

impl Evaluator<'_> {
    /// `wanted` is what literals without a suffix become.
    fn number(&self, expr: &Expr, wanted: Option<Scalar>, depth: u32) -> Option<Number> {
        let depth = depth.checked_sub(1)?;
        match expr {
            Expr::Lit(ExprLit { lit, .. }) => literal(lit, false),
            Expr::Paren(inner) => self.number(&inner.expr, wanted, depth),
            Expr::Group(inner) => self.number(&inner.expr, wanted, depth),
            Expr::Cast(cast) => self.cast(cast, depth),
            Expr::Unary(unary) => self.unary(unary, wanted, depth),
            Expr::Path(path) => {
                let known = self.scope.constant(path.path.get_ident()?)?;
                let ty = Some(known.scalar);
                Some(Number {
                    value: known.value,
                    ty,
                })
            }
            Expr::Binary(binary) => self.binary(binary, wanted, depth),
            _ => None,
        }
    }

    fn cast(&self, cast: &syn::ExprCast, depth: u32) -> Option<Number> {
        let syn::Type::Path(path) = &*cast.ty else {
            return None;
        };
        let to = Scalar::of_rust(&path.path.get_ident()?.to_string())?;
        let number = self.number(&cast.expr, Some(to), depth)?;
        let fits = number.ty.is_some() || to.holds(number.value);
        (fits && to != Scalar::Bool).then(|| Number {
            value: cut(number.value, to),
            ty: Some(to),
        })
    }

    fn unary(&self, unary: &ExprUnary, wanted: Option<Scalar>, depth: u32) -> Option<Number> {
        match (&unary.op, &*unary.expr) {
            // The smallest number is the negation of a literal that does not fit.
            (UnOp::Neg(_), Expr::Lit(ExprLit { lit, .. })) => literal(lit, true),
            (UnOp::Neg(_), inner) => {
                let number = self.number(inner, wanted, depth)?;
                within(-number.value, number.ty)
            }
            (UnOp::Not(_), inner) => {
                let number = self.number(inner, wanted, depth)?;
                let ty = number.ty.or(wanted).unwrap_or(Scalar::I32);
                Some(Number {
                    value: cut(!number.value, ty),
                    ty: Some(ty),
                })
            }
            _ => None,
        }
    }

    fn binary(&self, binary: &ExprBinary, wanted: Option<Scalar>, depth: u32) -> Option<Number> {
        let left = self.number(&binary.left, wanted, depth)?;
        let is_shift = matches!(binary.op, BinOp::Shl(_) | BinOp::Shr(_));
        let right_wanted = if is_shift { None } else { left.ty.or(wanted) };
        let right = self.number(&binary.right, right_wanted, depth)?;
        if is_shift {
            return shift(left, &binary.op, right.value, wanted);
        }
        let ty = match (left.ty, right.ty) {
            (Some(one), Some(other)) if !is_same(one, other) => return None,
            (one, other) => one.or(other),
        };
        let (left, right) = (left.value, right.value);
        let value = match binary.op {
            BinOp::Add(_) => left.checked_add(right),
            BinOp::Sub(_) => left.checked_sub(right),
            BinOp::Mul(_) => left.checked_mul(right),
            BinOp::Div(_) => left.checked_div(right),
            BinOp::Rem(_) => left.checked_rem(right),
            BinOp::BitOr(_) => Some(left | right),
            BinOp::BitAnd(_) => Some(left & right),
            BinOp::BitXor(_) => Some(left ^ right),
            _ => None,
        };
        within(value?, ty)
    }
}

fn literal(lit: &Lit, is_negated: bool) -> Option<Number> {
    let (value, ty): (i128, Option<Scalar>) = match lit {
        Lit::Int(value) => {
            let ty = match value.suffix() {
                "" => None,
                suffix => Some(Scalar::of_rust(suffix)?),
            };
            (value.base10_parse().ok()?, ty)
        }
        Lit::Byte(value) => (value.value().into(), Some(Scalar::U8)),
        _ => return None,
    };
    within(if is_negated { -value } else { value }, ty)
}

/// Bits that leave the type are gone; shifting by all of them is an error.
fn shift(left: Number, op: &BinOp, by: i128, wanted: Option<Scalar>) -> Option<Number> {
    let ty = left.ty.or(wanted).unwrap_or(Scalar::I32);
    let by = u32::try_from(by).ok().filter(|by| *by < ty.bits())?;
    let value = match op {
        BinOp::Shl(_) => cut(left.value << by, ty),
        _ => left.value >> by,
    };
    Some(Number { value, ty: left.ty })
}

/// Overflow is an error of rustc.
fn within(value: i128, ty: Option<Scalar>) -> Option<Number> {
    let fits = ty.is_none_or(|ty| range_holds(ty, value));
    fits.then_some(Number { value, ty })
}

/// As Rust has it: its `c_char` is signed.
fn range_holds(ty: Scalar, value: i128) -> bool {
    own(ty).holds(value)
}

/// `value as ty`, as Rust cuts it.
fn cut(value: i128, ty: Scalar) -> i128 {
    let low = value & ((1 << ty.bits()) - 1);
    if ty.is_signed() && low >> (ty.bits() - 1) != 0 {
        low - (1 << ty.bits())
    } else {
        low
    }
}

#[cfg(test)]
mod tests {
    use super::{Scalar, Scope, evaluate};

    fn value(text: &str, wanted: Scalar) -> Option<i128> {
        let expr = syn::parse_str(text).unwrap();
        evaluate(&expr, wanted, &Scope::default())
    }

    /// What rustc computes, run once by hand.
    #[test]
    fn arithmetic_has_the_types_of_rust() {
        for (text, wanted, expected) in [
            ("(0x8000_0000u32 << 1) as u64", Scalar::U64, 0),
            ("(0xF0u8 << 4) as u32", Scalar::U32, 0),
            ("1 << 40", Scalar::U64, 1 << 40),
            ("300_u32 as u8 as u32", Scalar::U32, 44),
            ("-1_i32 as u32", Scalar::U32, 0xffff_ffff),
            ("!0", Scalar::U16, 0xffff),
            ("!0", Scalar::I64, -1),
            ("7 % 3 + 2 * (5 - 1)", Scalar::I32, 9),
            ("-128", Scalar::I8, -128),
            ("-128i8", Scalar::I8, -128),
            ("b'a' as i32", Scalar::I32, 97),
            ("5_i64", Scalar::Long, 5),
        ] {
            assert_eq!(value(text, wanted), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_rustc_refuses_has_no_value() {
        for (text, wanted) in [
            ("256", Scalar::U8),
            ("200u8 + 100", Scalar::U8),
            ("1 << 40", Scalar::U32),
            ("1u8 << 8", Scalar::U8),
            ("5_u32", Scalar::U64),
            ("1u8 + 1u16", Scalar::U8),
            ("-1", Scalar::U32),
            ("300 as u8", Scalar::U8),
            ("1 / 0", Scalar::I32),
            ("true as u8", Scalar::U8),
            ("128i8", Scalar::I8),
        ] {
            assert_eq!(value(text, wanted), None, "{text}");
        }
    }
}
