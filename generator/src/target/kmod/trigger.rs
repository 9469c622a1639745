//! The trigger file: a write calls every op, in order, with the values of the trait.

use serde::Serialize;
use structops_model::kernel::references;
use structops_model::{Arg, Module, Op, Pointee, Scalar, StructOps, TriggerArg, Type};

use crate::c;

/// The trigger's part of `<type>.c`.
#[derive(Serialize)]
pub(super) struct TriggerView {
    file: String,
    write: String,
    create: String,
    calls: Vec<String>,
}

pub(super) fn view_trigger(ty: &StructOps, module: &Module, path: &str) -> TriggerView {
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
            .ops()
            .filter(|op| op.is_supported())
            .filter_map(|op| trigger_call(ty, op, module))
            .collect(),
    }
}

/// The trigger's lines for one op; an op with arguments and without `#[trigger]` is
/// not called, since nothing says with what.
fn trigger_call(ty: &StructOps, op: &Op, module: &Module) -> Option<String> {
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
    let shown = values
        .iter()
        .zip(&passed)
        .map(|(value, passed)| match value {
            TriggerArg::Current => "current",
            // Its text is C, not something to print: quotes, per cents, and long.
            TriggerArg::Struct(_) => "{...}",
            _ => passed.as_str(),
        });
    let shown = shown.collect::<Vec<_>>().join(", ");
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
        // The caller owns what it gets.
        Type::Owned { to, .. } => {
            let call = c::wrapped(&format!("\t\t\t{function}"), &passed, ");");
            format!(
                "\t{{\n\t\t{} *owned =\n{call}\n\n\t\tpr_info(\"{}({shown}) returned: %p\\n\", owned);\n\t\tif (owned)\n\t\t\t{}(owned);\n\t}}",
                to.c(),
                op.name,
                module.release(to)?,
            )
        }
        result => {
            let conversion = match result {
                Type::Scalar(scalar) | Type::Alias { scalar, .. } => c::conversion(*scalar),
                Type::Enum(_) => "%d",
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
    let plain = plain_value(value, arg);
    match &arg.ty {
        // Sparse keeps some of the kernel's integers apart: `gfp_t`.
        Type::Alias { name, .. } if plain != "0" => format!("(__force {name}){plain}"),
        _ => plain,
    }
}

fn plain_value(value: &TriggerArg, arg: &Arg) -> String {
    match value {
        TriggerArg::Int(number) => c::integer(*number),
        TriggerArg::Bool(value) => value.to_string(),
        TriggerArg::Message => match &arg.ty {
            Type::Pointer { mutable: true, .. } => "(void *)message".to_owned(),
            Type::Pointer {
                pointee: Pointee::Scalar(Scalar::U8 | Scalar::I8),
                ..
            } => "(const void *)message".to_owned(),
            _ => "message".to_owned(),
        },
        TriggerArg::MessageLen => "message_len".to_owned(),
        TriggerArg::Current => match &arg.ty {
            Type::Owned { to, .. } => references::find(&to.tag)
                .map_or_else(String::new, |row| format!("{}(current)", row.get)),
            _ => "current".to_owned(),
        },
        TriggerArg::None => "NULL".to_owned(),
        TriggerArg::Named(name) => name.clone(),
        TriggerArg::Zeroed => match &arg.ty {
            Type::Reference { to, .. } => format!("&({}){{}}", to.c()),
            ty => format!("({}){{}}", c::type_prefix(ty).trim_end()),
        },
        TriggerArg::Struct(value) => {
            let value = c::value(value).unwrap_or_else(|| "{}".to_owned());
            match &arg.ty {
                Type::Reference { to, .. } => format!("&({}){value}", to.c()),
                ty => format!("({}){value}", c::type_prefix(ty).trim_end()),
            }
        }
    }
}
