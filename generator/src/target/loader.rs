//! The user-space loader: an ordinary libbpf-cargo crate on the `struct-ops` runtime.

use serde::Serialize;
use structops_model::{Interface, Module, StructOps, TriggerArg, name};

use super::{Comment, Output, Owner, Paths, Scope, Target, View, view_of};

pub(super) const TARGET: Target = Target {
    name: "loader",
    is_module: false,
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
    include: String,
    storage: String,
    opened: String,
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

/// What follows the sign in front of an array of strings, as rustfmt leaves it: on one line
/// up to its `array_width`.
fn array(items: &[&str]) -> String {
    let quoted: Vec<String> = items.iter().map(|item| format!("\"{item}\"")).collect();
    let one_line = format!("&[{}]", quoted.join(", "));
    // One item is never broken off its brackets; `const TRIGGERS: &[&str] = ` stands before.
    if one_line.len() <= 60 || (items.len() == 1 && one_line.len() <= 73) {
        return format!(" {one_line}");
    }
    if items.len() == 1 {
        return format!("\n    {one_line}");
    }
    format!(" &[\n    {},\n]", quoted.join(",\n    "))
}

/// Widest arguments of a call, or of a macro, on one line: `fn_call_width` of rustfmt.
const CALL_WIDTH: usize = 60;

/// What includes a skeleton, as rustfmt leaves it.
fn include(name: &str) -> String {
    let parts = [
        "env!(\"OUT_DIR\")".to_owned(),
        format!("\"/{name}.skel.rs\""),
    ];
    let path = format!("concat!({})", parts.join(", "));
    if path.len() <= CALL_WIDTH {
        return format!("    include!({path});");
    }
    format!(
        "    include!(concat!(\n        {}\n    ));",
        parts.join(",\n        ")
    )
}

/// What opens a skeleton, as rustfmt leaves it.
fn opened(open: &str, skeleton: &str, storage: &str) -> String {
    let parts = [format!("{skeleton}::default()"), format!("&mut {storage}")];
    let values = parts.join(", ");
    let one_line = format!("    let {open} = struct_ops::open({values})?;");
    if values.len() <= CALL_WIDTH && one_line.len() <= 100 {
        return one_line;
    }
    format!(
        "    let {open} = struct_ops::open(\n        {},\n    )?;",
        parts.join(",\n        ")
    )
}

/// The statement as rustfmt leaves it: up to 100 columns on one line.
fn attach(name: &str, attachment: &str, skel: &str) -> String {
    let left = format!("    let {attachment} =");
    let call = format!("struct_ops::attach::<{name}>(");
    let value = format!("&mut {skel}.maps.{name}");
    let right = format!("{call}{value})?;");
    if left.len() + 1 + right.len() <= 100 {
        format!("{left} {right}")
    } else if 8 + right.len() <= 100 {
        format!("{left}\n        {right}")
    } else {
        format!("{left} {call}\n        {value},\n    )?;")
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
    let skeleton = format!("{}SkelBuilder", name::camel_case(&ty.name));
    LoaderTypeView {
        include: include(&ty.name),
        opened: opened(&local("open"), &skeleton, &local("storage")),
        attach: attach(&ty.name, &local("attachment"), &local("skel")),
        name: ty.name.clone(),
        module: local("skeleton"),
        skeleton,
        storage: local("storage"),
        open: local("open"),
        skel: local("skel"),
        attachment: local("attachment"),
    }
}
