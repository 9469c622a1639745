//! What becomes of programs when a type changes, before anybody loads one.
//!
//! The changes are those of `struct_ops::descriptor::differences`, and what only traits say;
//! a table has for each kind what the kernel and libbpf make of it, in both directions.

mod changes;
mod facts;
mod level;
mod of_traits;
mod report;
pub mod rules;
mod side;

use struct_ops::descriptor::{differences, moved};

pub use facts::Facts;
pub use level::{Denied, Direction, Word};
pub use report::{Finding, Hit, Report, TypeReport};
pub use rules::{Level, Rule, Verdict};
pub use side::{KERNEL, Side, SideError, Subject, btf_of, of_running_kernel, registered};

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
    Report {
        old: old.label.clone(),
        new: new.label.clone(),
        types: types.collect(),
    }
}

fn of_type(name: &str, old: &Side, new: &Side) -> TypeReport {
    let findings = match (old.find(name), new.find(name)) {
        (Some(old), Some(new)) => of_subjects(old, new),
        (Some(_), None) => vec![Finding::of_type(name, true)],
        (None, Some(_)) => vec![Finding::of_type(name, false)],
        (None, None) => Vec::new(),
    };
    TypeReport {
        name: name.to_owned(),
        findings,
    }
}

fn of_subjects(old: &Subject, new: &Subject) -> Vec<Finding> {
    let (left, right) = (&old.descriptor, &new.descriptor);
    let mut findings: Vec<Finding> = differences(left, right)
        .iter()
        .map(|one| changes::finding(one, left, right))
        .collect();
    if let (Some(old), Some(new)) = (&old.facts, &new.facts) {
        of_traits::add(old, new, (left, right), &mut findings);
    }
    findings.extend(changes::of_order(&moved(left, right)));
    findings
}
