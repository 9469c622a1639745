//! `layout`: a type in memory.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use structops_gen::layout::{self, LayoutError, Report};
use structops_gen::list::Place;
use structops_gen::report;
use structops_gen::source::Source;

use super::Failure;
use super::format::{Format, print_json};
use super::list::{From, failure};

/// Show how a type lies in memory: offsets, holes, cache lines, trampolines
///
/// Also where it lies in the value of a map, and how many of the eight pages of trampolines,
/// the kernel's code that calls programs, an instance takes that has a program for every op.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The C tag, such as `player_ops`
    #[arg(value_name = "TYPE")]
    name: String,

    #[command(flatten)]
    from: From,

    /// The layout that this trait will have
    #[arg(long, value_name = "FILE", conflicts_with_all = ["btf", "base"])]
    source: Option<PathBuf>,

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
    let report = match &args.source {
        Some(source) => of_source(&args.name, source)?,
        None => layout::of_btf(&args.name, &args.from.open()?).map_err(|error| refused(&error))?,
    };
    if args.format == Format::Json {
        return print_json("layout", &report);
    }
    let text = report.to_string();
    super::check_output(anstream::stdout().lock().write_all(text.as_bytes()))
}

fn of_source(name: &str, path: &Path) -> Result<Report, Failure> {
    let interface = Source::read(path).and_then(|source| source.interface());
    let interface = interface.map_err(|found| Failure::Refused(report::render(&found, true)))?;
    let place = Place::Source(path.to_owned());
    layout::of_interface(name, place, &interface).map_err(|error| refused(&error))
}

fn refused(error: &LayoutError) -> Failure {
    match error {
        LayoutError::List(error) => failure(error),
        LayoutError::Unknown { .. } => Failure::Refused(format!(
            "error: {error}\nhelp: give a module that was built, or the kernel's types: --btf FILE\n"
        )),
    }
}
