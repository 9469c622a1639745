//! The trigger file: a write calls every op, in order, with the values of the trait.

use serde::Serialize;
use structops_model::kernel::references;
use structops_model::{Arg, Module, Op, Pointee, Scalar, StructOps, TriggerArg, Type};

use super::called;
use super::instance::is_many;
use crate::c;

/// The trigger's part of `<type>.c`.
#[derive(Serialize)]
pub(super) struct TriggerView {
    file: String,
    write: String,
    create: String,
    /// Structs that ops get a pointer to: on the stack, some would be too large.
    zeroed: Vec<String>,
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
    let mut zeroed: Vec<String> = called(ty).flat_map(zeroed_of).collect();
    zeroed.sort();
    zeroed.dedup();
    TriggerView {
        zeroed,
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
        calls: called(ty)
            .filter_map(|op| trigger_call(ty, op, module))
            .collect(),
    }
}

/// What an op's trigger passes a pointer to, as declarations.
fn zeroed_of(op: &Op) -> impl Iterator<Item = String> {
    let values = op.trigger.iter().flatten().zip(&op.args);
    values.filter_map(|(value, arg)| match (value, &arg.ty) {
        (TriggerArg::Zeroed, Type::Reference { to, .. }) => {
            Some(format!("{} zeroed_{}", to.c(), to.tag))
        }
        _ => None,
    })
}

/// The trigger's lines for one op; an op with arguments and without `#[trigger]` is
/// not called, since nothing says with what.
fn trigger_call(ty: &StructOps, op: &Op, module: &Module) -> Option<String> {
    let values = match &op.trigger {
        Some(values) => values.as_slice(),
        None if op.args.is_empty() => &[],
        None => return None,
    };
    let pairs = || values.iter().zip(&op.args);
    let first = is_many(ty).then(|| "instance".to_owned());
    let values = pairs().map(|(value, arg)| trigger_value(value, arg));
    let passed: Vec<String> = first.into_iter().chain(values).collect();
    let shown: Vec<String> = pairs()
        .map(|(value, arg)| shown_value(value, arg))
        .collect();
    let function = format!("{}_{}(", ty.name, op.name);
    let shown = shown.join(", ");
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
            let (conversion, cast) = c::printed(result);
            let head = format!(
                "\tpr_info(\"{}({shown}) returned: {conversion}\\n\",",
                op.name
            );
            let call = c::wrapped(&format!("\t\t{cast}{function}"), &passed, "));");
            let one_line = format!("{head} {}", call.trim_start());
            if one_line.len() + 7 <= 100 && !call.contains('\n') {
                one_line
            } else {
                format!("{head}\n{call}")
            }
        }
    })
}

/// The value as the log names it.
fn shown_value(value: &TriggerArg, arg: &Arg) -> String {
    match (value, &arg.ty) {
        (TriggerArg::Zeroed, Type::Reference { to, .. }) => format!("&({}){{}}", to.c()),
        (TriggerArg::Current, _) => "current".to_owned(),
        // Its text is C, not something to print: quotes, per cents, and long.
        (TriggerArg::Struct(_), _) => "{...}".to_owned(),
        _ => trigger_value(value, arg),
    }
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
            Type::Reference { to, .. } => format!("&zeroed_{}", to.tag),
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
