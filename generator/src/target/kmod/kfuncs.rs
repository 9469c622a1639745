//! Functions that BPF programs may call: their declarations, and who may call them.

use serde::Serialize;
use structops_model::kernel::programs::{self, ProgramType};
use structops_model::{Kfunc, Module, Step, Type};

use crate::target::items::{AliasView, aliases_of, has_items};
use crate::target::kfunc::{declaration, has_kfuncs, marked_name, types};
use crate::{c, doc};

/// `<module>_kfuncs.h`.
#[derive(Serialize)]
pub(super) struct HeaderView {
    guard: String,
    /// The header of shared types, where there is one.
    types: Option<String>,
    kfuncs: Vec<HeaderKfuncView>,
}

#[derive(Serialize)]
struct HeaderKfuncView {
    comment: String,
    prototype: String,
}

/// `<module>_kfuncs.c`.
#[derive(Serialize)]
pub(super) struct SetsView {
    module: String,
    aliases: Vec<AliasView>,
    /// Whether a kfunc takes trusted pointers only.
    trusted: Option<String>,
    /// Whether a set is for programs of the module's own types.
    filter: bool,
    sets: Vec<SetView>,
}

/// What programs of one type may call.
#[derive(Serialize)]
struct SetView {
    module: String,
    programs: &'static str,
    constant: &'static str,
    filter: bool,
    rows: Vec<String>,
    register: String,
}

/// A kfunc in `<module>_main.c`.
#[derive(Serialize)]
pub(super) struct BodyView {
    signature: String,
    value: Option<&'static str>,
}

pub(super) fn view_header(module: &Module) -> HeaderView {
    HeaderView {
        guard: format!("_{}_KFUNCS_H", module.name.to_uppercase()),
        types: has_items(module).then(|| format!("{}_types.h", module.name)),
        kfuncs: module.kfuncs.iter().map(view_kfunc).collect(),
    }
}

fn view_kfunc(kfunc: &Kfunc) -> HeaderKfuncView {
    HeaderKfuncView {
        comment: doc::kfunc_comment(kfunc, |one| marked_name(kfunc, one)),
        prototype: head(kfunc, ");"),
    }
}

fn head(kfunc: &Kfunc, tail: &str) -> String {
    declaration(kfunc, "__bpf_kfunc ", |one| marked_name(kfunc, one), tail)
}

pub(super) fn view_sets(module: &Module) -> SetsView {
    let sets: Vec<SetView> = programs::TYPES
        .iter()
        .filter_map(|programs| view_set(module, programs))
        .collect();
    let trusts = module.kfuncs.iter().any(is_trusting);
    SetsView {
        module: module.name.clone(),
        aliases: aliases_of(types(module)),
        trusted: trusts.then(|| trusted(module)),
        filter: has_own(module),
        sets,
    }
}

fn view_set(module: &Module, programs: &'static ProgramType) -> Option<SetView> {
    let is_open = |kfunc: &&Kfunc| kfunc.programs.contains(&programs);
    let rows: Vec<String> = module
        .kfuncs
        .iter()
        .filter(is_open)
        .map(|kfunc| row(kfunc, module))
        .collect();
    let set = format!("{}_{}_kfuncs", module.name, programs.name);
    let arguments = [programs.constant.to_owned(), format!("&{set}")];
    (!rows.is_empty()).then(|| SetView {
        module: module.name.clone(),
        programs: programs.name,
        constant: programs.constant,
        filter: programs.is_struct_ops(),
        rows,
        register: c::wrapped("\terr = register_btf_kfunc_id_set(", &arguments, ");"),
    })
}

/// The macro that stands for `KF_TRUSTED_ARGS`.
fn trusted(module: &Module) -> String {
    format!("{}_KF_TRUSTED", module.name.to_uppercase())
}

/// A kfunc and its flags in a set.
fn row(kfunc: &Kfunc, module: &Module) -> String {
    let flags = flags(kfunc, &trusted(module)).join(" | ");
    let mut items = vec!["func".to_owned(), kfunc.name.clone()];
    items.extend((!flags.is_empty()).then_some(flags));
    c::wrapped("BTF_ID_FLAGS(", &items, ")")
}

fn flags(kfunc: &Kfunc, trusted: &str) -> Vec<String> {
    let step = match kfunc.step {
        Some(Step::New) => "KF_ITER_NEW",
        Some(Step::Next) => "KF_ITER_NEXT",
        Some(Step::Destroy) => "KF_ITER_DESTROY",
        None => "",
    };
    let is_acquired = matches!(kfunc.result, Type::Owned { .. });
    let flags = [
        (kfunc.step.is_some(), step),
        (is_acquired, "KF_ACQUIRE"),
        (releases(kfunc), "KF_RELEASE"),
        (kfunc.result.is_nullable(), "KF_RET_NULL"),
        (kfunc.is_rcu, "KF_RCU"),
        (is_trusting(kfunc), trusted),
        (kfunc.is_sleepable, "KF_SLEEPABLE"),
        (kfunc.is_destructive, "KF_DESTRUCTIVE"),
    ];
    let wanted = flags.into_iter().filter(|(is_set, _)| *is_set);
    wanted.map(|(_, flag)| flag.to_owned()).collect()
}

fn releases(kfunc: &Kfunc) -> bool {
    let mut args = kfunc.args.iter();
    args.any(|one| matches!(one.arg.ty, Type::Owned { .. }))
}

/// Whether the kernel must be told that the kfunc takes trusted pointers alone: it knows
/// by itself of one that releases, and `KF_RCU` says otherwise.
fn is_trusting(kfunc: &Kfunc) -> bool {
    let has_pointers = kfunc.args.iter().any(|one| one.arg.ty.is_pointer());
    has_pointers && !kfunc.is_rcu && !releases(kfunc)
}

pub(super) fn view_bodies(module: &Module, is_wanted: &dyn Fn(&Kfunc) -> bool) -> Vec<BodyView> {
    let view = |kfunc: &Kfunc| BodyView {
        signature: head(kfunc, ")"),
        value: match &kfunc.result {
            Type::Unit => None,
            ty if ty.is_pointer() => Some("NULL"),
            ty if ty.is_bool() => Some("false"),
            _ => Some("0"),
        },
    };
    let kfuncs = module.kfuncs.iter().filter(|kfunc| is_wanted(kfunc));
    kfuncs.map(view).collect()
}

/// Whether programs of the module's own types may call a kfunc.
pub(super) fn has_own(module: &Module) -> bool {
    let mut programs = module.kfuncs.iter().flat_map(|kfunc| &kfunc.programs);
    programs.any(|one| one.is_struct_ops())
}

/// The header of the module's kfuncs, where it has any.
pub(super) fn header(module: &Module) -> Option<String> {
    has_kfuncs(module).then(|| format!("{}_kfuncs.h", module.name))
}
