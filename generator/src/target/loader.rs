//! The user-space loader: an ordinary libbpf-cargo crate on the `struct-ops` runtime.

use serde::Serialize;
use structops_model::{Interface, Module, StructOps, TriggerArg, name};

use super::{Comment, Output, Owner, Paths, Scope, Target, View, view_of};

pub(super) const TARGET: Target = Target {
    name: "loader",
    outputs: &[
        Output {
            template: "loader/main.rs",
            comment: Comment::None,
            owner: Owner::User,
            scope: Scope::Source {
                file: "src/main.rs",
                view,
            },
        },
        Output {
            template: "loader/build.rs",
            comment: Comment::None,
            owner: Owner::User,
            scope: Scope::Source {
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
    source: Option<String>,
    uses: Vec<String>,
    triggers: Option<String>,
    /// Whether an op is given what was written to its trigger file.
    message: bool,
    types: Vec<LoaderTypeView>,
}

/// The names that the loader uses for one type.
#[derive(Serialize)]
struct LoaderTypeView {
    name: String,
    module: String,
    skeleton: String,
    storage: String,
    open: String,
    skel: String,
    attach: String,
    attachment: String,
}

fn view(interface: &Interface, paths: &Paths) -> View {
    let types: Vec<(&Module, &StructOps)> = interface
        .modules()
        .iter()
        .flat_map(|module| module.types.iter().map(move |ty| (module, ty)))
        .collect();
    let alone = types.len() == 1;
    let quoted: Vec<String> = types
        .iter()
        .map(|(_, ty)| format!("`{}`", ty.name))
        .collect();
    let triggers: Vec<&str> = types
        .iter()
        .filter_map(|(_, ty)| ty.options.trigger.as_ref())
        .map(|text| text.value.as_str())
        .collect();
    let views: Vec<_> = types.iter().map(|(_, ty)| view_type(ty, alone)).collect();
    let mut uses: Vec<String> = types
        .iter()
        .map(|(_, ty)| marker_path(interface, ty))
        .collect();
    uses.extend(
        views
            .iter()
            .map(|ty| format!("{}::{}", ty.module, ty.skeleton)),
    );
    uses.sort();
    view_of(&LoaderView {
        summary: quoted.join(" and "),
        source: (paths.source != Paths::default().source).then(|| format!("../{}", paths.source)),
        uses,
        triggers: (!triggers.is_empty()).then(|| array(&triggers)),
        message: types.iter().any(|(_, ty)| takes_message(ty)),
        types: views,
    })
}

fn takes_message(ty: &StructOps) -> bool {
    let is_message = |value: &TriggerArg| matches!(value, TriggerArg::Message);
    ty.ops()
        .filter_map(|op| op.trigger.as_ref())
        .any(|values| values.iter().any(is_message))
}

/// Where the marker of a type lies in the crate of the loader.
fn marker_path(interface: &Interface, ty: &StructOps) -> String {
    let module = interface
        .modules()
        .iter()
        .find(|module| module.types.iter().any(|one| one.name == ty.name));
    match module.and_then(|module| module.ident.as_ref()) {
        Some(ident) => format!("ops::{ident}::{}", ty.name),
        None => format!("ops::{}", ty.name),
    }
}

/// An array of strings as rustfmt leaves it: on one line up to its `array_width`.
fn array(items: &[&str]) -> String {
    let quoted: Vec<String> = items.iter().map(|item| format!("\"{item}\"")).collect();
    let one_line = format!("&[{}]", quoted.join(", "));
    if one_line.len() <= 60 {
        return one_line;
    }
    format!("&[\n    {},\n]", quoted.join(",\n    "))
}

/// The statement as rustfmt leaves it: up to 100 columns on one line.
fn attach(name: &str, attachment: &str, skel: &str) -> String {
    let (left, right) = (
        format!("    let {attachment} ="),
        format!("struct_ops::attach::<{name}>(&mut {skel}.maps.{name})?;"),
    );
    if left.len() + 1 + right.len() <= 100 {
        format!("{left} {right}")
    } else {
        format!("{left}\n        {right}")
    }
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
        attach: attach(&ty.name, &local("attachment"), &local("skel")),
        name: ty.name.clone(),
        module: local("skeleton"),
        skeleton: format!("{}SkelBuilder", name::camel_case(&ty.name)),
        storage: local("storage"),
        open: local("open"),
        skel: local("skel"),
        attachment: local("attachment"),
    }
}
