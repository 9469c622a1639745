//! What the templates of a project read.

use serde::Serialize;
use structops_model::name;

use super::crates::{self, Dependency};
use super::{Crates, Error, Part, Request};

/// The trait, the program, the module's C and the pages of a project.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each switches a part of the templates"
)]
#[derive(Serialize)]
pub(super) struct ProjectView {
    name: String,
    module: String,
    ty: String,
    ops: String,
    /// The module's name as a Rust type's.
    stem: String,
    /// What op macros begin with.
    upper: String,
    /// What enumerators begin with.
    prefix: String,
    /// The key of the first instance.
    key: String,
    attribute: String,
    kfuncs: bool,
    data: bool,
    nullable: bool,
    sleepable: bool,
    many: bool,
    vendored: bool,
}

/// Bytes of a key, without the end mark.
const LONGEST_KEY: usize = 15;

/// `attr_fn_like_width` of rustfmt.
const ATTRIBUTE_WIDTH: usize = 70;

pub(super) fn view_project(request: &Request) -> ProjectView {
    let own = &request.name;
    let has = |part| request.parts.contains(&part);
    ProjectView {
        name: own.package.clone(),
        module: own.module.clone(),
        ty: own.ty.clone(),
        ops: name::camel_case(&own.ty),
        stem: name::camel_case(&own.module),
        upper: own.ty.to_uppercase(),
        prefix: own.module.to_uppercase(),
        key: own.module.chars().take(LONGEST_KEY).collect(),
        attribute: attribute(&own.module, has(Part::Many)),
        kfuncs: has(Part::Kfuncs),
        data: has(Part::Data),
        nullable: has(Part::Nullable),
        sleepable: has(Part::Sleepable),
        many: has(Part::Many),
        vendored: request.crates == Crates::Vendored,
    }
}

/// `#[ops(..)]` as rustfmt leaves it.
fn attribute(module: &str, is_many: bool) -> String {
    let mut options = vec![format!("trigger = \"/proc/{module}_trigger\"")];
    if is_many {
        options.insert(0, "instances = \"many\"".to_owned());
    }
    let one_line = options.join(", ");
    if one_line.len() <= ATTRIBUTE_WIDTH {
        return format!("    #[ops({one_line})]");
    }
    format!(
        "    #[ops(\n        {}\n    )]",
        options.join(",\n        ")
    )
}

/// `Cargo.toml`.
#[derive(Serialize)]
pub(super) struct ManifestView {
    name: String,
    ty: String,
    edition: String,
    rust_version: String,
    dependencies: Vec<Dependency>,
    generator: String,
    vendored: bool,
}

pub(super) fn view_manifest(request: &Request) -> Result<ManifestView, Error> {
    let of_workspace = crates::Workspace::own()?;
    let mut dependencies = of_workspace.dependencies_of_loader()?;
    dependencies.push(Dependency {
        name: "struct-ops".to_owned(),
        source: format!("{{ {} }}", request.crates.source_of("runtime")),
    });
    dependencies.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(ManifestView {
        name: request.name.package.clone(),
        ty: request.name.ty.clone(),
        edition: of_workspace.package("edition")?,
        rust_version: of_workspace.package("rust-version")?,
        dependencies,
        generator: format!(
            "{{ {}, default-features = false, features = [\"build\"] }}",
            request.crates.source_of("generator")
        ),
        vendored: request.crates == Crates::Vendored,
    })
}

/// `dkms.conf`.
#[derive(Serialize)]
pub(super) struct DkmsView {
    module: String,
    version: String,
}

/// The version of a module that states none.
const NO_VERSION: &str = "0.1.0";

pub(super) fn view_dkms(module: &str, version: Option<&str>) -> DkmsView {
    // The file is a shell script, and the version a part of a path.
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._+~-".contains(c);
    let plain = |c: char| if is_plain(c) { c } else { '-' };
    DkmsView {
        module: module.to_owned(),
        version: version.unwrap_or(NO_VERSION).chars().map(plain).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::view_dkms;

    #[test]
    fn a_version_is_no_shell() {
        for (version, shown) in [
            (Some("1.2~rc3+a-b_c"), "1.2~rc3+a-b_c"),
            (Some("$(id) ../`"), "--id--..--"),
            (None, "0.1.0"),
        ] {
            assert_eq!(view_dkms("player", version).version, shown);
        }
    }
}
