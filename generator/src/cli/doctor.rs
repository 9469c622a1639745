//! `doctor`: what is missing on this machine, and the line that installs it.

use std::fmt::Write as _;
use std::io::Write as _;

use clap::builder::PossibleValuesParser;
use clap::builder::styling::{AnsiColor, Style};
use structops_gen::doctor::{self, Machine, Purpose, STATUS_WIDTH};

use super::Failure;
use super::format::{Format, print_json};

/// Look for every tool and kernel feature that a command needs
///
/// Says of each whether it is there, which command fails without it, and the one line that
/// installs all that is missing. Exit status 0 when nothing is missing, 1 else; advice does
/// not count.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only what these need: `module` is the module's make, `test-kernels` is `test --kernels`
    /// of series that this distribution does not have, `load` is loading into the running
    /// kernel [default: everything]
    #[arg(long = "for", value_name = "COMMAND", value_delimiter = ',', value_parser = PossibleValuesParser::new(Purpose::ALL.iter().map(|purpose| purpose.word())))]
    purposes: Vec<String>,

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

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let is_named = |purpose: &&Purpose| args.purposes.iter().any(|word| word == purpose.word());
    let purposes: Vec<Purpose> = Purpose::ALL.iter().filter(is_named).copied().collect();
    let report = doctor::examine(&Machine::this(), &purposes);
    if args.format == Format::Json {
        print_json("doctor", &report)?;
    } else {
        let text = painted(&report.to_string());
        let written = anstream::stdout().lock().write_all(text.as_bytes());
        super::check_output(written)?;
    }
    let bad = report.rows.iter().filter(|row| row.is_bad()).count();
    if bad == 0 {
        return Ok(());
    }
    Err(Failure::Refused(format!(
        "error: {bad} of {} are missing or too old\n",
        report.rows.len()
    )))
}

/// The same lines; the words that say how it stands in colour.
fn painted(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let row = line
            .get(..STATUS_WIDTH)
            .and_then(|word| Some((style_of(word.trim())?, word, line.get(STATUS_WIDTH..)?)));
        let _ = match row {
            Some((style, word, rest)) => writeln!(out, "{style}{word}{style:#}{rest}"),
            None => writeln!(out, "{line}"),
        };
    }
    out
}

fn style_of(word: &str) -> Option<Style> {
    match word {
        "ok" => Some(AnsiColor::Green.on_default()),
        "advice" => Some(AnsiColor::Yellow.on_default()),
        "missing" | "too old" => Some(AnsiColor::Red.on_default().bold()),
        _ => None,
    }
}
