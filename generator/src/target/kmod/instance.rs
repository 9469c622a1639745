//! How instances are kept and protected, and what callers read of them.

use serde::Serialize;
use structops_model::{
    Busy, Data, Event, Instances, Op, Protect, Scalar, Setting, StructOps, Type,
};

use crate::c;

/// What protects an instance while its ops run: SRCU as soon as one of them may sleep. Those
/// that run when it comes or goes need no protection, as nobody else can have it then.
pub(super) fn protect(ty: &StructOps) -> Protect {
    let may_sleep = ty.ops().any(|op| op.is_sleepable && op.event.is_none());
    ty.options.protect.unwrap_or(if may_sleep {
        Protect::Srcu
    } else {
        Protect::Rcu
    })
}

pub(super) fn is_many(ty: &StructOps) -> bool {
    ty.options.instances == Instances::Many
}

/// The errno of an attach while another instance is attached.
pub(super) fn busy(ty: &StructOps) -> &'static str {
    match ty.options.busy {
        None | Some(Busy::Exist) => "EEXIST",
        Some(Busy::Busy) => "EBUSY",
    }
}

/// Where the interface may be called: completes "wherever …".
pub(super) fn protection(ty: &StructOps) -> &'static str {
    match protect(ty) {
        Protect::Rcu => "RCU may be read",
        Protect::Srcu | Protect::Mutex => "it may sleep",
    }
}

/// What holds between the lock of the list and its unlock.
pub(super) fn inside(ty: &StructOps) -> &'static str {
    match protect(ty) {
        Protect::Rcu => "nobody may sleep there",
        Protect::Srcu => "ops may be called there",
        Protect::Mutex => "none is attached or detached meanwhile",
    }
}

/// An op that runs when an instance comes or goes.
#[derive(Serialize)]
pub(super) struct EventView {
    name: String,
    /// Whether its result refuses the attach.
    fails: bool,
}

impl EventView {
    pub(super) fn fails(&self) -> bool {
        self.fails
    }
}

pub(super) fn view_event(ty: &StructOps, event: Event) -> Option<EventView> {
    let op = of_event(ty, event)?;
    Some(EventView {
        name: op.name.clone(),
        fails: op.result != Type::Unit,
    })
}

fn of_event(ty: &StructOps, event: Event) -> Option<&Op> {
    let mut ops = ty.ops().filter(|op| op.is_supported());
    ops.find(|op| op.event == Some(event))
}

/// The data member that instances are looked up by.
#[derive(Serialize)]
pub(super) struct KeyView {
    name: String,
    has: String,
    equal: String,
    get: String,
    conversion: String,
    shown: String,
}

pub(super) fn view_key(ty: &StructOps) -> Option<KeyView> {
    let data = ty.data().find(|data| data.is_key)?;
    let name = &ty.name;
    let is_text = matches!(data.ty, Type::Array { .. });
    let parameter = if is_text {
        "const char *key".to_owned()
    } else {
        c::declare(&data.ty, "key")
    };
    let (conversion, cast) = if is_text {
        ("\\\"%s\\\"", "")
    } else {
        c::printed(&data.ty)
    };
    let member = format!("ops->{}", data.name);
    Some(KeyView {
        name: data.name.clone(),
        has: c::wrapped(
            &format!("static bool bpf_{name}_has_key("),
            &[format!("const struct {name} *ops"), parameter.clone()],
            ")",
        ),
        equal: if is_text {
            format!("!strcmp({member}, key)")
        } else {
            format!("{member} == key")
        },
        get: format!("struct {name}_instance *{name}_get({parameter})"),
        conversion: conversion.to_owned(),
        shown: format!("{cast}{member}"),
    })
}

/// A function that copies a data member of an attached instance.
#[derive(Serialize)]
pub(super) struct ReadView {
    name: String,
    type_name: String,
    instance: String,
    signature: String,
    copy: String,
    export: bool,
}

pub(super) fn view_reads(ty: &StructOps) -> Vec<ReadView> {
    let is_setting = |data: &&Data| !matches!(data.setting, Setting::Private | Setting::Owner);
    ty.data()
        .filter(is_setting)
        .map(|data| view_read(ty, data))
        .collect()
}

fn view_read(ty: &StructOps, data: &Data) -> ReadView {
    let (name, many) = (&ty.name, is_many(ty));
    let is_array = matches!(data.ty, Type::Array { .. });
    let mut parameters = Vec::new();
    if many {
        parameters.push(format!("struct {name}_instance *instance"));
    }
    let value = if is_array { "value" } else { "*value" };
    parameters.push(c::declare(&data.ty, value));
    ReadView {
        name: data.name.clone(),
        type_name: name.clone(),
        instance: instance(ty, "instance"),
        signature: c::wrapped(&format!("bool {name}_{}(", data.name), &parameters, ")"),
        copy: if is_array {
            format!("\t\tmemcpy(value, ops->{0}, sizeof(ops->{0}));", data.name)
        } else {
            format!("\t\t*value = ops->{};", data.name)
        },
        export: ty.options.export.unwrap_or(false),
    }
}

/// The pointer to the ops of an instance; `local` is what a function calls the instance.
pub(super) fn instance(ty: &StructOps, local: &str) -> String {
    if is_many(ty) {
        format!("{local}->ops")
    } else {
        format!("bpf_{}_instance", ty.name)
    }
}

/// The mutex that the one call which runs holds.
pub(super) fn calls(ty: &StructOps, local: &str) -> String {
    if is_many(ty) {
        format!("{local}->calls")
    } else {
        format!("bpf_{}_calls", ty.name)
    }
}

/// How a call function gets from the instance to its ops.
pub(super) fn dereference(ty: &StructOps, op: &Op) -> String {
    let (ops, local) = (c::local("ops", op), c::local("instance", op));
    let pointer = instance(ty, &local);
    let head = |function: &str| format!("\t{ops} = {function}(");
    match protect(ty) {
        Protect::Rcu => c::wrapped(&head("rcu_dereference"), &[pointer], ");"),
        Protect::Srcu => c::wrapped(
            &head("srcu_dereference"),
            &[pointer, format!("&bpf_{}_srcu", ty.name)],
            ");",
        ),
        Protect::Mutex => c::wrapped(
            &head("rcu_dereference_protected"),
            &[pointer, format!("lockdep_is_held(&{})", calls(ty, &local))],
            ");",
        ),
    }
}

/// The parameters of an op's call function: the instance first, where there are many.
pub(super) fn call_parameters(ty: &StructOps, op: &Op) -> Vec<String> {
    if !is_many(ty) {
        return c::parameters(op);
    }
    let mut list = vec![format!(
        "struct {}_instance *{}",
        ty.name,
        c::local("instance", op)
    )];
    if !op.args.is_empty() {
        list.extend(c::parameters(op));
    }
    list
}

/// The same as arguments, by which a call function passes them on.
pub(super) fn call_arguments(ty: &StructOps, op: &Op) -> Vec<String> {
    let instance = is_many(ty).then(|| c::local("instance", op));
    let names = op.args.iter().map(|arg| arg.name.clone());
    instance.into_iter().chain(names).collect()
}

/// `bool` arrives as `int`: any number but 0 is true.
pub(super) fn truth(op: &Op) -> &'static str {
    if op.result == Type::Scalar(Scalar::Bool) {
        "!!"
    } else {
        ""
    }
}
