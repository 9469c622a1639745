//! The BPF side: the type and its op macros, and the program stub.

use serde::Serialize;
use structops_model::{
    Accepts, Arg, Data, Member, Module, Op, Pointee, Scalar, Setting, StructOps, Type,
};

use super::items::{has_items, slots, typedefs, view_items};
use super::kmod::view_member;
use super::{Comment, Output, Owner, Scope, Target, View, license_of, view_of};
use crate::{c, doc};

pub(super) const TARGET: Target = Target {
    name: "bpf",
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
    members: Vec<String>,
    ops: Vec<HeaderOpView>,
}

#[derive(Serialize)]
struct HeaderOpView {
    name: String,
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
    data: Vec<InitialiserView>,
    ops: Vec<ProgramOpView>,
}

/// What the emitted instance says of a data member.
#[derive(Serialize)]
struct InitialiserView {
    name: String,
    value: String,
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

fn view_header(ty: &StructOps, module: &Module) -> HeaderView {
    HeaderView {
        guard: format!("_{}_BPF_H", ty.name.to_uppercase()),
        name: ty.name.clone(),
        include: if has_items(module) {
            format!("{}_types.bpf.h", module.name)
        } else {
            "structops.bpf.h".to_owned()
        },
        struct_comment: doc::struct_comment(ty),
        typedefs: typedefs(ty),
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

fn is_settable(member: &Member) -> bool {
    match member {
        Member::Op(_) => true,
        Member::Data(data) => !matches!(data.setting, Setting::Private | Setting::Owner),
    }
}

fn view_header_op(ty: &StructOps, op: &Op, module: &Module) -> HeaderOpView {
    let parameters = c::parameters(op);
    let result = c::member_result_prefix(op);
    let prototype = format!("{}__{}_t", ty.name, op.name);
    let forward = if op.result == Type::Unit {
        "\t\t____##fn("
    } else {
        "\t\treturn ____##fn("
    };
    let macro_name = macro_name(ty, op);
    HeaderOpView {
        name: op.name.clone(),
        typedef: c::wrapped(&format!("typedef {result}{prototype}("), &parameters, ");"),
        comment: c::block_comment(&format!(
            "{macro_name}(program, arguments) {{ … }} implements {}.{}.",
            ty.name, op.name
        )),
        macro_name,
        prototype,
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
        let wide = slots(&arg.ty, module);
        list.push(slot(next, wide, arg));
        next += wide;
    }
    list
}

fn macro_name(ty: &StructOps, op: &Op) -> String {
    format!("{}_{}", ty.name, op.name).to_uppercase()
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

fn view_program(ty: &StructOps, module: &Module) -> ProgramView {
    let license = license_of(module);
    ProgramView {
        spdx: license.spdx,
        license: license.ident,
        name: ty.name.clone(),
        map: structops_model::name::module_of_type(&ty.name).to_owned(),
        data: ty
            .data()
            .filter_map(|data| view_initialiser(ty, data, module))
            .collect(),
        ops: ty
            .ops()
            .filter(|op| op.is_supported())
            .map(|op| view_program_op(ty, op))
            .collect(),
    }
}

/// The value that the trait gives, or one that the module accepts where it gives none.
fn view_initialiser(ty: &StructOps, data: &Data, module: &Module) -> Option<InitialiserView> {
    let value = match &data.setting {
        Setting::Private | Setting::Owner => return None,
        Setting::Default(value) => c::value(value)?,
        Setting::Required => format!("{}, /* must be set */", sample(ty, data, module)?)
            .trim_end()
            .to_owned(),
    };
    let value = if value.ends_with("*/") {
        value
    } else {
        format!("{value},")
    };
    Some(InitialiserView {
        name: data.name.clone(),
        value,
    })
}

fn sample(ty: &StructOps, data: &Data, module: &Module) -> Option<String> {
    let number = match &data.accepts {
        Accepts::All => 1,
        Accepts::Range(low, high) => {
            if *low > 0 {
                *low
            } else {
                1.min(*high)
            }
        }
        Accepts::Flags(mask) => i128::from(mask & mask.wrapping_neg()),
    };
    match &data.ty {
        Type::Array { element, len } if element.scalar() == Some(Scalar::Char) => {
            let room = usize::try_from(len.saturating_sub(1)).unwrap_or(usize::MAX);
            let text: String = structops_model::name::module_of_type(&ty.name)
                .chars()
                .take(room)
                .collect();
            Some(format!("\"{text}\""))
        }
        Type::Array { element, .. } if element.scalar().is_some() => Some("{ 1 }".to_owned()),
        Type::Enum(named) => {
            let known = module.enums.iter().find(|known| known.named == *named)?;
            known
                .variants
                .iter()
                .find(|one| one.value != 0)
                .map(|one| one.name.clone())
        }
        ty if ty.scalar() == Some(Scalar::Bool) => Some("true".to_owned()),
        ty if ty.scalar().is_some() => Some(c::integer(number)),
        _ => None,
    }
}

fn view_program_op(ty: &StructOps, op: &Op) -> ProgramOpView {
    let mut items = vec![op.name.clone()];
    items.extend(op.args.iter().map(|arg| c::declare(&arg.ty, &arg.name)));
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
        value: op
            .presence
            .value()
            .and_then(c::value)
            .map(|value| numeric_errno(&value)),
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
            Type::Scalar(scalar) | Type::Alias { scalar, .. } => {
                (bpf_conversion(*scalar).to_owned(), arg.name.clone())
            }
            Type::Enum(_) => ("%d".to_owned(), arg.name.clone()),
            Type::Struct(_) => ("%p".to_owned(), format!("&{}", arg.name)),
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
