//! What C makes of a type of the language, once typedefs are gone.

use super::{Member, Module, Named, Op, Origin, Pointee, Scalar, StructOps, Type};

/// A C type as BTF has it: a base behind pointers, in arrays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape<'a> {
    /// What is at the end of all pointers.
    pub base: Base<'a>,
    /// Whether the base is `const`.
    pub is_const: bool,
    /// How many pointers lead there.
    pub pointers: u8,
    /// The lengths of arrays, outermost first.
    pub lengths: Vec<u64>,
}

/// What a type is without pointers and arrays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base<'a> {
    /// `void`.
    Void,
    /// A number or a truth value.
    Scalar(Scalar),
    /// A struct, union or enum.
    Named(&'a Named),
    /// `struct module`.
    Module,
}

/// What the name of a stub's argument tells the verifier: `prepare_arg_info` in
/// `kernel/bpf/bpf_struct_ops.c`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suffix {
    /// Nothing.
    None,
    /// `__nullable`.
    Nullable,
    /// `__ref`.
    Ref,
}

impl Type {
    /// The C type.
    pub fn shape(&self) -> Shape<'_> {
        let (mut lengths, mut inner) = (Vec::new(), self);
        while let Self::Array { element, len } = inner {
            lengths.push(*len);
            inner = element;
        }
        let (base, is_const, pointers) = match inner {
            Self::Unit | Self::Array { .. } => (Base::Void, false, 0),
            Self::Scalar(scalar) | Self::Alias { scalar, .. } => (Base::Scalar(*scalar), false, 0),
            Self::Enum(named) | Self::Struct(named) => (Base::Named(named), false, 0),
            Self::Pointer { mutable, pointee } => {
                let (end, more) = pointee.end();
                let base = match end {
                    Pointee::Void | Pointee::Pointer(_) => Base::Void,
                    Pointee::Scalar(scalar) => Base::Scalar(*scalar),
                    Pointee::Named(named) => Base::Named(named),
                };
                (base, !mutable, more.saturating_add(1))
            }
            Self::Reference { to, constant, .. } => (Base::Named(to), *constant, 1),
            Self::Owned { to, .. } => (Base::Named(to), false, 1),
            Self::Owner => (Base::Module, false, 1),
        };
        Shape {
            base,
            is_const,
            pointers,
            lengths,
        }
    }
}

impl Op {
    /// The C type of the result: `bool` travels as `int`.
    pub fn result_shape(&self) -> Shape<'_> {
        let mut shape = self.result.shape();
        if self.result == Type::Scalar(Scalar::Bool) {
            shape.base = Base::Scalar(Scalar::Int);
        }
        shape
    }

    /// What the stub's argument of that type tells the verifier; an op without a stub has
    /// nothing to say it with.
    pub fn suffix(&self, ty: &Type) -> Suffix {
        match ty {
            _ if !self.is_supported() => Suffix::None,
            Type::Reference { nullable: true, .. } => Suffix::Nullable,
            Type::Owned { .. } => Suffix::Ref,
            _ => Suffix::None,
        }
    }
}

impl Module {
    /// The structs and enums of the module that the members of a type lead to, through
    /// pointers as well.
    pub fn reach<'a>(&'a self, ty: &'a StructOps) -> Vec<&'a Named> {
        let mut waiting: Vec<&Named> = Vec::new();
        for member in &ty.members {
            match member {
                Member::Op(op) => {
                    let types = op.args.iter().map(|arg| &arg.ty).chain([&op.result]);
                    waiting.extend(types.filter_map(Type::named));
                }
                Member::Data(data) => waiting.extend(data.ty.named()),
            }
        }
        self.reach_from(waiting)
    }

    /// The structs and enums of the module that its kfuncs lead to, through pointers as well.
    pub fn reach_of_kfuncs(&self) -> Vec<&Named> {
        let of_args = self.kfuncs.iter().flat_map(|kfunc| &kfunc.args);
        let types = of_args.map(|arg| &arg.arg.ty);
        let types = types.chain(self.kfuncs.iter().map(|kfunc| &kfunc.result));
        self.reach_from(types.filter_map(Type::named).collect())
    }

    fn reach_from<'a>(&'a self, mut waiting: Vec<&'a Named>) -> Vec<&'a Named> {
        let mut done: Vec<&Named> = Vec::new();
        while let Some(named) = waiting.pop() {
            if named.origin == Origin::Kernel || done.contains(&named) {
                continue;
            }
            done.push(named);
            let known = self.structs.iter().find(|item| item.named == *named);
            let fields = known.map(|item| item.fields.iter()).into_iter().flatten();
            waiting.extend(fields.filter_map(|field| field.ty.named()));
        }
        done
    }
}
