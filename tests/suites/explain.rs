//! The pages of `structops-gen explain`: complete, and true to the last example.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context as _, Result};
use structops_gen::explain::{self, Part};
use structops_gen::source::Source;
use structops_model::language::{ATTRIBUTES, OPTIONS};
use structops_model::rules;
use structops_tests::tool::{self, stdout_of};
use structops_tests::{compile, pages, place};

#[test]
fn every_rule_has_a_page_and_every_page_a_rule() {
    let pages: BTreeSet<String> = explain::names().collect();
    let rules = rules::ALL.iter().map(|rule| format!("{}.md", rule.code));
    assert_eq!(pages, rules.collect());
}

#[test]
fn a_page_is_prose_then_a_wrong_and_a_right_example() {
    for rule in rules::ALL {
        let parts = explain::parts(explain::page(rule).unwrap());
        let is = |part: &Part<'_>, word: &str| matches!(part, Part::Example { tags, .. } if tags.split(' ').any(|tag| tag == word));
        let Some(([prose @ .., wrong], right)) =
            parts.split_last().map(|(last, rest)| (rest, last))
        else {
            panic!("{}: too short", rule.code);
        };
        assert!(is(wrong, "wrong"), "{}: {wrong:?}", rule.code);
        assert!(is(right, "right"), "{}: {right:?}", rule.code);
        assert!(!prose.is_empty(), "{}: no prose", rule.code);
        assert!(
            prose.iter().all(|part| matches!(part, Part::Prose(_))),
            "{}: an example too many",
            rule.code
        );
    }
}

