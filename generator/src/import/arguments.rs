//! What an op's arguments are called.

use struct_ops::btf::Btf;
use struct_ops::descriptor::{Base, CType, Param, Prototype};
use structops_model::kernel::existing::{self, Existing};

use super::names;

/// The names: those of a stub, where BTF has one, else what fits the type.
pub(super) fn names(
    btf: &Btf,
    op: &str,
    prototype: &Prototype,
    known: Option<&Existing>,
) -> Vec<String> {
    let of_stub = known
        .and_then(|row| row.stubs)
        .and_then(|(left_out, front)| {
            let rest = op.strip_prefix(left_out)?;
            btf.function(&format!("{front}{rest}"))
        })
        // Another function may have the name: a type's `init` beside an op `init`.
        .filter(|stub| stub.result == prototype.result && has_types_of(stub, prototype));
    let of_stub = of_stub.map(|stub| stub.params).unwrap_or_default();
    let mut taken: Vec<String> = Vec::new();
    for (index, param) in prototype.params.iter().enumerate() {
        let said = of_stub.get(index).map_or("", |param| &param.name);
        let name = [&*param.name, said]
            .into_iter()
            .find(|name| is_good(name))
            .map_or_else(|| guess(param, index), str::to_owned);
        taken.push(names::argument(&name, &taken));
    }
    taken
}

fn has_types_of(stub: &Prototype, op: &Prototype) -> bool {
    let types = |prototype: &Prototype| -> Vec<CType> {
        prototype.params.iter().map(|one| one.ty.clone()).collect()
    };
    types(stub) == types(op)
}

fn is_good(name: &str) -> bool {
    structops_model::name::is_c_identifier(name) && !name.starts_with("__") && name != "_"
}

fn guess(param: &Param, index: usize) -> String {
    let of_type = match &param.ty.base {
        Base::Struct(tag) | Base::Union(tag) if param.ty.pointers == 1 => existing::argument(tag),
        _ => None,
    };
    of_type.map_or_else(|| format!("arg{}", index + 1), str::to_owned)
}
