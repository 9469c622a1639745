//! What an op returns, and a value of it.

use fastrand::Rng;

use super::items::{self, Scope};
use super::ops::{Arg, is_counted};
use super::types::{self, Scalar};

/// What an op returns.
pub(super) enum Result {
    Unit,
    Bool,
    Number(Scalar),
    Alias(&'static str, &'static str),
    Enum(usize),
    Owned(String),
}

impl Result {
    pub(super) fn text(&self, scope: &Scope) -> String {
        match self {
            Self::Unit => String::new(),
            Self::Bool => " -> bool".to_owned(),
            Self::Number(scalar) => format!(" -> {}", scalar.rust),
            Self::Alias(_, rust) => format!(" -> {rust}"),
            Self::Enum(index) => scope
                .enums
                .get(*index)
                .map_or_else(String::new, |one| format!(" -> {}", one.ident)),
            Self::Owned(ident) => format!(" -> Option<Ref<{ident}>>"),
        }
    }

    pub(super) fn needs_idle(&self) -> bool {
        match self {
            Self::Unit => false,
            Self::Number(scalar) => !scalar.signed,
            Self::Alias(_, rust) => !types::of_rust(rust).is_some_and(|scalar| scalar.signed),
            _ => true,
        }
    }

    /// A fallback or idle value; one of the arguments now and then.
    pub(super) fn value(&self, rng: &mut Rng, scope: &Scope, args: &[Arg]) -> String {
        let ty = self.text(scope);
        let same: Vec<&Arg> = args
            .iter()
            .filter(|arg| ty.ends_with(&format!("-> {}", arg.ty)) && arg.attributes.is_empty())
            .collect();
        if let Some(arg) = rng.choice(same)
            && !matches!(self, Self::Alias(..))
            && rng.bool()
        {
            return arg.name.clone();
        }
        match self {
            Self::Unit => "()".to_owned(),
            Self::Bool => rng.bool().to_string(),
            Self::Number(scalar) => types::value(rng, *scalar, scope),
            Self::Alias(_, rust) => types::of_rust(rust).map_or("true".to_owned(), |scalar| {
                let value = scalar.value(rng);
                types::expression(rng, value, scalar)
            }),
            Self::Enum(index) => {
                let one = scope.enums.get(*index);
                one.and_then(|one| {
                    let variant = rng.choice(&one.variants)?;
                    Some(format!("{}::{variant}", one.ident))
                })
                .unwrap_or_default()
            }
            Self::Owned(ident) => {
                let given = format!("Ref<{ident}>");
                match args.iter().find(|arg| arg.ty == given) {
                    Some(arg) if rng.bool() => format!("Some({})", arg.name),
                    _ => "None".to_owned(),
                }
            }
        }
    }
}

/// A result that the scope allows.
pub(super) fn result(rng: &mut Rng, scope: &Scope, args: &[Arg]) -> Result {
    match rng.u8(..10) {
        0 | 1 => Result::Unit,
        2 => Result::Bool,
        3 => match items::alias(rng) {
            // `bool` has no value under another name.
            (_, "bool") => Result::Bool,
            (name, rust) => Result::Alias(name, rust),
        },
        4 if !scope.enums.is_empty() => Result::Enum(rng.usize(..scope.enums.len())),
        5 if scope.from >= 617 => match scope.structs.iter().find(|one| is_counted(one)) {
            Some(one) => Result::Owned(one.ident.clone()),
            None => Result::Unit,
        },
        // One that an argument has as well, for a fallback that is the argument.
        6 => args
            .iter()
            .find_map(|arg| types::of_rust(&arg.ty))
            .map_or(Result::Unit, Result::Number),
        _ => Result::Number(types::integer(rng)),
    }
}
