//! What a module has once: registration of its types, init and exit, and its build files.

use serde::Serialize;
use structops_model::{Module, StructOps};

use super::hooks::{self, HooksView, view_hooks};
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

pub(super) fn view_main(module: &Module) -> MainView {
    let types = module.types.iter().map(|ty| MainTypeView {
        name: ty.name.clone(),
        hooks: view_hooks(ty),
        hook_update: hooks::hook_update(ty),
        hook_init_member: hooks::hook_init_member(ty),
    });
    MainView {
        spdx: license_of(module).spdx,
        module: module.name.clone(),
        summary: format!("What module {} does beside its types.", module.name),
        header: kfuncs::header(module),
        kfuncs: kfuncs::view_bodies(module),
        types: types.collect(),
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
