//! The program stub: prints its arguments, reads its buffers, returns the fallbacks.

use serde::Serialize;
use structops_model::{
    Accepts, Arg, Data, Helpers, Module, Op, Pointee, Scalar, Setting, StructOps, Type, Value,
    kernel,
};

use super::macro_name;
use crate::target::license_of;
use crate::{c, doc};

/// `<type>.bpf.c`.
#[derive(Serialize)]
pub(super) struct ProgramView {
    spdx: &'static str,
    license: &'static str,
    name: String,
    tag: String,
    map: String,
    data: Vec<String>,
    ops: Vec<ProgramOpView>,
}

#[derive(Serialize)]
struct ProgramOpView {
    name: String,
    function: String,
    comment: Option<String>,
    head: String,
    buffers: Vec<String>,
    reads: Vec<String>,
    print: Option<String>,
    releases: Vec<String>,
    value: Option<String>,
}

pub(super) fn view_program(ty: &StructOps, module: &Module) -> ProgramView {
    let license = license_of(module);
    ProgramView {
        spdx: license.spdx,
        license: license.ident,
        name: ty.name.clone(),
        tag: ty.flavored(),
        map: ty.name.clone(),
        data: ty
            .data()
            .filter_map(|data| initialiser(ty, data, module))
            .collect(),
        ops: ty
            .ops()
            .filter(|op| op.is_supported())
            .map(|op| view_program_op(ty, op, module, &|_| false))
            .collect(),
    }
}

/// `new_op.bpf.c`: the stub of an op that is new.
#[derive(Serialize)]
pub(in crate::target) struct NewOpView {
    type_name: String,
    /// The line that brings it into an instance.
    pub(in crate::target) designator: String,
    #[serde(flatten)]
    op: ProgramOpView,
}

pub(in crate::target) fn view_new_op(
    ty: &StructOps,
    op: &Op,
    module: &Module,
    is_taken: &dyn Fn(&str) -> bool,
) -> NewOpView {
    let view = view_program_op(ty, op, module, is_taken);
    NewOpView {
        type_name: ty.name.clone(),
        designator: format!(".{} = (void *){},", view.name, view.function),
        op: view,
    }
}

/// The value that the trait gives, or one that the module accepts where it gives none.
pub(in crate::target) fn initialiser(
    ty: &StructOps,
    data: &Data,
    module: &Module,
) -> Option<String> {
    let head = format!("\t.{} = ", data.name);
    match &data.setting {
        Setting::Private | Setting::Owner => None,
        Setting::Default(value @ Value::Errno(_)) => {
            let value = numeric_errno(&c::value(value)?);
            Some(match value.split_once(" /*") {
                Some((number, remark)) => format!("{head}{number}, /*{remark}"),
                None => format!("{head}{value},"),
            })
        }
        Setting::Default(value) => c::initialiser(&head, &numeric(value), ","),
        Setting::Required => {
            let value = sample(ty, data, module)?;
            Some(format!("{head}{value}, /* must be set */"))
        }
    }
}

fn sample(ty: &StructOps, data: &Data, module: &Module) -> Option<String> {
    let number = match &data.accepts {
        Accepts::All => return sample_of(&data.ty, ty, module),
        Accepts::Range(low, high) => {
            // A required member is never zero.
            match *low {
                low if low > 0 => low,
                _ if *high > 0 => 1,
                low if *high == 0 => low,
                _ => *high,
            }
        }
        Accepts::Flags(mask) => i128::from(mask & mask.wrapping_neg()),
    };
    Some(c::integer(number))
}

/// Some value that is not zero.
fn sample_of(of: &Type, ty: &StructOps, module: &Module) -> Option<String> {
    match of {
        Type::Array { element, len } if element.scalar() == Some(Scalar::Char) => {
            let room = usize::try_from(len.saturating_sub(1)).unwrap_or(usize::MAX);
            let text: String = structops_model::name::module_of_type(&ty.name)
                .chars()
                .take(room)
                .collect();
            Some(format!("\"{text}\""))
        }
        Type::Array { element, .. } => {
            let value = sample_of(element, ty, module)?;
            Some(format!("{{ {value} }}"))
        }
        Type::Struct(named) => {
            let known = module.structs.iter().find(|known| known.named == *named)?;
            known.fields.iter().find_map(|field| {
                let value = sample_of(&field.ty, ty, module)?;
                Some(format!("{{ .{} = {value} }}", field.name))
            })
        }
        Type::Enum(named) => {
            let known = module.enums.iter().find(|known| known.named == *named)?;
            known
                .variants
                .iter()
                .find(|one| one.value != 0)
                .map(|one| one.name.clone())
        }
        ty if ty.scalar() == Some(Scalar::Bool) => Some("true".to_owned()),
        ty if ty.scalar().is_some() => Some("1".to_owned()),
        _ => None,
    }
}

