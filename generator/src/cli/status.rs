//! `status`: what is attached on this machine now.

use std::io::Write as _;

use struct_ops::status::StatusError;
use structops_gen::status::Report;

use super::Failure;
use super::format::{Format, print_json};
use super::list::failure;

/// Show which types are registered now, and what is attached
///
/// Of each type its instances, which are maps, with their links, the programs of their ops, and
/// what keeps them alive: pins in bpffs, and processes. How often programs ran is known while
/// `sysctl kernel.bpf_stats_enabled=1` is set. Takes `CAP_SYS_ADMIN`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only these types
    #[arg(value_name = "TYPE")]
    types: Vec<String>,

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
    let report = Report::of_kernel().map_err(|error| impossible(&error))?;
    let report = report.only(&args.types).map_err(|error| failure(&error))?;
    if args.format == Format::Json {
        return print_json("status", &report);
    }
    let text = report.text();
    super::check_output(anstream::stdout().lock().write_all(text.as_bytes()))
}

fn impossible(error: &StatusError) -> Failure {
    let source = std::error::Error::source(error);
    let source = source.map(|source| format!(": {source}"));
    let help = match error {
        StatusError::NotPermitted => "help: run it as root\n",
        _ => "",
    };
    let source = source.unwrap_or_default();
    Failure::Environment(format!("error: {error}{source}\n{help}"))
}
