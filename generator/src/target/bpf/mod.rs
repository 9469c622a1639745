//! The BPF side: the type and its op macros, and the program stub.

mod kfuncs;
pub(super) mod program;

use serde::Serialize;
use structops_model::{Arg, Member, Module, Op, Scalar, Setting, StructOps, Type};

use program::view_program;

use super::items::{has_items, releases, typedefs, view_items};
use super::kfunc::has_kfuncs;
use super::kmod::view_member;
use super::{Comment, Output, Owner, Scope, Target, View, view_of};
use crate::{c, doc};

pub(super) const TARGET: Target = Target {
    name: "bpf",
    is_module: false,
    outputs: &[
        Output {
            template: "bpf/structops.bpf.h",
            comment: Comment::Block,
            owner: Owner::Tool,
            scope: Scope::Source {
                file: "structops.bpf.h",
                view: |_, _| View::Null,
            },
        },
        Output {
            template: "bpf/types.bpf.h",
            comment: Comment::Block,
            owner: Owner::Tool,
            scope: Scope::Some {
                file: |module| format!("{}_types.bpf.h", module.name),
                wanted: has_items,
                view: |module| view_of(&view_items(module, "BPF_H")),
            },
        },
        Output {
            template: "bpf/kfuncs.bpf.h",
            comment: Comment::Block,
            owner: Owner::Tool,
            scope: Scope::Some {
                file: kfuncs::file,
                wanted: has_kfuncs,
                view: |module| view_of(&kfuncs::view_header(module)),
            },
        },
        Output {
            template: "bpf/type.bpf.h",
            comment: Comment::Block,
            owner: Owner::Tool,
            scope: Scope::Type {
                file: |ty| format!("{}.bpf.h", ty.name),
                view: |ty, module| view_of(&view_header(ty, module)),
            },
        },
        Output {
            template: "bpf/program.bpf.c",
            comment: Comment::None,
            owner: Owner::User,
            scope: Scope::Type {
                file: |ty| format!("{}.bpf.c", ty.name),
                view: |ty, module| view_of(&view_program(ty, module)),
            },
        },
    ],
};

/// `<type>.bpf.h`.
#[derive(Serialize)]
struct HeaderView {
    guard: String,
    name: String,
    include: String,
    struct_comment: String,
    typedefs: Vec<String>,
    releases: Vec<String>,
    members: Vec<String>,
    ops: Vec<HeaderOpView>,
}

#[derive(Serialize)]
struct HeaderOpView {
    name: String,
    type_name: String,
    comment: String,
    macro_name: String,
    section: &'static str,
    prototype: String,
    result: String,
    context: &'static str,
    forward: String,
}

fn view_header(ty: &StructOps, module: &Module) -> HeaderView {
    HeaderView {
        guard: format!("_{}_BPF_H", super::stubs::prefix(ty).to_uppercase()),
        name: ty.flavored(),
        include: if has_kfuncs(module) {
            kfuncs::file(module)
        } else {
            types_header(module)
        },
        struct_comment: doc::struct_comment(ty, &ty.flavored()),
        typedefs: typedefs(ty),
        releases: releases(module),
        // libbpf matches members by name: what BPF never sets need not be there.
        members: ty
            .members
            .iter()
            .filter(|member| is_settable(member))
            .map(view_member)
            .collect(),
        ops: ty
            .ops()
            .filter(|op| op.is_supported())
            .map(|op| view_header_op(ty, op, module))
            .collect(),
    }
}

/// The header of the types that ops and kfuncs name.
fn types_header(module: &Module) -> String {
    if has_items(module) {
        format!("{}_types.bpf.h", module.name)
    } else {
        "structops.bpf.h".to_owned()
    }
}

fn is_settable(member: &Member) -> bool {
    match member {
        Member::Op(_) => true,
        Member::Data(data) => !matches!(data.setting, Setting::Private | Setting::Owner),
    }
}

fn view_header_op(ty: &StructOps, op: &Op, module: &Module) -> HeaderOpView {
    let result = c::member_result_prefix(op);
    // By types alone: a name could be one of the macro's own. A typedef instead would
    // end clang 19, which cannot describe such a declaration in its debug information.
    let types: Vec<String> = match op.args.as_slice() {
        [] => vec!["void".to_owned()],
        args => args
            .iter()
            .map(|arg| c::declare(&arg.ty, "").trim_end().to_owned())
            .collect(),
    };
    let prototype = c::wrapped(&format!("\tstatic {result}____##fn("), &types, ");");
    let forward = if op.result == Type::Unit {
        "\t\t____##fn("
    } else {
        "\t\treturn ____##fn("
    };
    let macro_name = macro_name(ty, op);
    let mut comment = format!(
        "{macro_name}(program, arguments) {{ … }} implements {}.{}.",
        ty.name, op.name
    );
    if op.is_sleepable {
        comment.push_str(" It may sleep.");
    }
    if let Some(said) = doc::compare_with_null(op) {
        comment = format!("{comment} {said}");
    }
    HeaderOpView {
        name: op.name.clone(),
        type_name: ty.name.clone(),
        comment: c::block_comment(&comment),
        macro_name,
        section: if op.is_sleepable {
            "struct_ops.s"
        } else {
            "struct_ops"
        },
        prototype: prototype.replace('\n', " \\\n"),
        result,
        context: if op.args.is_empty() {
            "unsigned long long *ctx __attribute__((unused))"
        } else {
            "unsigned long long *ctx"
        },
        forward: c::wrapped(forward, &forwarded(op, module), ");").replace('\n', " \\\n"),
    }
}

/// The slots of the context as arguments.
fn forwarded(op: &Op, module: &Module) -> Vec<String> {
    let mut next = 0;
    let mut list = Vec::new();
    for arg in &op.args {
        let wide = arg.ty.slots(&module.structs);
        list.push(slot(next, wide, arg));
        next += wide;
    }
    list
}

fn macro_name(ty: &StructOps, op: &Op) -> String {
    super::stubs::macro_name(ty, &op.name)
}

/// A context slot as an argument: the upper bits of a narrow one are unspecified, so
/// each is cut to its own width before it is used.
fn slot(index: usize, wide: usize, arg: &Arg) -> String {
    match &arg.ty {
        Type::Scalar(Scalar::Bool) => format!("(__u8)ctx[{index}]"),
        Type::Struct(named) => {
            let values: Vec<String> = (index..index + wide)
                .map(|index| format!("ctx[{index}]"))
                .collect();
            let values = values.join(", ");
            format!(
                "({{ union {{ __u64 slots[{wide}]; {} value; }} u = {{ {{ {values} }} }}; u.value; }})",
                named.c()
            )
        }
        ty if ty.is_pointer() => format!("(void *)ctx[{index}]"),
        ty => format!("({})ctx[{index}]", c::type_prefix(ty).trim_end()),
    }
}
