//! Changes of a type's options, which only two traits show.

use super::facts::{Facts, OptionFacts};
use super::report::{Finding, Hit};
use super::rules::{self, Rule};

/// An option that says yes or no, in the words of the language.
struct Switch {
    name: &'static str,
    words: (&'static str, &'static str),
    value: fn(&OptionFacts) -> bool,
    /// What turning it on means, and turning it off.
    rules: (&'static Rule, &'static Rule),
}

const SWITCHES: &[Switch] = &[
    Switch {
        name: "links",
        words: ("links = \"required\"", "links = \"optional\""),
        value: |options| options.needs_link,
        rules: (&rules::LINK_REQUIRED, &rules::LINK_OPTIONAL),
    },
    Switch {
        name: "instances",
        words: ("instances = \"many\"", "instances = \"one\""),
        value: |options| options.is_many,
        rules: (&rules::INSTANCES_MANY, &rules::INSTANCES_ONE),
    },
    Switch {
        name: "update",
        words: ("update = true", "update = false"),
        value: |options| options.is_replaceable,
        rules: (&rules::UPDATE_GIVEN, &rules::UPDATE_TAKEN),
    },
    Switch {
        name: "helpers",
        words: ("helpers = \"base\"", "helpers = \"none\""),
        value: |options| options.has_helpers,
        rules: (&rules::HELPERS_GIVEN, &rules::HELPERS_TAKEN),
    },
    Switch {
        name: "protect",
        words: ("protect = \"mutex\"", "no mutex"),
        value: |options| options.is_serial,
        rules: (&rules::SERIAL_GIVEN, &rules::SERIAL_TAKEN),
    },
];

/// Adds what became of each option.
pub(super) fn add(old: &Facts, new: &Facts, findings: &mut Vec<Finding>) {
    for switch in SWITCHES {
        let (was, is) = ((switch.value)(&old.options), (switch.value)(&new.options));
        if was == is {
            continue;
        }
        let (on, off) = switch.words;
        let text = |value: bool| Some(if value { on } else { off }.to_owned());
        let rule = if is { switch.rules.0 } else { switch.rules.1 };
        findings.push(Finding {
            kind: "option",
            name: switch.name.to_owned(),
            old: text(was),
            new: text(is),
            hits: vec![Hit::new(rule, String::new())],
        });
    }
    let taken = unmet(old, new).map(|list| Hit::new(&rules::ONE_OF_ADDED, list));
    let given = unmet(new, old).map(|list| Hit::new(&rules::ONE_OF_REMOVED, list));
    let hits: Vec<Hit> = taken.chain(given).collect();
    if !hits.is_empty() {
        findings.push(Finding {
            kind: "option",
            name: "requires".to_owned(),
            old: None,
            new: None,
            hits,
        });
    }
}

/// The lists of the other side that an instance of this one need not satisfy.
fn unmet<'a>(side: &'a Facts, other: &'a Facts) -> impl Iterator<Item = String> {
    let is_met = |list: &&Vec<String>| {
        let mut required = side.ops.iter().filter(|op| op.is_required);
        let narrower = |own: &Vec<String>| own.iter().all(|op| list.contains(op));
        required.any(|op| list.contains(&op.name)) || side.options.one_of.iter().any(narrower)
    };
    let lists = other.options.one_of.iter();
    let names = |list: &Vec<String>| {
        let names: Vec<String> = list.iter().map(|op| format!("`{op}`")).collect();
        names.join(" or ")
    };
    lists.filter(move |list| !is_met(list)).map(names)
}
