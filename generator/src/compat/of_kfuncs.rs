//! Changes of the functions that programs may call, which only two traits show.

use struct_ops::descriptor::{Base, CType, differences};

use super::changes;
use super::facts::{Facts, KfuncFacts};
use super::report::{Finding, Hit};
use super::rules::{self, Rule};

/// Adds what became of each kfunc.
pub(super) fn add(old: &Facts, new: &Facts, findings: &mut Vec<Finding>) {
    let find = |name: &str, side: &'_ Facts| side.kfuncs.iter().position(|one| one.name == name);
    let mut push =
        |before: Option<&KfuncFacts>, after: Option<&KfuncFacts>, rules: Vec<&'static Rule>| {
            let (Some(name), false) = (
                before.or(after).map(|one| one.name.clone()),
                rules.is_empty(),
            ) else {
                return;
            };
            findings.push(Finding {
                kind: "kfunc",
                name,
                old: before.map(|one| one.text.clone()),
                new: after.map(|one| one.text.clone()),
                hits: rules
                    .iter()
                    .map(|rule| Hit::new(rule, String::new()))
                    .collect(),
            });
        };
    for before in &old.kfuncs {
        match find(&before.name, new).and_then(|index| new.kfuncs.get(index)) {
            None => push(Some(before), None, vec![&rules::KFUNC_REMOVED]),
            Some(after) => push(Some(before), Some(after), of_kfunc(before, after)),
        }
    }
    for after in &new.kfuncs {
        if find(&after.name, old).is_none() {
            push(None, Some(after), vec![&rules::KFUNC_ADDED]);
        }
    }
    let (left, right) = (&old.of_kfuncs, &new.of_kfuncs);
    for one in differences(left, right) {
        let found = changes::finding(&one, left, right);
        // Ops may lead there as well.
        if !findings
            .iter()
            .any(|known| (known.kind, &known.name) == (found.kind, &found.name))
        {
            findings.push(found);
        }
    }
}

fn of_kfunc(before: &KfuncFacts, after: &KfuncFacts) -> Vec<&'static Rule> {
    let mut rules = Vec::new();
    let is_number = |ty: &CType| ty.pointers == 0 && !ty.is_void();
    let is_enum = |ty: &CType| matches!(ty.base, Base::Enum(_));
    let pairs = before.args.iter().zip(&after.args);
    let pairs = pairs.map(|((one, how), (other, now))| (one, other, how == now));
    let result = (
        &before.result,
        &after.result,
        before.treatment == after.treatment,
    );
    let pairs: Vec<(&CType, &CType, bool)> = pairs.chain([result]).collect();
    let fits = |(one, other, same): &(&CType, &CType, bool)| {
        // To libbpf an enum is another kind than a number (`bpf_core_types_are_compat`).
        let are_numbers = is_number(one) && is_number(other) && is_enum(one) == is_enum(other);
        *same && (one.is_same(other) || are_numbers)
    };
    let places = |one: &KfuncFacts| {
        one.buffers
            .iter()
            .map(|(buffer, _)| *buffer)
            .collect::<Vec<_>>()
    };
    let is_alike = before.args.len() == after.args.len() && places(before) == places(after);
    if !is_alike || !pairs.iter().all(fits) {
        // Another function: what else is different about it comes too late to be noticed.
        return vec![&rules::KFUNC_SHAPE];
    }
    if pairs.iter().any(|(one, other, _)| !one.is_same(other)) || are_moved(before, after) {
        rules.push(&rules::KFUNC_NUMBER);
    }
    of_null(before, after, &mut rules);
    of_callers(before, after, &mut rules);
    rules
}

/// Whether an argument has gone to another place: who calls it says no names.
fn are_moved(before: &KfuncFacts, after: &KfuncFacts) -> bool {
    let mut names = before.names.iter().enumerate();
    names.any(|(index, name)| {
        let now = after.names.iter().position(|other| other == name);
        now.is_some_and(|now| now != index)
    })
}

/// Where NULL comes or goes.
fn of_null(before: &KfuncFacts, after: &KfuncFacts, rules: &mut Vec<&'static Rule>) {
    let lacks =
        |one: &[bool], other: &[bool]| one.iter().zip(other).any(|(one, other)| *one && !other);
    if lacks(&after.takes_null, &before.takes_null) {
        rules.push(&rules::KFUNC_TAKES_NULL);
    }
    if lacks(&before.takes_null, &after.takes_null) {
        rules.push(&rules::KFUNC_TAKES_NO_NULL);
    }
    match (before.gives_null, after.gives_null) {
        (false, true) => rules.push(&rules::KFUNC_GIVES_NULL),
        (true, false) => rules.push(&rules::KFUNC_GIVES_NO_NULL),
        _ => {}
    }
}

/// Who may call it, and with which pointers.
fn of_callers(before: &KfuncFacts, after: &KfuncFacts, rules: &mut Vec<&'static Rule>) {
    let mut turn = |was: bool, is: bool, come: &'static Rule, gone: &'static Rule| {
        if was != is {
            rules.push(if is { come } else { gone });
        }
    };
    turn(
        before.is_sleepable,
        after.is_sleepable,
        &rules::KFUNC_SLEEPABLE,
        &rules::KFUNC_ATOMIC,
    );
    turn(
        before.is_destructive,
        after.is_destructive,
        &rules::KFUNC_DESTRUCTIVE,
        &rules::KFUNC_HARMLESS,
    );
    turn(
        before.is_rcu,
        after.is_rcu,
        &rules::KFUNC_RCU_GIVEN,
        &rules::KFUNC_RCU_TAKEN,
    );
    let lacks = |one: &KfuncFacts, other: &KfuncFacts| {
        let programs = &other.programs;
        !programs
            .iter()
            .all(|program| one.programs.contains(program))
    };
    if lacks(after, before) {
        rules.push(&rules::KFUNC_PROGRAMS_TAKEN);
    }
    if lacks(before, after) {
        rules.push(&rules::KFUNC_PROGRAMS_GIVEN);
    }
}
