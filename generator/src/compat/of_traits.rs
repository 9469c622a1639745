//! Changes that only two traits show.

use struct_ops::Descriptor;
use structops_model::Accepts;

use super::facts::{DataFacts, Facts, OpFacts};
use super::report::{Finding, Hit};
use super::rules::{self, Rule};
use super::{of_kfuncs, of_options};

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
        if let Some(known) = findings.iter_mut().find(|one| one.is_of_member(name)) {
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
    for op in &old.ops {
        let is_gone = op.is_required && right.member(&op.name).is_none();
        note(
            "op",
            &op.name,
            is_gone.then_some(&rules::OPTIONAL).into_iter().collect(),
        );
    }
    for data in &old.data {
        if right.member(&data.name).is_none() {
            note(
                "data member",
                &data.name,
                of_lone(data, &rules::KEY_REMOVED, &rules::DATA_OPTIONAL),
            );
        }
    }
    of_writable(old, new, findings);
    of_consts(old, new, findings);
    of_options::add(old, new, findings);
    of_kfuncs::add(old, new, findings);
}

/// Whether a trait keeps the member from programs, data or an op, and none gives it to them.
pub(super) fn is_hidden(name: &str, sides: [Option<&Facts>; 2]) -> bool {
    let privacy = |facts: &Facts| {
        let op = facts.ops.iter().find(|op| op.name == name);
        let data = facts.data.iter().find(|data| data.name == name);
        let is_closed = op.map(|op| !op.is_supported);
        is_closed.or(data.map(|data| data.is_private))
    };
    let said: Vec<bool> = sides.into_iter().flatten().filter_map(privacy).collect();
    !said.is_empty() && said.iter().all(|is_closed| *is_closed)
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
    let is_elsewhere = |(buffer, length): &(usize, usize)| {
        let mut now = op.buffers.iter();
        !now.any(|(other, now)| other == buffer && now == length)
    };
    if before.buffers.iter().any(is_elsewhere) {
        rules.push(&rules::BUFFER_LENGTH);
    }
    if before.event != op.event {
        rules.push(&rules::OCCASION);
    } else if let (Some(one), Some(other)) = (&before.fallback, &op.fallback)
        && one != other
    {
        rules.push(&rules::FALLBACK);
    }
    rules
}

fn of_data(before: Option<&DataFacts>, data: &DataFacts) -> Vec<&'static Rule> {
    let Some(before) = before else {
        return of_lone(data, &rules::KEY_ADDED, &rules::DATA_REQUIRED);
    };
    let mut rules = Vec::new();
    match (before.is_private, data.is_private) {
        (true, true) => return rules,
        (false, true) => return vec![&rules::DATA_PRIVATE],
        (true, false) => rules.push(&rules::DATA_PUBLIC),
        (false, false) => {}
    }
    match (before.is_key, data.is_key) {
        (false, true) => rules.push(&rules::KEY_ADDED),
        (true, false) => rules.push(&rules::KEY_REMOVED),
        _ => {}
    }
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

/// A member that only one side has: for programs of the other it is zero.
fn of_lone(data: &DataFacts, key: &'static Rule, required: &'static Rule) -> Vec<&'static Rule> {
    let mut rules = Vec::new();
    if data.is_private {
        return rules;
    }
    if data.is_key {
        rules.push(key);
    }
    let zero_is_refused = data.zero_means.is_none()
        && matches!(data.accepts, Accepts::Range(from, to) if from > 0 || to < 0);
    if data.is_required || zero_is_refused {
        rules.push(required);
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
        match findings
            .iter_mut()
            .find(|one| one.kind == "struct" && one.name == *tag)
        {
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

/// Constants are numbers in a program, as enumerators are.
fn of_consts(old: &Facts, new: &Facts, findings: &mut Vec<Finding>) {
    let value = |side: &Facts, name: &str| {
        let mut consts = side.consts.iter();
        consts
            .find(|(known, _)| known == name)
            .map(|(_, value)| *value)
    };
    let mut names: Vec<&String> = Vec::new();
    for (name, _) in old.consts.iter().chain(&new.consts) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    for name in names {
        let (before, after) = (value(old, name), value(new, name));
        let rule = match (before, after) {
            (Some(before), Some(after)) if before == after => continue,
            (Some(_), Some(_)) => &rules::ENUMERATOR_CHANGED,
            (Some(_), None) => &rules::ENUMERATOR_REMOVED,
            _ => &rules::ENUMERATOR_ADDED,
        };
        findings.push(Finding {
            kind: "constant",
            name: name.clone(),
            old: before.map(|value| value.to_string()),
            new: after.map(|value| value.to_string()),
            hits: vec![Hit::new(rule, String::new())],
        });
    }
}
