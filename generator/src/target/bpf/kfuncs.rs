//! What programs include to call the module's functions.

use serde::Serialize;
use structops_model::{Kfunc, Module};

use super::types_header;
use crate::target::kfunc::{declaration, typedefs};
use crate::{c, doc};

/// `<module>_kfuncs.bpf.h`.
#[derive(Serialize)]
pub(super) struct HeaderView {
    guard: String,
    include: String,
    typedefs: Vec<String>,
    kfuncs: Vec<KfuncView>,
}

#[derive(Serialize)]
struct KfuncView {
    comment: String,
    prototype: String,
}

pub(super) fn file(module: &Module) -> String {
    format!("{}_kfuncs.bpf.h", module.name)
}

pub(super) fn view_header(module: &Module) -> HeaderView {
    HeaderView {
        guard: format!("_{}_KFUNCS_BPF_H", module.name.to_uppercase()),
        include: types_header(module),
        typedefs: typedefs(module),
        kfuncs: module.kfuncs.iter().map(view_kfunc).collect(),
    }
}

/// A strong reference: a program that the module cannot serve is refused by its name, where
/// a weak one would call nothing.
fn view_kfunc(kfunc: &Kfunc) -> KfuncView {
    KfuncView {
        comment: c::block_comment(&doc::of_kfunc(kfunc)),
        prototype: declaration(kfunc, "extern ", |one| one.arg.name.clone(), ") __ksym;"),
    }
}
