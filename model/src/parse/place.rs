//! Where a type stands, and what may stand there.

use syn::spanned::Spanned;

use super::types::{TypeParser, refuse};
use crate::diagnostic::Diagnostics;
use crate::interface::{Kind, Origin, Type};
use crate::kernel::features;
use crate::rules;

/// Where a type stands: each place takes other types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Argument,
    Result,
    KfuncArgument,
    KfuncResult,
    Member,
    Field,
}

impl TypeParser<'_> {
    /// Reports a type that has no business in this place.
    pub(super) fn check_place(
        &self,
        parsed: &Type,
        ty: &syn::Type,
        found: &mut Diagnostics,
    ) -> bool {
        let refusal = match (self.place, parsed) {
            (Place::Argument | Place::KfuncArgument, Type::Unit) => {
                found.push(&rules::UNIT_ARGUMENT, ty.span(), &[]);
                return false;
            }
            (Place::Member | Place::Field, Type::Unit) => Some(("it has no size", "remove it")),
            (
                Place::Argument | Place::Result | Place::KfuncArgument | Place::KfuncResult,
                Type::Array { .. },
            ) => Some((
                "C passes no arrays by value",
                "use `#[buffer(len)]` with a raw pointer",
            )),
            // `prepare_arg_info` in kernel/bpf/bpf_struct_ops.c looks at one suffix.
            (Place::Argument, Type::Owned { nullable: true, .. }) => Some((
                "an argument that the program owns is never NULL",
                "write `Ref<T>`, and do not call the op without one",
            )),
            // `check_return_code` in kernel/bpf/verifier.c takes NULL as well.
            (
                Place::Result,
                Type::Owned {
                    nullable: false, ..
                },
            ) => Some(("a program may return NULL", "write `Option<Ref<T>>`")),
            (Place::Result | Place::KfuncResult, Type::Struct(_)) => Some((
                "the kernel takes no struct as a result",
                "fill a `&mut` argument",
            )),
            // `check_kfunc_call` in kernel/bpf/verifier.c knows no struct in a register.
            (Place::KfuncArgument, Type::Struct(_)) => {
                Some(("a kfunc takes no struct by value", "write `&T`"))
            }
            (Place::KfuncResult, Type::Pointer { .. }) => Some((
                "programs could not know how much memory it leads to",
                "return `Option<&T>` with a struct, or a number",
            )),
            (Place::Result, Type::Pointer { .. } | Type::Reference { .. })
                if !self.scope.is_existing =>
            {
                Some((
                    "a program may return any number as that pointer",
                    "return an integer, or `Option<Ref<T>>` with `kernel = \"6.17..\"`",
                ))
            }
            (Place::Field | Place::Member, Type::Reference { .. } | Type::Owned { .. }) => Some((
                "a reference cannot be stored",
                "write a raw pointer: `*const T`",
            )),
            _ => None,
        };
        if let Some((why, instead)) = refusal {
            refuse(ty, why, instead, found);
            return false;
        }
        self.check_range(parsed, ty, found) && self.check_size(parsed, ty, found)
    }

    fn check_range(&self, parsed: &Type, ty: &syn::Type, found: &mut Diagnostics) -> bool {
        let feature = match (self.place, parsed) {
            (Place::Result, Type::Owned { .. }) => features::POINTER_RESULTS,
            (Place::Argument, Type::Owned { .. }) => features::REFERENCE_ARGUMENTS,
            (Place::Argument, Type::Struct(named)) if named.kind == Kind::Union => {
                features::UNIONS_BY_VALUE
            }
            _ => return true,
        };
        // The kernel that has the type has what it needs.
        if self.scope.is_existing || self.scope.kernel.from >= feature.since {
            return true;
        }
        let (since, from) = (
            feature.since.to_string(),
            self.scope.kernel.from.to_string(),
        );
        let words = [
            ("what", feature.what),
            ("since", since.as_str()),
            ("from", from.as_str()),
        ];
        found.push(&rules::KERNEL_TOO_OLD, ty.span(), &words);
        false
    }

    /// A struct by value takes one slot or two: `btf_distill_func_proto`.
    fn check_size(&self, parsed: &Type, ty: &syn::Type, found: &mut Diagnostics) -> bool {
        let (Place::Argument, Type::Struct(named)) = (self.place, parsed) else {
            return true;
        };
        match self.scope.layout(named) {
            Some(layout) if named.origin == Origin::Module && layout.size <= 16 => true,
            _ => {
                let why = "an argument by value has at most 16 bytes, in a struct of the module";
                refuse(ty, why, "write `&T`", found);
                false
            }
        }
    }
}
