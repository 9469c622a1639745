//! Open-coded iterators: the struct that holds the state, and the steps.

use proc_macro2::Ident;
use syn::{Attribute, FnArg, Item, ItemTrait, TraitItem, TraitItemFn};

use super::scope::Scope;
use crate::diagnostic::Diagnostics;
use crate::interface::{Kfunc, Named, Step, Struct, Type};
use crate::rules;

/// What the tag of a state begins with: `ITER_PREFIX` in kernel/bpf/btf.c.
const PREFIX: &str = "bpf_iter_";

/// The prefix of a struct's tag: the kernel knows an iterator by its state's.
pub(super) fn tag_prefix(ident: &Ident, items: &[Item], prefix: &str) -> String {
    if is_state(ident, items) {
        format!("{PREFIX}{prefix}")
    } else {
        prefix.to_owned()
    }
}

/// Whether a step takes the struct first.
fn is_state(ident: &Ident, items: &[Item]) -> bool {
    let kfuncs = items.iter().filter_map(|item| match item {
        Item::Trait(item) if has(&item.attrs, "kfuncs") => Some(item),
        _ => None,
    });
    let mut steps = kfuncs.flat_map(steps);
    steps.any(|step| state_of(step).is_some_and(|state| state == ident))
}

fn steps(item: &ItemTrait) -> impl Iterator<Item = &TraitItemFn> {
    item.items.iter().filter_map(|member| match member {
        TraitItem::Fn(method) if has(&method.attrs, "iterator") => Some(method),
        _ => None,
    })
}

fn state_of(step: &TraitItemFn) -> Option<&Ident> {
    let FnArg::Typed(first) = step.sig.inputs.first()? else {
        return None;
    };
    match &*first.ty {
        syn::Type::Reference(reference) => match &*reference.elem {
            syn::Type::Path(path) => path.path.get_ident(),
            _ => None,
        },
        _ => None,
    }
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes
        .iter()
        .any(|attribute| attribute.path().is_ident(name))
}

/// `#[iterator(next)]`.
pub(super) fn parse_step(attribute: &Attribute, found: &mut Diagnostics) -> Option<Step> {
    let word: Option<Ident> = attribute.parse_args().ok();
    let word = word.map(|word| word.to_string());
    let step = Step::ALL
        .into_iter()
        .find(|step| word.as_deref() == Some(step.word()));
    if step.is_none() {
        let words = [
            ("name", "iterator"),
            ("takes", "`new`, `next` or `destroy`"),
            ("example", "#[iterator(next)]"),
        ];
        found.push(
            &rules::ATTRIBUTE_FORM,
            syn::spanned::Spanned::span(attribute),
            &words,
        );
    }
    step
}

/// The name that the kernel insists on: the state's tag and the step.
pub(super) fn name_of(step: Step, first: Option<&Type>) -> Option<String> {
    let named = first?.named()?;
    Some(format!("{}_{}", named.tag, step.word()))
}

/// What `btf_check_iter_kfuncs` in kernel/bpf/btf.c insists on.
pub(super) fn check_step(kfunc: &Kfunc, found: &mut Diagnostics) {
    let Some(step) = kfunc.step else { return };
    let first = kfunc.args.first().map(|one| &one.arg.ty);
    let has_state = matches!(
        first,
        Some(Type::Reference {
            mutable: true,
            nullable: false,
            ..
        })
    );
    let (fits, form) = match step {
        Step::New => (kfunc.result.is_integer(), "(state: &mut State, …) -> i32"),
        Step::Next => (
            kfunc.args.len() == 1 && kfunc.result.is_pointer() && kfunc.result.is_nullable(),
            "(state: &mut State) -> Option<&T>",
        ),
        Step::Destroy => (
            kfunc.args.len() == 1 && kfunc.result == Type::Unit,
            "(state: &mut State)",
        ),
    };
    if !(has_state && fits) {
        let example = format!("fn {}{form}", kfunc.ident);
        let words = [("example", example.as_str())];
        found.push(&rules::ITERATOR_FORM, kfunc.ident.span(), &words);
        return;
    }
    if let Some(name) = name_of(step, first).filter(|name| *name != kfunc.name) {
        let what = format!("be called `{}`", kfunc.name);
        let instead = format!("remove `#[name]`: to the kernel, this step is `{name}`");
        let words = [("what", what.as_str()), ("instead", &instead)];
        found.push(&rules::KFUNC_FORM, kfunc.ident.span(), &words);
    }
}

/// States that the kernel would not take, and iterators that lack a step.
pub(super) fn check_states(kfuncs: &[Kfunc], scope: &Scope, found: &mut Diagnostics) {
    for item in &scope.structs {
        let steps: Vec<Step> = kfuncs
            .iter()
            .filter(|kfunc| takes_first(kfunc, &item.named))
            .filter_map(|kfunc| kfunc.step)
            .collect();
        if steps.is_empty() {
            continue;
        }
        if let Some((why, instead)) = refusal(item, &steps) {
            let words = [
                ("name", item.named.rust.as_str()),
                ("why", &why),
                ("instead", &instead),
            ];
            found.push(&rules::ITERATOR_STATE, item.ident.span(), &words);
        }
    }
}

fn takes_first(kfunc: &Kfunc, named: &Named) -> bool {
    let first = kfunc.args.first().map(|one| &one.arg.ty);
    matches!(first, Some(Type::Reference { to, .. }) if to == named)
}

fn refusal(item: &Struct, steps: &[Step]) -> Option<(String, String)> {
    let tag = &item.named.tag;
    if !tag.starts_with(PREFIX) {
        let why = format!("its tag `{tag}` does not begin with `{PREFIX}`");
        return Some((why, "remove `#[name]`".to_owned()));
    }
    // A state lies in slots of the program's stack.
    match item.layout {
        Some(layout) if layout.size % 8 == 0 => {}
        Some(layout) => {
            let why = format!("it has {} bytes", layout.size);
            return Some((why, "fill it up to a multiple of 8 bytes".to_owned()));
        }
        None => {
            let why = "its size is not known here".to_owned();
            return Some((why, "let it hold numbers and raw pointers".to_owned()));
        }
    }
    let missing = Step::ALL.into_iter().find(|step| !steps.contains(step));
    let step = missing?.word();
    let why = format!("it has no step `{step}`");
    Some((why, format!("let one kfunc be `#[iterator({step})]`")))
}
