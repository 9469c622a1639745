//! Callbacks of the core that also call C of the user's.

use serde::Serialize;
use structops_model::{Helpers, Hook, Op, Setting, StructOps, Type};

use crate::c;

/// Which hooks a type asks for.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each switches a part of the template"
)]
#[derive(Serialize)]
pub(super) struct HooksView {
    any: bool,
    reg: bool,
    unreg: bool,
    update: bool,
    validate: bool,
    init_member: bool,
    func_proto: bool,
}

pub(super) fn view_hooks(ty: &StructOps) -> HooksView {
    view_hooks_among(ty, &|_| true)
}

pub(super) fn view_hooks_among(ty: &StructOps, is_wanted: &dyn Fn(Hook) -> bool) -> HooksView {
    let has = |hook| ty.options.hooks.contains(&hook) && is_wanted(hook);
    HooksView {
        any: ty.options.hooks.iter().any(|&hook| is_wanted(hook)),
        reg: has(Hook::Reg),
        unreg: has(Hook::Unreg),
        update: has(Hook::Update),
        validate: has(Hook::Validate),
        init_member: has(Hook::InitMember),
        func_proto: has(Hook::FuncProto),
    }
}

pub(super) fn hook_update(ty: &StructOps) -> String {
    let name = &ty.name;
    let parameters = [
        format!("struct {name} *ops"),
        format!("struct {name} *old_ops"),
        "struct bpf_link *link".to_owned(),
    ];
    c::wrapped(&format!("int {name}_hook_update("), &parameters, ")")
}

pub(super) fn hook_init_member(ty: &StructOps) -> String {
    let parameters = ["const char *member", "void *to", "const void *from"].map(str::to_owned);
    c::wrapped(
        &format!("int {}_hook_init_member(", ty.name),
        &parameters,
        ")",
    )
}

/// What decides which helpers programs may call; `None` for none at all.
pub(super) fn func_proto(ty: &StructOps) -> Option<String> {
    if ty.options.hooks.contains(&Hook::FuncProto) {
        return Some(format!("bpf_{}_func_proto", ty.name));
    }
    match ty.options.helpers {
        Helpers::Base => Some("bpf_base_func_proto".to_owned()),
        Helpers::None => None,
    }
}

/// A member of an instance, for hooks: the ops struct itself is in one file only.
#[derive(Serialize)]
pub(super) struct MemberOfView {
    signature: String,
    expression: String,
}

pub(super) fn view_members_of(ty: &StructOps) -> Vec<MemberOfView> {
    if ty.options.hooks.is_empty() {
        return Vec::new();
    }
    let visible = ty
        .data()
        .filter(|data| !matches!(data.setting, Setting::Owner));
    visible
        .map(|data| MemberOfView {
            signature: format!(
                "{}*{}_{}_of(struct {} *ops)",
                c::type_prefix(&data.ty),
                ty.name,
                data.name,
                ty.name
            ),
            expression: format!("&ops->{}{}", data.name, first_element(&data.ty)),
        })
        .collect()
}

/// Arrays are given by their first element.
fn first_element(ty: &Type) -> String {
    match ty {
        Type::Array { element, .. } => format!("[0]{}", first_element(element)),
        _ => String::new(),
    }
}

/// The head of the function by which hooks call an op.
pub(super) fn of_head(ty: &StructOps, op: &Op) -> (String, Vec<String>) {
    let head = format!("{}{}_{}_of(", c::call_result_prefix(op), ty.name, op.name);
    let mut parameters = vec![format!("struct {} *{}", ty.name, c::local("ops", op))];
    if !op.args.is_empty() {
        parameters.extend(c::parameters(op));
    }
    (head, parameters)
}
