//! The program stub: prints its arguments, reads its buffers, returns the fallbacks.

use serde::Serialize;
use structops_model::{Accepts, Arg, Data, Module, Op, Pointee, Scalar, Setting, StructOps, Type};

use super::macro_name;
use crate::target::license_of;
use crate::{c, doc};

/// `<type>.bpf.c`.
#[derive(Serialize)]
pub(super) struct ProgramView {
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
    function: String,
    comment: Option<String>,
    head: String,
    buffers: Vec<String>,
    reads: Vec<String>,
    print: String,
    value: Option<String>,
}

pub(super) fn view_program(ty: &StructOps, module: &Module) -> ProgramView {
    let license = license_of(module);
    ProgramView {
        spdx: license.spdx,
        license: license.ident,
        name: ty.name.clone(),
        map: ty.name.clone(),
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
        Type::Struct(named) => {
            let known = module.structs.iter().find(|known| known.named == *named)?;
            let field = known.fields.iter().find(|one| one.ty.scalar().is_some())?;
            Some(format!("{{ .{} = 1 }}", field.name))
        }
        ty if ty.scalar() == Some(Scalar::Bool) => Some("true".to_owned()),
        ty if ty.scalar().is_some() => Some(c::integer(number)),
        _ => None,
    }
}

fn view_program_op(ty: &StructOps, op: &Op) -> ProgramOpView {
    // Not the op's bare name: `exit` and `log` are functions to every C compiler.
    let stem = structops_model::name::module_of_type(&ty.name);
    let function = format!("{stem}_{}", op.name);
    let mut items = vec![function.clone()];
    items.extend(op.args.iter().map(|arg| c::declare(&arg.ty, &arg.name)));
    let said = doc::paragraphs(&op.docs).join(" ");
    let buffers: Vec<&Arg> = op.args.iter().filter(|arg| arg.buffer.is_some()).collect();
    ProgramOpView {
        name: op.name.clone(),
        function,
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