#[test]
fn wrong_examples_break_their_own_rule_and_right_ones_none() {
    let mut wrong = Vec::new();
    for example in pages::examples() {
        let broken: BTreeSet<&str> = match Source::of_text("ops.rs", example.code).interface() {
            Ok(_) => BTreeSet::new(),
            Err(refused) => refused.found.iter().map(|one| one.rule.code).collect(),
        };
        let expected = if example.is("wrong") {
            BTreeSet::from([example.rule.code])
        } else {
            BTreeSet::new()
        };
        if broken != expected {
            let (code, tags) = (example.rule.code, example.tags);
            wrong.push(format!("{code}: {tags}: {broken:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn rustfmt_leaves_the_examples_as_they_are() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let mut files = Vec::new();
    for example in pages::examples().filter(|example| !example.is("unformatted")) {
        let word = example.tags.replace(' ', "_");
        let file = folder
            .path()
            .join(format!("{}_{word}.rs", example.rule.code));
        // A module in another file would be looked for.
        let code = example.code.replace("mod player;", "use player;");
        fs::write(&file, code)?;
        files.push(file);
    }
    check_format(&files)
}

#[test]
fn rustfmt_leaves_readme_examples_and_samples_as_they_are() -> Result<()> {
    let repository = place::repository();
    let folder = tempfile::tempdir()?;
    let mut files = Vec::new();
    let readme = fs::read_to_string(repository.join("README.md"))?;
    for (index, part) in explain::parts(&readme).iter().enumerate() {
        if let Part::Example { tags: "rust", code } = part {
            let file = folder.path().join(format!("readme_{index}.rs"));
            // Statements stand in a function; there they keep their indentation.
            let text = if code.starts_with(' ') {
                format!("fn readme() {{\n{code}}}\n")
            } else {
                (*code).to_owned()
            };
            fs::write(&file, text)?;
            files.push(file);
        }
    }
    assert!(!files.is_empty());
    for example in fs::read_dir(repository.join("example-ops"))? {
        files.push(example?.path().join("src/ops.rs"));
    }
    for sample in fs::read_dir(repository.join("tests/samples"))? {
        files.push(sample?.path());
    }
    check_format(&files)
}

#[test]
fn the_command_takes_codes_in_any_spelling() -> Result<()> {
    let whole = stdout_of(explain(&["SO0012"])?)?;
    assert!(whole.starts_with("SO0012: an op's receiver can only be `&self`\n"));
    for word in ["so0012", "So12", "12", "0012"] {
        assert_eq!(stdout_of(explain(&[word])?)?, whole, "{word}");
    }
    for words in [
        "\nWrong:\n\n    #[struct_ops]\n",
        "\nRight:\n\n    #[struct_ops]\n",
    ] {
        assert!(whole.contains(words), "{whole}");
    }
    assert!(!whole.contains("```"), "{whole}");
    let two = stdout_of(explain(&["12", "SO0021"])?)?;
    assert!(
        two.starts_with(&whole) && two.contains("\nSO0021: "),
        "{two}"
    );
    Ok(())
}

#[test]
fn without_a_code_all_rules_are_listed() -> Result<()> {
    let list = stdout_of(explain(&[])?)?;
    assert_eq!(list.lines().count(), rules::ALL.len());
    for (line, rule) in list.lines().zip(rules::ALL) {
        let title = explain::title(rule);
        assert_eq!(line, format!("{}  {title}", rule.code));
        assert!(!title.contains(['{', '}']), "{title}");
    }
    Ok(())
}

#[test]
fn options_and_attributes_are_told_with_what_holds_without_them() -> Result<()> {
    for row in OPTIONS {
        let text = stdout_of(explain(&[row.name])?)?;
        for words in [row.example, row.meaning, row.takes, row.without] {
            assert!(text.contains(words), "{}: {text}", row.name);
        }
    }
    for row in ATTRIBUTES {
        let text = stdout_of(explain(&[row.name])?)?;
        for words in [row.example, row.meaning, row.without] {
            assert!(text.contains(words), "{}: {text}", row.name);
        }
    }
    let options = stdout_of(explain(&["options"])?)?;
    assert_eq!(options.lines().count(), OPTIONS.len());
    for (line, row) in options.lines().zip(OPTIONS) {
        assert!(line.starts_with(row.example), "{line}");
    }
    let attributes = stdout_of(explain(&["attributes"])?)?;
    assert_eq!(attributes.lines().count(), ATTRIBUTES.len());
    for (line, row) in attributes.lines().zip(ATTRIBUTES) {
        assert!(line.starts_with(row.example), "{line}");
    }
    let near = String::from_utf8(explain(&["trigge"])?.stderr)?;
    assert!(near.contains("trigger"), "{near}");
    Ok(())
}

/// The defaults that README promises are those of the table.
#[test]
fn readme_lists_every_option() -> Result<()> {
    let readme = fs::read_to_string(place::repository().join("README.md"))?;
    for row in OPTIONS {
        let listed = readme.lines().any(|line| {
            let first = line
                .strip_prefix("| ")
                .and_then(|line| line.split(" |").next());
            first.is_some_and(|cell| cell.contains(&format!("`{}", row.name)))
        });
        assert!(listed, "{}", row.name);
    }
    Ok(())
}

/// Each example of an option is one that the parser takes.
#[test]
fn the_examples_of_options_are_accepted() {
    for row in OPTIONS {
        let text = format!(
            "#[struct_ops({})] pub trait TestOps {{ fn play(&self) {{}} fn seek(&self) {{}} }}",
            row.example
        );
        let broken: BTreeSet<&str> = match Source::of_text("ops.rs", &text).interface() {
            Ok(_) => BTreeSet::new(),
            Err(refused) => refused.found.iter().map(|one| one.rule.code).collect(),
        };
        assert_eq!(broken, BTreeSet::new(), "{text}");
    }
}

#[test]
fn an_unknown_code_is_status_2_and_names_what_there_is() -> Result<()> {
    let last = rules::ALL.last().context("there are rules")?.code;
    for words in [["SO9912", "12"], ["12", "SO0000"], ["12", "nonsense"]] {
        let output = explain(&words)?;
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(output.stdout.is_empty(), "{words:?}: half an answer");
        let error = String::from_utf8(output.stderr)?;
        assert!(
            error.contains(&format!("codes go from SO0001 to {last}")),
            "{error}"
        );
    }
    let near = String::from_utf8(explain(&["SO1012"])?.stderr)?;
    assert!(
        near.contains("near it are") && near.contains("SO0012"),
        "{near}"
    );
    Ok(())
}

fn explain(args: &[&str]) -> Result<Output> {
    tool::run(place::repository(), &[&["explain"], args].concat())
}

/// What rustfmt would change is an error.
fn check_format(files: &[impl AsRef<Path>]) -> Result<()> {
    let mut command = Command::new("rustfmt");
    command.args(["--edition", "2024", "--check"]);
    command.args(files.iter().map(AsRef::as_ref));
    compile::run(&mut command).map(drop)
}
