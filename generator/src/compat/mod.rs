//! What becomes of programs when a type changes, before anybody loads one.
//!
//! The changes are those of `struct_ops::descriptor::differences`, and what only traits say;
//! a table has for each kind what the kernel and libbpf make of it, in both directions.

mod by_value;
mod changes;
mod facts;
mod level;
mod of_kfuncs;
mod of_options;
mod of_traits;
mod report;
pub mod rules;
mod side;

use struct_ops::Descriptor;
use struct_ops::descriptor::{Base, CType, MemberKind, differences, moved};

pub use facts::Facts;
pub use level::{Denied, Direction, Word};
pub use report::{Finding, Hit, Report, TypeReport};
pub use rules::{Level, Rule, Verdict};
pub use side::{KERNEL, Side, SideError, Subject, of_running_kernel, registered};

/// Compares two sides: the types of that name, or where none is named the types of the traits
/// among them, or all that either side has.
pub fn compare(old: &Side, new: &Side, only: &[String]) -> Report {
    let mut names: Vec<&str> = Vec::new();
    let has_trait = old.is_trait || new.is_trait;
    for side in [old, new] {
        if side.is_trait || !has_trait {
            for subject in &side.types {
                if !names.contains(&&*subject.descriptor.name) {
                    names.push(&subject.descriptor.name);
                }
            }
        }
    }
    if !only.is_empty() {
        names = only.iter().map(String::as_str).collect();
    }
    let types = names.iter().map(|name| of_type(name, old, new));
    let mut types: Vec<TypeReport> = types.collect();
    say_once(&mut types);
    Report {
        old: old.label.clone(),
        new: new.label.clone(),
        complete: old.is_trait && new.is_trait,
        types,
    }
}

/// What a module has for all of its types is said of the first.
fn say_once(types: &mut [TypeReport]) {
    let mut said = Vec::new();
    for ty in types {
        ty.findings.retain(|one| {
            // Two modules may have a constant of one name.
            let key = (one.kind, one.name.clone(), one.old.clone(), one.new.clone());
            let is_shared = matches!(one.kind, "kfunc" | "constant");
            let is_known = is_shared && said.contains(&key);
            if is_shared && !is_known {
                said.push(key);
            }
            !is_known
        });
    }
}

fn of_type(name: &str, old: &Side, new: &Side) -> TypeReport {
    let findings = match (old.find(name), new.find(name)) {
        (Some(one), Some(other)) => {
            let is_kernel = old.is_kernel || new.is_kernel;
            of_subjects(one, other, is_kernel)
        }
        (Some(_), None) => vec![Finding::of_type(name, true)],
        (None, Some(_)) => vec![Finding::of_type(name, false)],
        (None, None) => Vec::new(),
    };
    TypeReport {
        name: name.to_owned(),
        findings,
    }
}

/// Of kernels only what the members name: beyond it lies half of the kernel, whose fields
/// programs reach by CO-RE.
fn of_subjects(old: &Subject, new: &Subject, is_kernel: bool) -> Vec<Finding> {
    let (left, right) = (&old.descriptor, &new.descriptor);
    let is_near = |name: &str| names_tag(left, name) || names_tag(right, name);
    let is_member = |name: &str| left.member(name).or_else(|| right.member(name)).is_some();
    let facts = [old.facts.as_ref(), new.facts.as_ref()];
    let is_hidden = |name: &str| of_traits::is_hidden(name, facts);
    let mut findings: Vec<Finding> = differences(left, right)
        .iter()
        .filter(|one| !is_kernel || is_member(&one.name) || is_near(&one.name))
        // What programs leave alone may be what it wants.
        .filter(|one| changes::of_item(one).is_some() || !is_hidden(&one.name))
        .map(|one| changes::finding(one, left, right))
        .collect();
    by_value::add((left, right), is_hidden, &mut findings);
    if let (Some(old), Some(new)) = (&old.facts, &new.facts) {
        of_traits::add(old, new, (left, right), &mut findings);
    }
    findings.extend(changes::of_order(&moved(left, right)));
    findings
}

/// Whether a member, an argument or a result is of the type with that tag, or points to one.
fn names_tag(descriptor: &Descriptor, tag: &str) -> bool {
    let is_of = |ty: &CType| match &ty.base {
        Base::Struct(name) | Base::Union(name) | Base::Enum(name) => name == tag,
        _ => false,
    };
    descriptor.members.iter().any(|member| match &member.kind {
        MemberKind::Data(ty) => is_of(ty),
        MemberKind::Op(prototype) => {
            is_of(&prototype.result) || prototype.params.iter().any(|param| is_of(&param.ty))
        }
    })
}
