//! The kernel module: ops struct, stubs, verifier ops, registration, call functions.

mod data;
mod includes;
mod module;
mod odd;
mod op;
mod trigger;

use serde::Serialize;
use structops_model::{Links, Member, Module, Op, Presence, StructOps};

use data::{DataView, view_data, view_odd, view_shown};
use includes::includes;
use module::view_module;
use op::{HeaderOpView, OpView, view_header_op, view_op};
use trigger::{TriggerView, view_trigger};

use super::items::{AliasView, aliases, has_items, view_items};
use super::{Comment, Output, Owner, Scope, Target, view_of};
use crate::{c, doc};

pub(super) const TARGET: Target = Target {
    name: "kmod",
    outputs: &[
        Output {
            template: "kmod/types.h",
            comment: Comment::Block,
            owner: Owner::Tool,
            scope: Scope::Some {
                file: |module| format!("{}_types.h", module.name),
                wanted: has_items,
                view: |module| view_of(&view_items(module, "H")),
            },
        },
        Output {
            template: "kmod/type.h",
            comment: Comment::Block,
            owner: Owner::Tool,
            scope: Scope::Type {
                file: |ty| format!("{}.h", ty.name),
                view: |ty, module| view_of(&view_header(ty, module)),
            },
        },
        Output {
            template: "kmod/type.c",
            comment: Comment::Source,
            owner: Owner::Tool,
            scope: Scope::Type {
                file: |ty| format!("{}.c", ty.name),
                view: |ty, module| view_of(&view_type(ty, module)),
            },
        },
        Output {
            template: "kmod/module.h",
            comment: Comment::Block,
            owner: Owner::Tool,
            scope: Scope::Module {
                file: |module| format!("{}_structops.h", module.name),
                view: |module| view_of(&view_module(module)),
            },
        },
        Output {
            template: "kmod/module.c",
            comment: Comment::Source,
            owner: Owner::Tool,
            scope: Scope::Module {
                file: |module| format!("{}_structops.c", module.name),
                view: |module| view_of(&view_module(module)),
            },
        },
        Output {
            template: "kmod/Kbuild",
            comment: Comment::Hash,
            owner: Owner::Tool,
            scope: Scope::Fixed {
                file: "Kbuild",
                view: |module| view_of(&view_module(module)),
            },
        },
        Output {
            template: "kmod/gitignore",
            comment: Comment::Hash,
            owner: Owner::Tool,
            scope: Scope::Fixed {
                file: ".gitignore",
                view: |module| view_of(&view_module(module)),
            },
        },
        Output {
            template: "kmod/Makefile",
            comment: Comment::Hash,
            owner: Owner::Tool,
            scope: Scope::Fixed {
                file: "Makefile",
                view: |module| view_of(&view_module(module)),
            },
        },
    ],
};

/// `<type>.h`.
#[derive(Serialize)]
struct HeaderView {
    guard: String,
    name: String,
    /// The header of shared types, where there is one.
    types: Option<String>,
    ops: Vec<HeaderOpView>,
}

/// `<type>.c`.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each switches a part of the template"
)]
#[derive(Serialize)]
struct TypeView {
    name: String,
    module: String,
    struct_comment: String,
    links_required: bool,
    update: bool,
    export: bool,
    signatures: SignaturesView,
    trigger: Option<TriggerView>,
    headers: Vec<String>,
    members: Vec<String>,
    aliases: Vec<AliasView>,
    data: Vec<DataView>,
    /// Functions that the checks of data members call.
    odd: Vec<String>,
    /// Whether a data member is copied.
    stores: bool,
    /// Only where the type has a trigger, and so a log.
    shown: Vec<String>,
    missing: Vec<MissingView>,
    ops: Vec<OpView>,
}

/// The heads of callbacks whose length depends on the type's name.
#[derive(Serialize)]
struct SignaturesView {
    check_member: String,
    init_member: String,
    reg: String,
    unreg: String,
    update: String,
}

