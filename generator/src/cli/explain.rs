//! `explain`: what is behind a code.

use std::fmt::Write as _;
use std::io::Write as _;

use clap::builder::styling::{AnsiColor, Style};
use structops_gen::compat::rules as compat_rules;
use structops_gen::explain::{self, Part};
use structops_model::rules::{self, Rule};

use super::Failure;
use super::{compat, words};

/// Tell why a rule exists, or what an option or an attribute means
///
/// Without a topic: all rules, one line each.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Codes of diagnostics (SO0012, so12, 12) and of changes (CO01), options and attributes
    /// (`links`, `trigger`), or `options`, `attributes` and `changes` for lists of them
    #[arg(value_name = "TOPIC")]
    topics: Vec<String>,
}

/// What a word may stand for; one that stands for several is told in this order.
const KINDS: &[fn(&str) -> Option<String>] = &[
    about_rule,
    compat::about_change,
    words::option,
    words::attribute,
    words::list,
    compat::list,
];

pub(super) const BOLD: Style = Style::new().bold();
const WRONG: Style = AnsiColor::Red.on_default().bold();
const RIGHT: Style = AnsiColor::Green.on_default().bold();

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let mut texts = Vec::new();
    for topic in &args.topics {
        let before = texts.len();
        texts.extend(KINDS.iter().filter_map(|about| about(topic)));
        if texts.len() == before {
            return Err(unknown(topic));
        }
    }
    if texts.is_empty() {
        texts.push(list());
    }
    let written = anstream::stdout()
        .lock()
        .write_all(texts.join("\n").as_bytes());
    super::check_output(written)
}

fn list() -> String {
    let mut out = String::new();
    for rule in rules::ALL {
        let _ = writeln!(out, "{BOLD}{}{BOLD:#}  {}", rule.code, explain::title(rule));
    }
    out
}

fn about_rule(word: &str) -> Option<String> {
    let rule = explain::find(word)?;
    let mut out = String::new();
    let title = explain::title(rule);
    let _ = writeln!(out, "{BOLD}{}: {title}{BOLD:#}", rule.code);
    for part in explain::parts(explain::page(rule).unwrap_or(rule.help)) {
        match part {
            Part::Prose(text) => {
                let _ = writeln!(out, "\n{text}");
            }
            Part::Example { tags, code } => show_example(tags, code, &mut out),
        }
    }
    Some(out)
}

fn show_example(tags: &str, code: &str, out: &mut String) {
    let is_wrong = tags.split(' ').any(|tag| tag == "wrong");
    let (style, word) = if is_wrong {
        (WRONG, "Wrong")
    } else {
        (RIGHT, "Right")
    };
    let _ = writeln!(out, "\n{style}{word}{style:#}:\n");
    for line in code.lines() {
        let indent = if line.is_empty() { "" } else { "    " };
        let _ = writeln!(out, "{indent}{line}");
    }
}

/// Exit status 2: the command line is wrong, not a source.
fn unknown(word: &str) -> Failure {
    let codes: Vec<&str> = rules::ALL.iter().map(|rule: &&Rule| rule.code).collect();
    let changes: Vec<&str> = compat_rules::all().map(|rule| rule.code).collect();
    let ends = |codes: &[&'static str]| {
        let first = codes.first().copied().unwrap_or_default();
        let last = codes.last().copied().unwrap_or_default();
        format!("from {first} to {last}")
    };
    let range = format!("codes go {} and {}", ends(&codes), ends(&changes));
    let all = [codes, changes].concat();
    let mut near = similar::get_close_matches(word.to_uppercase().as_str(), &all, 3, 0.8);
    near.extend(words::near(word));
    let near = if near.is_empty() {
        String::new()
    } else {
        format!("; near it are {}", near.join(", "))
    };
    Failure::Environment(format!(
        "error: there is no rule, option or attribute `{word}`\nhelp: {range}{near}; `structops-gen explain` lists them\n"
    ))
}
