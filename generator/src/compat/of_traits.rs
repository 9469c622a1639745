//! Changes that only two traits show.

use struct_ops::Descriptor;
use struct_ops::descriptor::CType;
use structops_model::Accepts;

use super::facts::{DataFacts, Facts, KfuncFacts, OpFacts};
use super::report::{Finding, Hit};
use super::rules::{self, Rule};

/// Adds to what the descriptors show.
pub(super) fn add(
    old: &Facts,
    new: &Facts,
    (left, right): (&Descriptor, &Descriptor),
    findings: &mut Vec<Finding>,
) {
    let mut note = |kind: &'static str, name: &str, rules: Vec<&'static Rule>| {
        if rules.is_empty() {
            return;
        }
        let hits = rules.iter().map(|rule| Hit::new(rule, String::new()));
        if let Some(known) = findings.iter_mut().find(|one| one.name == name) {
            known.hits.extend(hits);
            return;
        }
        let text = |side: &Descriptor| side.member(name).map(ToString::to_string);
        findings.push(Finding {
            kind,
            name: name.to_owned(),
            old: text(left),
            new: text(right),
            hits: hits.collect(),
        });
    };
    for op in &new.ops {
        let before = old.ops.iter().find(|one| one.name == op.name);
        note("op", &op.name, of_op(before, op));
    }
    for data in &new.data {
        let before = old.data.iter().find(|one| one.name == data.name);
        note("data member", &data.name, of_data(before, data));
    }
    of_writable(old, new, findings);
    of_kfuncs(old, new, findings);
}

fn of_op(before: Option<&OpFacts>, op: &OpFacts) -> Vec<&'static Rule> {
    let Some(before) = before else {
        return op
            .is_required
            .then_some(&rules::REQUIRED)
            .into_iter()
            .collect();
    };
    let mut rules = Vec::new();
    let mut turn = |before: bool, now: bool, gone: &'static Rule, come: &'static Rule| {
        if before != now {
            rules.push(if before { gone } else { come });
        }
    };
    turn(
        before.is_supported,
        op.is_supported,
        &rules::UNSUPPORTED,
        &rules::SUPPORTED,
    );
    turn(
        before.is_required,
        op.is_required,
        &rules::OPTIONAL,
        &rules::REQUIRED,
    );
    turn(
        before.is_sleepable,
        op.is_sleepable,
        &rules::SLEEPABLE_TAKEN,
        &rules::SLEEPABLE_GIVEN,
    );
    rules
}

fn of_data(before: Option<&DataFacts>, data: &DataFacts) -> Vec<&'static Rule> {
    let Some(before) = before else {
        return data
            .is_required
            .then_some(&rules::DATA_REQUIRED)
            .into_iter()
            .collect();
    };
    let mut rules = Vec::new();
    match (before.is_required, data.is_required) {
        (false, true) => rules.push(&rules::DATA_REQUIRED),
        (true, false) => rules.push(&rules::DATA_OPTIONAL),
        _ => {}
    }
    if !accepts_all_of(&data.accepts, &before.accepts) {
        rules.push(&rules::DATA_NARROWED);
    }
    if !accepts_all_of(&before.accepts, &data.accepts) {
        rules.push(&rules::DATA_WIDENED);
    }
    if before.zero_means != data.zero_means {
        rules.push(&rules::ZERO_MEANS);
    }
    rules
}

/// Whether every value that `less` accepts is accepted by `more`.
fn accepts_all_of(more: &Accepts, less: &Accepts) -> bool {
    match (more, less) {
        (Accepts::All, _) => true,
        (Accepts::Range(from, to), Accepts::Range(low, high)) => from <= low && high <= to,
        (Accepts::Flags(more), Accepts::Flags(less)) => less & !more == 0,
        (Accepts::Range(from, to), Accepts::Flags(flags)) => {
            *from <= 0 && i128::from(*flags) <= *to
        }
        _ => false,
    }
}

/// Fields that both sides have, or that one side lacks, which is a change of the struct.
fn of_writable(old: &Facts, new: &Facts, findings: &mut Vec<Finding>) {
    let taken = old
        .writable
        .iter()
        .map(|one| (one, &new.writable, &rules::WRITABLE_TAKEN));
    let given = new
        .writable
        .iter()
        .map(|one| (one, &old.writable, &rules::WRITABLE_GIVEN));
    for ((tag, field), others, rule) in taken.chain(given) {
        if others
            .iter()
            .any(|(other, name)| other == tag && name == field)
        {
            continue;
        }
        let hit = Hit::new(rule, format!("`{field}`"));
        match findings.iter_mut().find(|one| one.name == *tag) {
            Some(known) => known.hits.push(hit),
            None => findings.push(Finding {
                kind: "struct",
                name: tag.clone(),
                old: None,
                new: None,
                hits: vec![hit],
            }),
        }
    }
}

fn of_kfuncs(old: &Facts, new: &Facts, findings: &mut Vec<Finding>) {
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
}

fn of_kfunc(before: &KfuncFacts, after: &KfuncFacts) -> Vec<&'static Rule> {
    let mut rules = Vec::new();
    let is_number = |ty: &CType| ty.pointers == 0 && !ty.is_void();
    let pairs = before.args.iter().zip(&after.args);
    let pairs = pairs.map(|((one, how), (other, now))| (one, other, how == now));
    let pairs: Vec<(&CType, &CType, bool)> = pairs
        .chain([(&before.result, &after.result, true)])
        .collect();
    let fits = |(one, other, same): &(&CType, &CType, bool)| {
        *same && (one.is_same(other) || is_number(one) && is_number(other))
    };
    if before.args.len() != after.args.len() || !pairs.iter().all(fits) {
        rules.push(&rules::KFUNC_SHAPE);
    } else if pairs.iter().any(|(one, other, _)| !one.is_same(other)) {
        rules.push(&rules::KFUNC_NUMBER);
    }
    match (before.is_sleepable, after.is_sleepable) {
        (false, true) => rules.push(&rules::KFUNC_SLEEPABLE),
        (true, false) => rules.push(&rules::KFUNC_ATOMIC),
        _ => {}
    }
    rules
}
