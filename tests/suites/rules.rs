//! Every rule has a case, and the macro shows it where the command line does.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context as _, Result};
use structops_model::rules;
use structops_tests::ui::{self, Door};

#[test]
fn every_rule_has_a_case_and_every_case_a_rule() -> Result<()> {
    let cases: BTreeSet<String> = ui::rules()?.iter().map(ui::Case::code).collect();
    let rules: BTreeSet<String> = rules::ALL.iter().map(|rule| rule.code.to_owned()).collect();
    assert_eq!(cases, rules);
    Ok(())
}

/// A case that broke other rules as well would show less of its own.
#[test]
fn a_case_breaks_its_own_rule_and_no_other() -> Result<()> {
    let mut wrong = Vec::new();
    for case in ui::rules()? {
        let shown = ui::shown_by_command_line(&read(&case.golden)?)?;
        let codes: BTreeSet<String> = shown.into_iter().map(|(code, ..)| code).collect();
        if codes != BTreeSet::from([case.code()]) {
            wrong.push(format!("{}: {codes:?}", case.source.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

#[test]
fn both_doors_show_the_same_rules_at_the_same_places() -> Result<()> {
    let mut wrong = Vec::new();
    for case in ui::rules()? {
        let name = case.source.display();
        let door = case.door()?;
        if door == Door::Closed {
            assert!(!case.of_rustc().exists(), "{name}: the macro sees it");
            continue;
        }
        let ours = ui::shown_by_command_line(&read(&case.golden)?)?;
        let mut rustcs = ui::shown_by_rustc(&read(&case.of_rustc())?)?;
        if door == Door::Ajar {
            assert_ne!(ours, rustcs, "{name}: rustc says nothing of its own");
            rustcs.retain(|(code, ..)| !code.is_empty());
            if rustcs.is_subset(&ours) {
                continue;
            }
        }
        if ours != rustcs {
            wrong.push(format!(
                "{name}\n  command line alone: {:?}\n  rustc alone: {:?}",
                ours.difference(&rustcs).collect::<Vec<_>>(),
                rustcs.difference(&ours).collect::<Vec<_>>()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}

/// A golden text of a case that is gone would be compared with nothing.
#[test]
fn every_golden_text_has_its_case() -> Result<()> {
    let cases = ui::rules()?;
    let folder = structops_tests::place::repository().join("tests/ui/rules");
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        assert!(
            cases
                .iter()
                .any(|case| case.source == path.with_extension("rs")),
            "{}",
            path.display()
        );
    }
    Ok(())
}

fn read(path: &std::path::Path) -> Result<String> {
    fs::read_to_string(path)
        .with_context(|| format!("cannot read {}; run `make golden`", path.display()))
}
