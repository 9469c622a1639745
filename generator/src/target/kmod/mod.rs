//! The kernel module: ops struct, stubs, verifier ops, registration, call functions.

mod module;
mod trigger;

use serde::Serialize;
use structops_model::{Links, Module, Op, Presence, Scalar, StructOps, Type};

use module::view_module;
use trigger::{TriggerView, view_trigger};

use super::{Comment, Output, Owner, Scope, Target, view_of};
use crate::{c, doc};

pub(super) const TARGET: Target = Target {
    name: "kmod",
    outputs: &[
        Output {
            template: "kmod/type.h",
            comment: Comment::Block,
            owner: Owner::Tool,
            scope: Scope::Type {
                file: |ty| format!("{}.h", ty.name),
                view: |ty, _| view_of(&view_header(ty)),
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
    ops: Vec<HeaderOpView>,
}

#[derive(Serialize)]
struct HeaderOpView {
    comment: String,
    call_prototype: String,
}

/// `<type>.c`.
#[derive(Serialize)]
struct TypeView {
    name: String,
    module: String,
    struct_comment: String,
    links_required: bool,
    update: bool,
    signatures: SignaturesView,
    trigger: Option<TriggerView>,
    required: Vec<RequiredView>,
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

#[derive(Serialize)]
struct RequiredView {
    name: String,
    type_name: String,
}

#[derive(Serialize)]
struct OpView {
    name: String,
    type_name: String,
    member: String,
    stub_signature: String,
    stub_value: Option<String>,
    call_signature: String,
    local_ops: String,
    local_result: Option<String>,
    result_type: String,
    idle: String,
    call_op: String,
    call_stub: String,
}

fn view_header(ty: &StructOps) -> HeaderView {
    HeaderView {
        guard: format!("_{}_H", ty.name.to_uppercase()),
        name: ty.name.clone(),
        ops: ty.ops.iter().map(|op| view_header_op(ty, op)).collect(),
    }
}

fn view_header_op(ty: &StructOps, op: &Op) -> HeaderOpView {
    let head = format!("{}{}_{}(", c::call_result_prefix(op), ty.name, op.name);
    HeaderOpView {
        comment: c::block_comment(&doc::of_op(op)),
        call_prototype: c::wrapped(&head, &c::parameters(op), ");"),
    }
}

fn view_type(ty: &StructOps, module: &Module) -> TypeView {
    TypeView {
        name: ty.name.clone(),
        module: module.name.clone(),
        struct_comment: doc::struct_comment(ty),
        links_required: ty.options.links == Links::Required,
        update: ty.options.update.unwrap_or(true),
        signatures: view_signatures(ty),
        trigger: ty
            .options
            .trigger
            .as_ref()
            .map(|path| view_trigger(ty, &path.value)),
        required: ty
            .ops
            .iter()
            .filter(|op| matches!(op.presence, Presence::Required(_)))
            .map(|op| RequiredView {
                name: op.name.clone(),
                type_name: ty.name.clone(),
            })
            .collect(),
        ops: ty.ops.iter().map(|op| view_op(ty, op)).collect(),
    }
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

fn view_op(ty: &StructOps, op: &Op) -> OpView {
    let parameters = c::parameters(op);
    let names: Vec<String> = op.args.iter().map(|arg| arg.name.clone()).collect();
    let result = c::member_result_prefix(op);
    let stub = format!("{}__{}", ty.name, op.name);
    let local_ops = c::local("ops", op);
    let local_result = (op.result != Type::Unit).then(|| c::local("ret", op));
    let assign = local_result
        .as_ref()
        .map(|name| format!("{name} = "))
        .unwrap_or_default();
    // `bool` arrives as `int`: any number but 0 is true.
    let truth = if op.result == Type::Scalar(Scalar::Bool) {
        "!!"
    } else {
        ""
    };
    let idle = if op.result == Type::Unit {
        format!("\t\treturn {stub}(")
    } else {
        format!("\t\treturn {truth}{stub}(")
    };
    OpView {
        name: op.name.clone(),
        type_name: ty.name.clone(),
        member: c::wrapped(&format!("\t{result}(*{})(", op.name), &parameters, ");"),
        stub_signature: c::wrapped(&format!("static {result}{stub}("), &parameters, ")"),
        stub_value: c::value(op.presence.value()),
        call_signature: c::wrapped(
            &format!("{}{}_{}(", c::call_result_prefix(op), ty.name, op.name),
            &parameters,
            ")",
        ),
        result_type: c::call_result_prefix(op),
        idle: c::wrapped(&idle, &names, ");"),
        call_op: c::wrapped(
            &format!("\t\t{assign}{truth}{local_ops}->{}(", op.name),
            &names,
            ");",
        ),
        call_stub: c::wrapped(&format!("\t\t{assign}{truth}{stub}("), &names, ");"),
        local_ops,
        local_result,
    }
}
