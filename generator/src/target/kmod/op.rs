//! An op in C: member, stub, call function.

use serde::Serialize;
use structops_model::{Module, Op, Protect, StructOps, Type, Value};

use super::hooks::of_head;
use super::instance::{self, call_arguments, call_parameters, truth};
use crate::{c, doc};

/// The stub of an op that programs may implement, in `<type>.c`.
#[derive(Serialize)]
pub(super) struct StubView {
    name: String,
    type_name: String,
    stub_signature: String,
    releases: Vec<ReleaseView>,
    stub_value: Option<String>,
}

/// The call function of an op, in `<type>.c`.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each switches a part of the template"
)]
#[derive(Serialize)]
pub(super) struct CallView {
    name: String,
    type_name: String,
    call_signature: String,
    inner_signature: String,
    inner_call: String,
    rcu: bool,
    srcu: bool,
    mutex: bool,
    may_sleep: bool,
    calls: String,
    local_idx: String,
    dereference: String,
    /// What keeps a NULL away from the ops of an instance that a hook has.
    nulls: Vec<String>,
    of_signature: String,
    of_call: String,
    guards: Vec<String>,
    local_ops: String,
    local_result: Option<String>,
    result_type: String,
    call_op: String,
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
    of_prototype: String,
}

pub(super) fn view_header_op(ty: &StructOps, op: &Op) -> HeaderOpView {
    let (head, parameters) = of_head(ty, op);
    HeaderOpView {
        comment: c::block_comment(&doc::of_op(op)),
        call_prototype: c::wrapped(&call_head(ty, op), &call_parameters(ty, op), ");"),
        of_prototype: c::wrapped(&head, &parameters, ");"),
    }
}

pub(super) fn view_stub(ty: &StructOps, op: &Op, module: &Module) -> StubView {
    StubView {
        name: op.name.clone(),
        type_name: ty.name.clone(),
        stub_signature: c::wrapped(
            &format!(
                "static {}{}(",
                c::member_result_prefix(op),
                stub_name(ty, op)
            ),
            &c::stub_parameters(op),
            ")",
        ),
        releases: releases(op, module),
        stub_value: op.presence.value().and_then(|value| stub_value(op, value)),
    }
}

pub(super) fn view_call(ty: &StructOps, op: &Op) -> CallView {
    let names: Vec<String> = op.args.iter().map(|arg| arg.name.clone()).collect();
    let (stub, truth, protect) = (stub_name(ty, op), truth(op), instance::protect(ty));
    let local_ops = c::local("ops", op);
    let local_result = (op.result != Type::Unit).then(|| c::local("ret", op));
    let assign = local_result
        .as_ref()
        .map(|name| format!("{name} = "))
        .unwrap_or_default();
    let back = if op.result == Type::Unit {
        ""
    } else {
        "return "
    };
    let stub_back = c::wrapped(&format!("\t\t{back}{truth}{stub}("), &names, ");");
    let guards = guards(ty, op, &stub_back);
    let (of_head, of_parameters) = of_head(ty, op);
    // Called through `*`: a function-like macro of the op's name does not expand there.
    CallView {
        name: op.name.clone(),
        type_name: ty.name.clone(),
        call_signature: c::wrapped(&call_head(ty, op), &call_parameters(ty, op), ")"),
        inner_signature: c::wrapped(&inner_head(ty, op), &call_parameters(ty, op), ")"),
        inner_call: c::wrapped(
            &format!("\t{back}bpf_{}_call_{}(", ty.name, op.name),
            &call_arguments(ty, op),
            ");",
        ),
        rcu: protect == Protect::Rcu,
        srcu: protect == Protect::Srcu,
        mutex: protect == Protect::Mutex,
        may_sleep: op.is_sleepable,
        calls: instance::calls(ty, &c::local("instance", op)),
        local_idx: c::local("idx", op),
        dereference: instance::dereference(ty, op),
        guards,
        nulls: null_guards(op, &stub_back),
        of_signature: c::wrapped(&of_head, &of_parameters, ")"),
        of_call: c::wrapped(
            &format!("\t{back}{truth}(*{local_ops}->{})(", op.name),
            &names,
            ");",
        ),
        result_type: c::call_result_prefix(op),
        call_op: c::wrapped(
            &format!("\t{assign}{truth}(*{local_ops}->{})(", op.name),
            &names,
            ");",
        ),
        local_ops,
        local_result,
        export: ty.options.export.unwrap_or(false),
    }
}

fn stub_name(ty: &StructOps, op: &Op) -> String {
    format!("{}__{}", ty.name, op.name)
}

fn inner_head(ty: &StructOps, op: &Op) -> String {
    format!(
        "static noinline {}bpf_{}_call_{}(",
        c::call_result_prefix(op),
        ty.name,
        op.name
    )
}

fn call_head(ty: &StructOps, op: &Op) -> String {
    format!("{}{}_{}(", c::call_result_prefix(op), ty.name, op.name)
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
    let idle = guard(op, &key, stub_call);
    std::iter::once(idle)
        .chain(null_guards(op, stub_call))
        .collect()
}

fn null_guards(op: &Op, stub_call: &str) -> Vec<String> {
    never_null(op)
        .into_iter()
        .map(|name| guard(op, &format!("WARN_ON_ONCE(!{name})"), stub_call))
        .collect()
}

fn guard(op: &Op, condition: &str, stub_call: &str) -> String {
    match op.result {
        // C has no `return` with a value of type `void`.
        Type::Unit => format!("\tif ({condition}) {{\n{stub_call}\n\t\treturn;\n\t}}"),
        _ => format!("\tif ({condition})\n{stub_call}"),
    }
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
