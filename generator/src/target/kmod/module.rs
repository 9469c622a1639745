//! What a module has once: registration of its types, init and exit, and its build files.

use serde::Serialize;
use structops_model::{Module, StructOps};

use crate::target::license_of;

/// `<module>_structops.{h,c}`, `Kbuild`, `Makefile`.
#[derive(Serialize)]
pub(super) struct ModuleView {
    guard: String,
    module: String,
    announce: bool,
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
