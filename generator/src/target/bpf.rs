//! The BPF side: the type and its op macros, and the program stub.

use serde::Serialize;
use structops_model::{Arg, Module, Op, Pointee, Scalar, StructOps, Type};

use super::{Comment, Output, Owner, Scope, Target, View, license_of, view_of};
use crate::{c, doc};

pub(super) const TARGET: Target = Target {
    name: "bpf",
    outputs: &[
        Output {
            template: "bpf/structops.bpf.h",
            comment: Comment::Block,
            owner: Owner::Tool,
            scope: Scope::Fixed {
                file: "structops.bpf.h",
                view: |_| View::Null,
            },
        },
        Output {
            template: "bpf/type.bpf.h",
            comment: Comment::Block,
            owner: Owner::Tool,
            scope: Scope::Type {
                file: |ty| format!("{}.bpf.h", ty.name),
                view: |ty, _| view_of(&view_header(ty)),
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
    struct_comment: String,
    ops: Vec<HeaderOpView>,
}

#[derive(Serialize)]
struct HeaderOpView {
    name: String,
    member: String,
    typedef: String,
    comment: String,
    macro_name: String,
    prototype: String,
    result: String,
    context: &'static str,
    forward: String,
}

/// `<type>.bpf.c`.
#[derive(Serialize)]
struct ProgramView {
    spdx: &'static str,
    license: &'static str,
    name: String,
    map: String,
    ops: Vec<ProgramOpView>,
}

#[derive(Serialize)]
struct ProgramOpView {
    name: String,
    comment: Option<String>,
    head: String,
    buffers: Vec<String>,
    reads: Vec<String>,
    print: String,
    value: Option<String>,
}

fn view_header(ty: &StructOps) -> HeaderView {
    HeaderView {
        guard: format!("_{}_BPF_H", ty.name.to_uppercase()),
        name: ty.name.clone(),
        struct_comment: doc::struct_comment(ty),
        ops: ty.ops.iter().map(|op| view_header_op(ty, op)).collect(),
    }
}

fn view_header_op(ty: &StructOps, op: &Op) -> HeaderOpView {
    let parameters = c::parameters(op);
    let result = c::member_result_prefix(op);
    let prototype = format!("{}__{}_t", ty.name, op.name);
    let slots: Vec<String> = op
        .args
        .iter()
        .enumerate()
        .map(|(index, arg)| slot(index, arg))
        .collect();
    let forward = if op.result == Type::Unit {
        "\t\t____##fn("
    } else {
        "\t\treturn ____##fn("
    };
    HeaderOpView {
        name: op.name.clone(),
        member: c::wrapped(&format!("\t{result}(*{})(", op.name), &parameters, ");"),
        typedef: c::wrapped(&format!("typedef {result}{prototype}("), &parameters, ");"),
        comment: c::block_comment(&format!(
            "{}(program, arguments) {{ … }} implements {}.{}.",
            macro_name(ty, op),
            ty.name,
            op.name
        )),
        macro_name: macro_name(ty, op),
        prototype,
        result,
        context: if op.args.is_empty() {
            "unsigned long long *ctx __attribute__((unused))"
        } else {
            "unsigned long long *ctx"
        },
        forward: c::wrapped(forward, &slots, ");").replace('\n', " \\\n"),
    }
}

fn macro_name(ty: &StructOps, op: &Op) -> String {
    format!("{}_{}", ty.name, op.name).to_uppercase()
}

/// A context slot as an argument: the upper bits of a narrow one are unspecified, so
/// each is cut to its own width before it is used.
fn slot(index: usize, arg: &Arg) -> String {
    match &arg.ty {
        Type::Scalar(Scalar::Bool) => format!("(__u8)ctx[{index}]"),
        Type::Scalar(scalar) => format!("({})ctx[{index}]", scalar.c()),
        _ => format!("(void *)ctx[{index}]"),
    }
}

fn view_program(ty: &StructOps, module: &Module) -> ProgramView {
    let license = license_of(module);
    ProgramView {
        spdx: license.spdx,
        license: license.ident,
        name: ty.name.clone(),
        map: structops_model::name::module_of_type(&ty.name).to_owned(),
        ops: ty.ops.iter().map(|op| view_program_op(ty, op)).collect(),
    }
}

fn view_program_op(ty: &StructOps, op: &Op) -> ProgramOpView {
    let mut items = vec![op.name.clone()];
    items.extend(op.args.iter().map(c::declarator));
    let said = doc::paragraphs(&op.docs).join(" ");
    let buffers: Vec<&Arg> = op.args.iter().filter(|arg| arg.buffer.is_some()).collect();
    ProgramOpView {
        name: op.name.clone(),
        comment: (!said.is_empty()).then(|| c::block_comment(&said)),
        head: c::wrapped(&format!("{}(", macro_name(ty, op)), &items, ")"),
        buffers: buffers
            .iter()
            .map(|arg| buffer_declaration(op, arg))
            .collect(),
        reads: buffers.iter().map(|arg| buffer_read(op, arg)).collect(),
        print: print(op),
        value: c::value(op.presence.value()).map(|value| numeric_errno(&value)),
    }
}

/// BPF programs have no errno names without the kernel's headers.
fn numeric_errno(value: &str) -> String {
    let name = value.trim_start_matches('-');
    match structops_model::kernel::errno::find(name) {
        Some(number) => format!("-{number} /* -{name} */"),
        None => value.to_owned(),
    }
}

fn is_text(arg: &Arg) -> bool {
    matches!(
        arg.ty,
        Type::Pointer {
            pointee: Pointee::Scalar(Scalar::Char),
            ..
        }
    )
}

fn data_name(op: &Op, arg: &Arg) -> String {
    c::local(&format!("{}_data", arg.name), op)
}

fn element(arg: &Arg) -> Scalar {
    match arg.ty {
        Type::Pointer {
            pointee: Pointee::Scalar(scalar),
            ..
        } => scalar,
        _ => Scalar::U8,
    }
}

fn buffer_declaration(op: &Op, arg: &Arg) -> String {
    let max = arg.buffer.as_ref().map_or(0, |buffer| buffer.max);
    format!(
        "\t{} {}[{max}] = {{}};",
        element(arg).c(),
        data_name(op, arg)
    )
}

fn buffer_read(op: &Op, arg: &Arg) -> String {
    let data = data_name(op, arg);
    let room = if is_text(arg) {
        format!("sizeof({data}) - 1")
    } else {
        format!("sizeof({data})")
    };
    let length = arg
        .buffer
        .as_ref()
        .and_then(|buffer| op.args.iter().find(|other| other.ident == buffer.len))
        .map_or_else(String::new, |other| other.name.clone());
    let size = element(arg).bits() / 8;
    let length = if size == 1 {
        length
    } else {
        format!("(__s64){length} * {size}")
    };
    let items = [data.clone(), room, arg.name.clone(), length];
    c::wrapped("\tstructops_read(", &items, ");")
}

/// The stub shows what it was called with.
fn print(op: &Op) -> String {
    let mut format = Vec::new();
    let mut values = Vec::new();
    for arg in &op.args {
        let (conversion, value) = match &arg.ty {
            _ if arg.buffer.is_some() && is_text(arg) => {
                ("\\\"%s\\\"".to_owned(), data_name(op, arg))
            }
            _ if arg.buffer.is_some() => {
                ("[%d, …]".to_owned(), format!("{}[0]", data_name(op, arg)))
            }
            Type::Scalar(scalar) => (bpf_conversion(*scalar).to_owned(), arg.name.clone()),
            _ => ("%p".to_owned(), arg.name.clone()),
        };
        format.push(format!("{}={conversion}", arg.name));
        values.push(value);
    }
    let mut items = vec![format!("\"{}({})\"", op.name, format.join(", "))];
    items.extend(values);
    c::wrapped("\tbpf_printk(", &items, ");")
}

/// `bpf_bprintf_prepare` in kernel/bpf/helpers.c knows no `z`.
fn bpf_conversion(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Isize => "%ld",
        Scalar::Usize => "%lu",
        other => c::conversion(other),
    }
}