/// What `validate` refuses: the condition under which something is missing.
#[derive(Serialize)]
struct MissingView {
    type_name: String,
    condition: String,
    what: String,
}

fn view_header(ty: &StructOps, module: &Module) -> HeaderView {
    HeaderView {
        guard: format!("_{}_H", ty.name.to_uppercase()),
        name: ty.name.clone(),
        types: has_items(module).then(|| format!("{}_types.h", module.name)),
        ops: ty
            .ops()
            .filter(|op| op.is_supported())
            .map(|op| view_header_op(ty, op))
            .collect(),
    }
}

fn view_type(ty: &StructOps, module: &Module) -> TypeView {
    let data = view_data(ty, module);
    TypeView {
        name: ty.name.clone(),
        module: module.name.clone(),
        struct_comment: doc::struct_comment(ty),
        links_required: ty.options.links == Links::Required,
        update: ty.options.update.unwrap_or(true),
        export: ty.options.export.unwrap_or(false),
        signatures: view_signatures(ty),
        trigger: ty
            .options
            .trigger
            .as_ref()
            .map(|path| view_trigger(ty, module, &path.value)),
        headers: includes(ty, module),
        members: ty.members.iter().map(view_member).collect(),
        aliases: aliases(ty),
        stores: data.iter().any(DataView::is_stored),
        odd: view_odd(ty, module),
        data,
        shown: match ty.options.trigger {
            Some(_) => view_shown(ty),
            None => Vec::new(),
        },
        missing: view_missing(ty),
        ops: ty
            .ops()
            .filter(|op| op.is_supported())
            .map(|op| view_op(ty, op, module))
            .collect(),
    }
}

/// A member of the ops struct.
pub(in crate::target) fn view_member(member: &Member) -> String {
    match member {
        Member::Op(op) => {
            let head = format!("\t{}(*{})(", c::member_result_prefix(op), op.name);
            c::wrapped(&head, &c::parameters(op), ");")
        }
        Member::Data(data) => format!("\t{};", c::declare(&data.ty, &data.name)),
    }
}

/// Required ops, and choices of which one must be made.
fn view_missing(ty: &StructOps) -> Vec<MissingView> {
    let absent = |name: &str| format!("ops->{name} == {}__{name}", ty.name);
    let required = ty
        .ops()
        .filter(|op| matches!(op.presence, Presence::Required(_)));
    let alone = required.map(|op| MissingView {
        type_name: ty.name.clone(),
        condition: absent(&op.name),
        what: op.name.clone(),
    });
    let choices = ty.options.requires.iter().map(|choice| {
        let is_chosen = |op: &&Op| choice.contains(&op.ident);
        let names: Vec<&str> = ty
            .ops()
            .filter(is_chosen)
            .map(|op| op.name.as_str())
            .collect();
        let absent: Vec<String> = names.iter().map(|name| absent(name)).collect();
        MissingView {
            type_name: ty.name.clone(),
            condition: absent.join(" &&\n\t    "),
            what: names.join(" or "),
        }
    });
    alone.chain(choices).collect()
}

fn view_signatures(ty: &StructOps) -> SignaturesView {
    let signature = |result: &str, name: &str, parameters: &[&str]| {
        let parameters: Vec<String> = parameters.iter().map(|&text| text.to_owned()).collect();
        c::wrapped(
            &format!("static {result} bpf_{}_{name}(", ty.name),
            &parameters,
            ")",
        )
    };
    let member = [
        "const struct btf_type *t",
        "const struct btf_member *member",
    ];
    let link = "struct bpf_link *link";
    SignaturesView {
        check_member: signature(
            "int",
            "check_member",
            &[member[0], member[1], "const struct bpf_prog *prog"],
        ),
        init_member: signature(
            "int",
            "init_member",
            &[member[0], member[1], "void *kdata", "const void *udata"],
        ),
        reg: signature("int", "reg", &["void *kdata", link]),
        unreg: signature("void", "unreg", &["void *kdata", link]),
        update: signature("int", "update", &["void *kdata", "void *old_kdata", link]),
    }
}
