//! An op in C: member, stub, call function.

use serde::Serialize;
use structops_model::{Module, Op, Scalar, StructOps, Type, Value};

use crate::{c, doc};

/// An op that programs may implement, in `<type>.c`.
#[derive(Serialize)]
pub(super) struct OpView {
    name: String,
    type_name: String,
    stub_signature: String,
    releases: Vec<ReleaseView>,
    stub_value: Option<String>,
    call_signature: String,
    guards: Vec<String>,
    local_ops: String,
    local_result: Option<String>,
    result_type: String,
    call_op: String,
    call_stub: String,
    export: bool,
}

/// An argument that the op owns, and that no program takes care of.
#[derive(Serialize)]
struct ReleaseView {
    argument: String,
    function: String,
}

/// An op in `<type>.h`.
#[derive(Serialize)]
pub(super) struct HeaderOpView {
    comment: String,
    call_prototype: String,
}

pub(super) fn view_header_op(ty: &StructOps, op: &Op) -> HeaderOpView {
    let head = format!("{}{}_{}(", c::call_result_prefix(op), ty.name, op.name);
    HeaderOpView {
        comment: c::block_comment(&doc::of_op(op)),
        call_prototype: c::wrapped(&head, &c::parameters(op), ");"),
    }
}

pub(super) fn view_op(ty: &StructOps, op: &Op, module: &Module) -> OpView {
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
    let back = if op.result == Type::Unit {
        ""
    } else {
        "return "
    };
    // Called through `*`: a function-like macro of the op's name does not expand there.
    OpView {
        name: op.name.clone(),
        type_name: ty.name.clone(),
        stub_signature: c::wrapped(
            &format!("static {result}{stub}("),
            &c::stub_parameters(op),
            ")",
        ),
        releases: releases(op, module),
        stub_value: op.presence.value().and_then(|value| stub_value(op, value)),
        call_signature: c::wrapped(
            &format!("{}{}_{}(", c::call_result_prefix(op), ty.name, op.name),
            &parameters,
            ")",
        ),
        guards: guards(
            ty,
            op,
            &c::wrapped(&format!("\t\t{back}{truth}{stub}("), &names, ");"),
        ),
        result_type: c::call_result_prefix(op),
        call_op: c::wrapped(
            &format!("\t\t{assign}{truth}(*{local_ops}->{})(", op.name),
            &names,
            ");",
        ),
        call_stub: c::wrapped(&format!("\t\t{assign}{truth}{stub}("), &names, ");"),
        local_ops,
        local_result,
        export: ty.options.export.unwrap_or(false),
    }
}

/// What the stub gives back; an argument that is the fallback changes hands again.
fn releases(op: &Op, module: &Module) -> Vec<ReleaseView> {
    let kept = match op.presence.value() {
        Some(Value::Arg(name)) => Some(name),
        _ => None,
    };
    op.args
        .iter()
        .filter(|arg| kept != Some(&arg.name))
        .filter_map(|arg| match &arg.ty {
            Type::Owned { to, .. } => Some(ReleaseView {
                argument: c::stub_name(arg),
                function: module.release(to)?.to_owned(),
            }),
            _ => None,
        })
        .collect()
}

/// A fallback that is an argument goes by the argument's name in the stub.
fn stub_value(op: &Op, value: &Value) -> Option<String> {
    match value {
        Value::Arg(name) => op
            .args
            .iter()
            .find(|arg| arg.name == *name)
            .map(c::stub_name),
        other => {
            let value = c::value(other)?;
            Some(match &op.result {
                Type::Alias { name, .. } if value != "0" => format!("(__force {name}){value}"),
                _ => value,
            })
        }
    }
}

/// What keeps a call away from the instance: there is none, or an argument is NULL that
/// the verifier takes for non-NULL.
fn guards(ty: &StructOps, op: &Op, stub_call: &str) -> Vec<String> {
    let key = format!("!static_branch_unlikely(&bpf_{}_key)", ty.name);
    let nulls = never_null(op)
        .into_iter()
        .map(|name| format!("WARN_ON_ONCE(!{name})"));
    let block = |condition: String| match op.result {
        // C has no `return` with a value of type `void`.
        Type::Unit => format!("\tif ({condition}) {{\n{stub_call}\n\t\treturn;\n\t}}"),
        _ => format!("\tif ({condition})\n{stub_call}"),
    };
    std::iter::once(key).chain(nulls).map(block).collect()
}

/// The arguments that the verifier takes for non-NULL: a NULL must not get that far.
fn never_null(op: &Op) -> Vec<String> {
    let is_trusted = |ty: &Type| {
        matches!(
            ty,
            Type::Reference {
                nullable: false,
                ..
            } | Type::Owned {
                nullable: false,
                ..
            }
        )
    };
    op.args
        .iter()
        .filter(|arg| is_trusted(&arg.ty))
        .map(|arg| arg.name.clone())
        .collect()
}
