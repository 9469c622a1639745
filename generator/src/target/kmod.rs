//! The kernel module: ops struct, stubs, verifier ops, registration, call functions.

use serde::Serialize;
use structops_model::{Arg, Links, Module, Op, Presence, Scalar, StructOps, TriggerArg, Type};

use super::{Comment, Output, Owner, Scope, Target, license_of, view_of};
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

#[derive(Serialize)]
struct TriggerView {
    file: String,
    write: String,
    create: String,
    calls: Vec<String>,
}

/// `<module>_structops.{h,c}`, `Kbuild`, `Makefile`.
#[derive(Serialize)]
struct ModuleView {
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

fn view_trigger(ty: &StructOps, path: &str) -> TriggerView {
    let file = path.trim_start_matches("/proc/");
    let create: Vec<String> = [
        format!("\"{file}\""),
        "0200".to_owned(),
        "NULL".to_owned(),
        format!("&bpf_{}_trigger_ops", ty.name),
    ]
    .into();
    let write: Vec<String> = [
        "struct file *file",
        "const char __user *buf",
        "size_t count",
        "loff_t *pos",
    ]
    .map(str::to_owned)
    .into();
    TriggerView {
        file: file.to_owned(),
        write: c::wrapped(
            &format!("static ssize_t bpf_{}_trigger_write(", ty.name),
            &write,
            ")",
        ),
        create: c::wrapped(
            &format!("\tbpf_{}_trigger_file = proc_create(", ty.name),
            &create,
            ");",
        ),
        calls: ty
            .ops
            .iter()
            .filter_map(|op| trigger_call(ty, op))
            .collect(),
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

/// The trigger's lines for one op; an op with arguments and without `#[trigger]` is
/// not called, since nothing says with what.
fn trigger_call(ty: &StructOps, op: &Op) -> Option<String> {
    let values = match &op.trigger {
        Some(values) => values.as_slice(),
        None if op.args.is_empty() => &[],
        None => return None,
    };
    let passed: Vec<String> = values
        .iter()
        .zip(&op.args)
        .map(|(value, arg)| trigger_value(value, arg))
        .collect();
    let function = format!("{}_{}(", ty.name, op.name);
    let shown = passed.join(", ");
    Some(match &op.result {
        _ if op.has_buffer() => format!(
            "{}\n\tpr_info(\"{}() called with buffer\\n\");",
            c::wrapped(&format!("\t{function}"), &passed, ");"),
            op.name
        ),
        Type::Unit => format!(
            "{}\n\tpr_info(\"{}({shown}) called\\n\");",
            c::wrapped(&format!("\t{function}"), &passed, ");"),
            op.name
        ),
        result => {
            let conversion = match result {
                Type::Scalar(scalar) => c::conversion(*scalar),
                _ => "%p",
            };
            let head = format!(
                "\tpr_info(\"{}({shown}) returned: {conversion}\\n\",",
                op.name
            );
            let call = c::wrapped(&format!("\t\t{function}"), &passed, "));");
            let one_line = format!("{head} {}", call.trim_start());
            if one_line.len() + 7 <= 100 && !call.contains('\n') {
                one_line
            } else {
                format!("{head}\n{call}")
            }
        }
    })
}

fn trigger_value(value: &TriggerArg, arg: &Arg) -> String {
    match value {
        TriggerArg::Int(number) => c::integer(*number),
        TriggerArg::Bool(value) => value.to_string(),
        TriggerArg::Message => match &arg.ty {
            Type::Pointer { mutable: true, .. } => "(void *)message".to_owned(),
            Type::Pointer {
                pointee: structops_model::Pointee::Scalar(Scalar::U8 | Scalar::I8),
                ..
            } => "(const void *)message".to_owned(),
            _ => "message".to_owned(),
        },
        TriggerArg::MessageLen => "message_len".to_owned(),
        TriggerArg::Current => "current".to_owned(),
        TriggerArg::None => "NULL".to_owned(),
    }
}

fn view_module(module: &Module) -> ModuleView {
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