/// The stub of an op, under a name that nothing has.
fn view_program_op(
    ty: &StructOps,
    op: &Op,
    module: &Module,
    is_taken: &dyn Fn(&str) -> bool,
) -> ProgramOpView {
    // Not the op's bare name: `exit` and `log` are functions to every C compiler.
    let stem = structops_model::name::module_of_type(&ty.name);
    let mut function = format!("{stem}_{}", op.name);
    // The instance is called as its type: `player_ops` beside an op `ops`.
    while function == ty.name || is_taken(&function) {
        function.push('_');
    }
    let mut items = vec![function.clone()];
    items.extend(op.args.iter().map(|arg| c::declare(&arg.ty, &arg.name)));
    let mut said = doc::paragraphs(&op.docs);
    said.extend(doc::compare_with_null(op));
    let said = said.join(" ");
    let has_helpers = ty.options.helpers != Helpers::None;
    // Reading a buffer takes a helper.
    let is_read = |arg: &&Arg| has_helpers && arg.buffer.is_some();
    let buffers: Vec<&Arg> = op.args.iter().filter(is_read).collect();
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
        print: if has_helpers {
            Some(print(op))
        } else {
            unused(op)
        },
        releases: releases(op, module),
        value: op
            .presence
            .value()
            .and_then(c::value)
            .map(|value| numeric_errno(&value)),
    }
}

/// A program that does nothing gives back what it owns, or returns it.
fn releases(op: &Op, module: &Module) -> Vec<String> {
    let kept = match op.presence.value() {
        Some(Value::Arg(name)) => Some(name),
        _ => None,
    };
    op.args
        .iter()
        .filter(|arg| kept != Some(&arg.name))
        .filter_map(|arg| match &arg.ty {
            Type::Owned { to, .. } => {
                let of_kernel = kernel::references::find(&to.tag).map(|row| row.kfunc);
                let function = of_kernel.or(module.release(to))?;
                Some(format!("\t{function}({});", arg.name))
            }
            _ => None,
        })
        .collect()
}

/// The same with numbers for errnos.
fn numeric(value: &Value) -> Value {
    match value {
        Value::Errno(name) => {
            let number = kernel::errno::find(name).map_or(0, i128::from);
            Value::Int(-number)
        }
        Value::List(list) => Value::List(list.iter().map(numeric).collect()),
        Value::Repeat { element, len } => Value::Repeat {
            element: Box::new(numeric(element)),
            len: *len,
        },
        Value::Fields(list) => {
            let fields = list.iter().map(|(name, one)| (name.clone(), numeric(one)));
            Value::Fields(fields.collect())
        }
        other => other.clone(),
    }
}

fn numeric_errno(value: &str) -> String {
    match with_remark(value) {
        (number, Some(name)) => format!("{number} /* {name} */"),
        (value, None) => value,
    }
}

/// BPF programs have no errno names without the kernel's headers: the number, and the name
/// to be remarked.
fn with_remark(value: &str) -> (String, Option<String>) {
    let name = value.trim_start_matches('-');
    match structops_model::kernel::errno::find(name) {
        Some(number) => (format!("-{number}"), Some(value.to_owned())),
        None => (value.to_owned(), None),
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
                // Helpers refuse a format that is not ASCII: `bpf_bprintf_prepare`.
                ("[%d, ...]".to_owned(), format!("{}[0]", data_name(op, arg)))
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

/// Without helpers there is nothing to show them with.
fn unused(op: &Op) -> Option<String> {
    let lines = op.args.iter().map(|arg| format!("\t(void){};", arg.name));
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// `bpf_bprintf_prepare` in kernel/bpf/helpers.c knows no `z`.
fn bpf_conversion(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Isize => "%ld",
        Scalar::Usize => "%lu",
        other => c::conversion(other),
    }
}
