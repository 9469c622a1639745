//! What a module has once: registration of its types, init and exit, and its build files.

use serde::Serialize;
use structops_model::{Hook, Kfunc, Module, StructOps};

use super::hooks::{self, HooksView, view_hooks_among};
use super::kfuncs::{self, BodyView};
use crate::target::kfunc::has_kfuncs;
use crate::target::license_of;

/// `<module>_structops.{h,c}`, `Kbuild`, `Makefile`.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each switches a part of the templates"
)]
#[derive(Serialize)]
pub(super) struct ModuleView {
    guard: String,
    module: String,
    announce: bool,
    /// Whether init and exit are in a file of the user's.
    main: bool,
    alone: bool,
    /// Whether programs may assign fields, which kernels decide about differently.
    writable: bool,
    kfuncs: bool,
    /// Whether programs of the module's own types may call them.
    opens_kfuncs: bool,
    description: String,
    author: Option<String>,
    version: Option<String>,
    license: &'static str,
    types: Vec<ModuleTypeView>,
}

#[derive(Serialize)]
struct ModuleTypeView {
    name: String,
    module: String,
}

/// Whether the module has C of the user's.
pub(super) fn has_main(module: &Module) -> bool {
    let has_hooks = |ty: &StructOps| !ty.options.hooks.is_empty();
    has_kfuncs(module) || module.types.iter().any(has_hooks)
}

/// `<module>_main.c`.
#[derive(Serialize)]
pub(super) struct MainView {
    spdx: &'static str,
    module: String,
    summary: String,
    header: Option<String>,
    kfuncs: Vec<BodyView>,
    types: Vec<MainTypeView>,
}

#[derive(Serialize)]
struct MainTypeView {
    name: String,
    hooks: HooksView,
    hook_update: String,
    hook_init_member: String,
}

/// What is new in a module, to be appended to its `<module>_main.c`.
#[derive(Serialize)]
pub(in crate::target) struct NewBodiesView {
    /// Headers with the prototypes, as far as the file lacks them.
    includes: Vec<String>,
    kfuncs: Vec<BodyView>,
    types: Vec<MainTypeView>,
}

pub(in crate::target) fn view_new_bodies(
    module: &Module,
    is_new_kfunc: &dyn Fn(&Kfunc) -> bool,
    is_new_hook: &dyn Fn(&StructOps, Hook) -> bool,
    lacks: &dyn Fn(&str) -> bool,
) -> NewBodiesView {
    let kfuncs = kfuncs::view_bodies(module, is_new_kfunc);
    let has_new = |ty: &&StructOps| ty.options.hooks.iter().any(|&hook| is_new_hook(ty, hook));
    let types = module.types.iter().filter(has_new);
    let headers = types.map(|ty| format!("{}.h", ty.name));
    let of_kfuncs = (!kfuncs.is_empty()).then(|| kfuncs::header(module));
    NewBodiesView {
        includes: of_kfuncs
            .flatten()
            .into_iter()
            .chain(headers)
            .filter(|header| lacks(header))
            .collect(),
        kfuncs,
        types: view_types(module, is_new_hook),
    }
}

fn view_types(module: &Module, is_wanted: &dyn Fn(&StructOps, Hook) -> bool) -> Vec<MainTypeView> {
    let view = |ty: &StructOps| MainTypeView {
        name: ty.name.clone(),
        hooks: view_hooks_among(ty, &|hook| is_wanted(ty, hook)),
        hook_update: hooks::hook_update(ty),
        hook_init_member: hooks::hook_init_member(ty),
    };
    module.types.iter().map(view).collect()
}

pub(super) fn view_main(module: &Module) -> MainView {
    MainView {
        spdx: license_of(module).spdx,
        module: module.name.clone(),
        summary: format!("What module {} does beside its types.", module.name),
        header: kfuncs::header(module),
        kfuncs: kfuncs::view_bodies(module, &|_| true),
        types: view_types(module, &|_, _| true),
    }
}

pub(super) fn view_module(module: &Module) -> ModuleView {
    let text = |field: fn(&StructOps) -> Option<&structops_model::Text>| {
        module
            .types
            .iter()
            .find_map(field)
            .map(|text| text.value.clone())
    };
    ModuleView {
        guard: format!("_{}_STRUCTOPS_H", module.name.to_uppercase()),
        module: module.name.clone(),
        main: has_main(module),
        alone: !has_main(module),
        writable: module.structs.iter().any(|item| !item.writable.is_empty()),
        kfuncs: has_kfuncs(module),
        opens_kfuncs: kfuncs::has_own(module),
        announce: module.types.iter().any(|ty| ty.options.trigger.is_some()),
        description: text(|ty| ty.options.description.as_ref())
            .unwrap_or_else(|| default_description(module)),
        author: text(|ty| ty.options.author.as_ref()),
        version: text(|ty| ty.options.version.as_ref()),
        license: license_of(module).ident,
        types: module
            .types
            .iter()
            .map(|ty| ModuleTypeView {
                name: ty.name.clone(),
                module: module.name.clone(),
            })
            .collect(),
    }
}

fn default_description(module: &Module) -> String {
    let names: Vec<&str> = module.types.iter().map(|ty| ty.name.as_str()).collect();
    let noun = if names.len() == 1 { "type" } else { "types" };
    format!("BPF struct_ops {noun} {}", names.join(", "))
}
