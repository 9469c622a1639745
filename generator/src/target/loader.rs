//! The user-space loader: an ordinary libbpf-cargo crate on the `struct-ops` runtime.

use serde::Serialize;
use structops_model::{Module, StructOps, name};

use super::{Comment, Output, Owner, Scope, Target, View, view_of};

pub(super) const TARGET: Target = Target {
    name: "loader",
    outputs: &[
        Output {
            template: "loader/main.rs",
            comment: Comment::None,
            owner: Owner::User,
            scope: Scope::Fixed {
                file: "src/main.rs",
                view,
            },
        },
        Output {
            template: "loader/build.rs",
            comment: Comment::None,
            owner: Owner::User,
            scope: Scope::Fixed {
                file: "build.rs",
                view,
            },
        },
    ],
};

/// The loader of a module's types.
#[derive(Serialize)]
struct LoaderView {
    summary: String,
    uses: Vec<String>,
    args: &'static str,
    trigger: Option<String>,
    types: Vec<LoaderTypeView>,
}

/// The names that the loader uses for one type.
#[derive(Serialize)]
struct LoaderTypeView {
    name: String,
    module: String,
    skeleton: String,
    map: String,
    storage: String,
    open: String,
    skel: String,
    attachment: String,
}

fn view(module: &Module) -> View {
    let names: Vec<&str> = module.types.iter().map(|ty| ty.name.as_str()).collect();
    let alone = names.len() == 1;
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let trigger = module
        .types
        .iter()
        .find_map(|ty| ty.options.trigger.as_ref());
    let types: Vec<_> = module.types.iter().map(|ty| view_type(ty, alone)).collect();
    let marker = if alone {
        names.concat()
    } else {
        format!("{{{}}}", names.join(", "))
    };
    let mut uses = vec![format!("ops::{marker}")];
    uses.extend(
        types
            .iter()
            .map(|ty| format!("{}::{}", ty.module, ty.skeleton)),
    );
    uses.sort();
    view_of(&LoaderView {
        summary: quoted.join(" and "),
        uses,
        args: if trigger.is_some() { "args" } else { "_args" },
        trigger: trigger.map(|text| text.value.clone()),
        types,
    })
}

fn view_type(ty: &StructOps, alone: bool) -> LoaderTypeView {
    let stem = name::module_of_type(&ty.name);
    let local = |word: &str| {
        if alone {
            word.to_owned()
        } else {
            format!("{stem}_{word}")
        }
    };
    LoaderTypeView {
        name: ty.name.clone(),
        module: local("skeleton"),
        skeleton: format!("{}SkelBuilder", name::camel_case(&ty.name)),
        map: stem.to_owned(),
        storage: local("storage"),
        open: local("open"),
        skel: local("skel"),
        attachment: local("attachment"),
    }
}
