//! Pieces of files of the user's, for what a trait gains after these were written.

use structops_model::{Data, Hook, Interface, Kfunc, Module, Op, StructOps};

use super::bpf::program::{initialiser, view_new_op};
use super::kmod::module::view_new_bodies;
use super::{View, view_of};
use crate::render::{RenderError, Templates};

/// The templates of such pieces.
pub const TEMPLATES: &[&str] = &[OP, BODIES];

const OP: &str = "bpf/new_op.bpf.c";
const BODIES: &str = "kmod/new_bodies.c";

/// The stub of an op, and the line that brings it into an instance.
pub(crate) struct OpStub {
    pub(crate) text: String,
    pub(crate) designator: String,
}

/// The stub of an op as in a fresh program, its function under a name that is not taken.
///
/// # Errors
///
/// As [`Templates::render`].
pub(crate) fn op(
    templates: &Templates,
    ty: &StructOps,
    op: &Op,
    module: &Module,
    is_taken: &dyn Fn(&str) -> bool,
) -> Result<OpStub, RenderError> {
    let view = view_new_op(ty, op, module, is_taken);
    Ok(OpStub {
        designator: view.designator.clone(),
        text: templates.render(OP, &view_of(&view))?,
    })
}

/// The line that sets a data member in an instance; `None` where the trait has no value.
pub(crate) fn data(ty: &StructOps, data: &Data, module: &Module) -> Option<String> {
    initialiser(ty, data, module).map(|line| line.trim().to_owned())
}

/// The bodies of hooks and kfuncs, below the headers that a file lacks.
///
/// # Errors
///
/// As [`Templates::render`].
pub(crate) fn bodies(
    templates: &Templates,
    module: &Module,
    is_new_kfunc: &dyn Fn(&Kfunc) -> bool,
    is_new_hook: &dyn Fn(&StructOps, Hook) -> bool,
    lacks: &dyn Fn(&str) -> bool,
) -> Result<String, RenderError> {
    let view = view_new_bodies(module, is_new_kfunc, is_new_hook, lacks);
    let text = templates.render(BODIES, &view_of(&view))?;
    Ok(text.trim_start_matches('\n').to_owned())
}

/// What the names of a type begin with in BPF programs: one object may have several flavors.
pub(crate) fn prefix(ty: &StructOps) -> String {
    match &ty.options.flavor {
        Some(flavor) => format!("{}_{}", ty.name, flavor.value),
        None => ty.name.clone(),
    }
}

/// The macro by which programs define an op.
pub(crate) fn macro_name(ty: &StructOps, op: &str) -> String {
    format!("{}_{op}", prefix(ty)).to_uppercase()
}

/// The views of all pieces that an interface could ever need, for an audit of the templates.
pub fn views(interface: &Interface) -> Vec<(&'static str, View)> {
    let mut views = Vec::new();
    for module in interface.modules() {
        for ty in &module.types {
            for op in ty.ops().filter(|op| op.is_supported()) {
                views.push((OP, view_of(&view_new_op(ty, op, module, &|_| false))));
            }
        }
        let view = view_new_bodies(module, &|_| true, &|_, _| true, &|_| true);
        views.push((BODIES, view_of(&view)));
    }
    views
}
