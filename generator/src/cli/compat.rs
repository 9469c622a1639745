//! `compat`: what becomes of programs when a type changes.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::builder::styling::AnsiColor;
use serde::Serialize;
use structops_gen::compat::{self, Denied, Report, Side, SideError, Word, rules};
use structops_gen::report;

use super::Failure;
use super::explain::BOLD;
use super::format::{Format, print_json};
use super::list as listing;

/// Tell what becomes of programs when a type changes
///
/// Each change is judged in both directions: programs for the old type on a kernel with the
/// new one, and programs for the new type on a kernel with the old one. Exit status 1 when
/// a verdict is denied: of programs that exist, whatever is no `works`; of programs to come,
/// `silently wrong`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The type as it was: a Rust file with the trait, a `.ko`, a vmlinux or its BTF, or
    /// `kernel` for the running one
    old: PathBuf,

    /// The type as it is to be
    new: PathBuf,

    /// Only this type, where there are several
    #[arg(long = "type", value_name = "NAME")]
    types: Vec<String>,

    /// The vmlinux that modules were built for [default: the running kernel's]
    #[arg(long, value_name = "FILE")]
    base: Option<PathBuf>,

    /// Do not fail for a level: `nulled`, `attach`, `load`, `refused` (the last two),
    /// `silent` or `all`; `old:` or `new:` before it names one direction
    #[arg(long, value_name = "LEVEL")]
    allow: Vec<Word>,

    /// Fail for a level
    #[arg(long, value_name = "LEVEL")]
    deny: Vec<Word>,

    /// How the result is shown
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "text|json"
    )]
    format: Format,
}

/// What a comparison without two traits leaves out.
const NOTE: &str = "note: BTF says nothing of options, fallbacks, required ops, sleepability, \
                    ranges, writable fields and kfuncs: two traits show these as well";

#[derive(Serialize)]
struct Outcome<'a> {
    #[serde(flatten)]
    report: &'a Report,
    denied: usize,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let old = read(&args.old, args.base.as_deref())?;
    let new = read(&args.new, args.base.as_deref())?;
    for name in &args.types {
        if old.find(name).is_none() && new.find(name).is_none() {
            return Err(Failure::Environment(format!(
                "error: neither `{}` nor `{}` has a type `{name}`\n",
                old.label, new.label
            )));
        }
    }
    let report = compat::compare(&old, &new, &args.types);
    let mut denied = Denied::default();
    args.deny.iter().for_each(|word| denied.deny(word));
    args.allow.iter().for_each(|word| denied.allow(word));
    let (bad, all) = report.count(&denied);
    if args.format == Format::Json {
        print_json(
            "compat",
            &Outcome {
                report: &report,
                denied: bad,
            },
        )?;
    } else {
        let text = painted(&report.to_string());
        let written = anstream::stdout().lock().write_all(text.as_bytes());
        super::check_output(written)?;
        if !report.complete {
            // Nobody is left to tell when stderr is gone.
            let _ = writeln!(anstream::stderr(), "{NOTE}");
        }
    }
    if bad == 0 {
        return Ok(());
    }
    Err(Failure::Refused(format!(
        "error: {bad} of {all} changes break programs\nhelp: `structops-gen explain CO01` and the other codes say why; `--allow LEVEL` accepts what is meant\n"
    )))
}

/// Reads one side; a trait that is refused is shown as `generate` shows it.
pub(super) fn read(word: &Path, base: Option<&Path>) -> Result<Side, Failure> {
    Side::read(word, base).map_err(|error| match error {
        SideError::Trait(refused) => Failure::Refused(report::render(&refused, true)),
        SideError::Types(error) => listing::failure(&error),
        error @ SideError::NoType(_) => Failure::environment(&error),
    })
}

/// The same lines; verdicts in colour.
fn painted(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let style = match line {
            _ if line.ends_with(": works") => Some(AnsiColor::Green.on_default()),
            _ if line.contains("silently wrong") => Some(AnsiColor::Red.on_default().bold()),
            _ if line.contains("refused at") => Some(AnsiColor::Red.on_default()),
            _ if line.contains("works if nulled") => Some(AnsiColor::Yellow.on_default()),
            _ => None,
        };
        let _ = match style.filter(|_| line.starts_with("  ")) {
            Some(style) => writeln!(out, "{style}{line}{style:#}"),
            None => writeln!(out, "{line}"),
        };
    }
    out
}

/// `explain CO01`: the row in full.
pub(super) fn about_change(word: &str) -> Option<String> {
    let rule = rules::find(word)?;
    let mut out = format!("{BOLD}{}: {}{BOLD:#}\n\n", rule.code, rule.what);
    let _ = writeln!(out, "Old program on a new kernel: {}", rule.old);
    let _ = writeln!(out, "New program on an old kernel: {}", rule.new);
    let _ = writeln!(out, "\nWhy: {}.\n\nAdvice: {}.\n", rule.why, rule.advice);
    let cases: Vec<String> = rule
        .cases
        .iter()
        .map(|case| format!("tests/vm/{case}"))
        .collect();
    let _ = writeln!(out, "Shown by: {}", cases.join(", "));
    Some(out)
}

/// `explain changes`: all rows, one line each.
pub(super) fn list(word: &str) -> Option<String> {
    if word != "changes" {
        return None;
    }
    let mut out = String::new();
    for rule in rules::all() {
        let _ = writeln!(out, "{BOLD}{}{BOLD:#}  {}", rule.code, rule.what);
    }
    Some(out)
}
