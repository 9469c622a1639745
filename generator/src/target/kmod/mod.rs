//! The kernel module: ops struct, stubs, verifier ops, registration, call functions.

mod data;
mod hooks;
mod includes;
mod instance;
mod kfuncs;
pub(super) mod module;
mod odd;
mod op;
mod signatures;
mod trigger;
mod writable;

use serde::Serialize;
use structops_model::{Event, Hook, Links, Member, Module, Op, Presence, Protect, StructOps};

use data::{DataView, view_data, view_odd, view_shown};
use hooks::{HooksView, MemberOfView, view_hooks, view_members_of};
use includes::includes;
use instance::{EventView, KeyView, ReadView, view_event, view_key, view_reads};
use module::{has_main, view_main, view_module};
use op::{CallView, HeaderOpView, StubView, view_call, view_header_op, view_stub};
use signatures::{SignaturesView, view_signatures};
use trigger::{TriggerView, view_trigger};
use writable::{WritableView, view_writable};

use super::items::{AliasView, aliases, has_items, view_items};
use super::kfunc::has_kfuncs;
use super::{Comment, Output, Owner, Scope, Target, view_of};
use crate::{c, doc};

pub(super) const TARGET: Target = Target {
    name: "kmod",
    is_module: true,
    outputs: &[
        Output {
            template: "kmod/types.h",
            comment: Comment::Block,
            owner: Owner::Tool,
            scope: Scope::Some {
                file: |module| format!("{}_types.h", module.name),
                wanted: has_items,
                view: |module| view_of(&view_items(module, "H")),
            },
        },
        Output {
            template: "kmod/type.h",
            comment: Comment::Block,
            owner: Owner::Tool,
            scope: Scope::Type {
                file: |ty| format!("{}.h", ty.name),
                view: |ty, module| view_of(&view_header(ty, module)),
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
            template: "kmod/kfuncs.h",
            comment: Comment::Block,
            owner: Owner::Tool,
            scope: Scope::Some {
                file: |module| format!("{}_kfuncs.h", module.name),
                wanted: has_kfuncs,
                view: |module| view_of(&kfuncs::view_header(module)),
            },
        },
        Output {
            template: "kmod/kfuncs.c",
            comment: Comment::Source,
            owner: Owner::Tool,
            scope: Scope::Some {
                file: |module| format!("{}_kfuncs.c", module.name),
                wanted: has_kfuncs,
                view: |module| view_of(&kfuncs::view_sets(module)),
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
            template: "kmod/main.c",
            comment: Comment::None,
            owner: Owner::User,
            scope: Scope::Some {
                file: |module| format!("{}_main.c", module.name),
                wanted: has_main,
                view: |module| view_of(&view_main(module)),
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
            template: "kmod/gitignore",
            comment: Comment::Hash,
            owner: Owner::Tool,
            scope: Scope::Fixed {
                file: ".gitignore",
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
    /// The header of shared types, where there is one.
    types: Option<String>,
    many: bool,
    key: Option<KeyView>,
    protection: &'static str,
    inside: &'static str,
    reads: Vec<ReadView>,
    ops: Vec<HeaderOpView>,
    hooks: HooksView,
    /// Whether `unreg` may see an instance that no hook has seen before.
    brought: bool,
    hook_update: String,
    hook_init_member: String,
    members_of: Vec<MemberOfView>,
}

/// `<type>.c`.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each switches a part of the template"
)]
#[derive(Serialize)]
struct TypeView {
    name: String,
    module: String,
    struct_comment: String,
    links_required: bool,
    many: bool,
    rcu: bool,
    srcu: bool,
    mutex: bool,
    busy: &'static str,
    key: Option<KeyView>,
    update: bool,
    /// Whether an update may be refused.
    update_fails: bool,
    /// Whether an update that is refused has an attach to undo.
    undo_attach: bool,
    /// Whether something else than the core decides on an errno.
    errno: bool,
    on_attach: Option<EventView>,
    on_detach: Option<EventView>,
    hooks: HooksView,
    func_proto: Option<String>,
    writable: Vec<WritableView>,
    export: bool,
    /// The header of the module's kfuncs, for stubs that give a reference back.
    kfuncs: Option<String>,
    /// Whether programs of the type may call kfuncs of the module.
    opens_kfuncs: bool,
    signatures: SignaturesView,
    trigger: Option<TriggerView>,
    headers: Vec<String>,
    members: Vec<String>,
    aliases: Vec<AliasView>,
    data: Vec<DataView>,
    /// Functions that the checks of data members call.
    odd: Vec<String>,
    /// Whether a data member is copied.
    stores: bool,
    /// Only where the type has a trigger, and so a log.
    shown: Vec<String>,
    missing: Vec<MissingView>,
    /// Whether something is decided once all members are there.
    validate: bool,
    /// Every op that a program may implement.
    ops: Vec<StubView>,
    sleepable: Vec<SleepableView>,
    /// Those that the subsystem calls.
    calls: Vec<CallView>,
    reads: Vec<ReadView>,
    members_of: Vec<MemberOfView>,
}

/// An op whose programs may sleep.
#[derive(Serialize)]
struct SleepableView {
    name: String,
    type_name: String,
}

/// What `validate` refuses: the condition under which something is missing.
#[derive(Serialize)]
struct MissingView {
    type_name: String,
    condition: String,
    what: String,
}

fn view_header(ty: &StructOps, module: &Module) -> HeaderView {
    HeaderView {
        guard: format!("_{}_H", ty.name.to_uppercase()),
        name: ty.name.clone(),
        types: has_items(module).then(|| format!("{}_types.h", module.name)),
        many: instance::is_many(ty),
        key: view_key(ty),
        protection: instance::protection(ty),
        inside: instance::inside(ty),
        reads: view_reads(ty),
        ops: called(ty).map(|op| view_header_op(ty, op)).collect(),
        hooks: view_hooks(ty),
        brought: ty.options.update.unwrap_or(true) && !ty.options.hooks.contains(&Hook::Update),
        hook_update: hooks::hook_update(ty),
        hook_init_member: hooks::hook_init_member(ty),
        members_of: view_members_of(ty),
    }
}

/// The ops that a program may implement.
fn supported(ty: &StructOps) -> impl Iterator<Item = &Op> {
    ty.ops().filter(|op| op.is_supported())
}

/// Those that the subsystem calls: attach and detach call the others.
fn called(ty: &StructOps) -> impl Iterator<Item = &Op> {
    supported(ty).filter(|op| op.event.is_none())
}

fn view_type(ty: &StructOps, module: &Module) -> TypeView {
    let data = view_data(ty, module);
    let (protect, missing) = (instance::protect(ty), view_missing(ty));
    let (on_attach, on_detach) = (view_event(ty, Event::Attach), view_event(ty, Event::Detach));
    let has = |hook| ty.options.hooks.contains(&hook);
    TypeView {
        name: ty.name.clone(),
        module: module.name.clone(),
        struct_comment: doc::struct_comment(ty, &ty.name),
        links_required: ty.options.links == Links::Required,
        many: instance::is_many(ty),
        rcu: protect == Protect::Rcu,
        srcu: protect == Protect::Srcu,
        mutex: protect == Protect::Mutex,
        busy: instance::busy(ty),
        key: view_key(ty),
        update: ty.options.update.unwrap_or(true),
        update_fails: on_attach.is_some() || on_detach.is_some() || has(Hook::Update),
        undo_attach: on_attach.is_some() && on_detach.is_some(),
        errno: on_attach.as_ref().is_some_and(EventView::fails)
            || [Hook::Reg, Hook::Update, Hook::Validate]
                .into_iter()
                .any(has),
        on_attach,
        on_detach,
        hooks: view_hooks(ty),
        func_proto: hooks::func_proto(ty),
        writable: view_writable(ty, module),
        export: ty.options.export.unwrap_or(false),
        kfuncs: kfuncs::header(module),
        opens_kfuncs: kfuncs::has_own(module),
        signatures: view_signatures(ty),
        trigger: ty
            .options
            .trigger
            .as_ref()
            .map(|path| view_trigger(ty, module, &path.value)),
        headers: includes(ty, module),
        members: ty.members.iter().map(view_member).collect(),
        aliases: aliases(ty),
        stores: data.iter().any(DataView::is_stored),
        odd: view_odd(ty, module),
        data,
        shown: match ty.options.trigger {
            Some(_) => view_shown(ty),
            None => Vec::new(),
        },
        validate: !missing.is_empty() || has(Hook::Validate),
        missing,
        ops: supported(ty).map(|op| view_stub(ty, op, module)).collect(),
        sleepable: supported(ty)
            .filter(|op| op.is_sleepable)
            .map(|op| SleepableView {
                name: op.name.clone(),
                type_name: ty.name.clone(),
            })
            .collect(),
        calls: called(ty).map(|op| view_call(ty, op)).collect(),
        reads: view_reads(ty),
        members_of: view_members_of(ty),
    }
}

/// A member of the ops struct.
pub(in crate::target) fn view_member(member: &Member) -> String {
    match member {
        Member::Op(op) => {
            let head = format!("\t{}(*{})(", c::member_result_prefix(op), op.name);
            c::wrapped(&head, &c::parameters(op), ");")
        }
        Member::Data(data) => format!("\t{};", c::declare(&data.ty, &data.name)),
    }
}

/// Required ops, and choices of which one must be made.
fn view_missing(ty: &StructOps) -> Vec<MissingView> {
    let absent = |name: &str| format!("ops->{name} == {}__{name}", ty.name);
    let required = ty
        .ops()
        .filter(|op| matches!(op.presence, Presence::Required(_)));
    let alone = required.map(|op| MissingView {
        type_name: ty.name.clone(),
        condition: absent(&op.name),
        what: op.name.clone(),
    });
    let choices = ty.options.requires.iter().map(|choice| {
        let is_chosen = |op: &&Op| choice.contains(&op.ident);
        let names: Vec<&str> = ty
            .ops()
            .filter(is_chosen)
            .map(|op| op.name.as_str())
            .collect();
        let absent: Vec<String> = names.iter().map(|name| absent(name)).collect();
        MissingView {
            type_name: ty.name.clone(),
            condition: absent.join(" &&\n\t    "),
            what: names.join(" or "),
        }
    });
    alone.chain(choices).collect()
}
