//! `list`: the struct_ops types of kernels, modules and files.

use std::io::Write as _;
use std::path::PathBuf;

use serde::Serialize;
use struct_ops::btf::Btf;
use structops_gen::list::{self, ListError, Place, Row};

use super::Failure;
use super::format::{Format, print_json};

/// List the struct_ops types of the running kernel, or of files
///
/// Of each its name, where it is registered, its ops, its data members and the size of its
/// struct in bytes.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Only these types, with the declarations of their members
    #[arg(value_name = "TYPE")]
    types: Vec<String>,

    #[command(flatten)]
    from: From,

    /// Show the members of every type
    #[arg(long, short)]
    verbose: bool,

    /// How the result is shown; json has the members of every type
    #[arg(
        long,
        value_enum,
        default_value_t,
        hide_possible_values = true,
        value_name = "text|json"
    )]
    format: Format,
}

/// Where types are read from.
#[derive(Debug, clap::Args)]
pub(crate) struct From {
    /// A vmlinux, a module (.ko) or raw BTF, as often as needed [default: the running kernel and
    /// its loaded modules]
    #[arg(long, value_name = "FILE")]
    btf: Vec<PathBuf>,

    /// The vmlinux that the modules of --btf were built for [default: the running kernel; a
    /// module with a section .BTF.base needs none]
    #[arg(long, value_name = "FILE", requires = "btf")]
    base: Option<PathBuf>,
}

#[derive(Serialize)]
struct Listing<'a> {
    types: &'a [Row],
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    let places = args.from.open()?;
    let rows = places
        .iter()
        .flat_map(|(place, btf)| list::rows(place, btf));
    let rows = list::chosen(rows.collect(), &args.types).map_err(|error| failure(&error))?;
    if args.format == Format::Json {
        return print_json("list", &Listing { types: &rows });
    }
    let text = if rows.is_empty() {
        "no struct_ops type is registered there\n".to_owned()
    } else if args.verbose || !args.types.is_empty() {
        list::members(&rows)
    } else {
        list::table(&rows)
    };
    super::check_output(anstream::stdout().lock().write_all(text.as_bytes()))
}

impl From {
    /// Every place that was named, or those of the running kernel.
    pub(super) fn open(&self) -> Result<Vec<(Place, Btf)>, Failure> {
        if self.btf.is_empty() {
            return list::running().map_err(|error| failure(&error));
        }
        let files = self.btf.iter();
        let opened = files.map(|path| {
            let btf = list::open(path, self.base.as_deref())?;
            Ok((Place::File(path.clone()), btf))
        });
        let opened: Result<_, ListError> = opened.collect();
        opened.map_err(|error| failure(&error))
    }
}

/// A name that nothing has was refused; all else is of the environment.
pub(super) fn failure(error: &ListError) -> Failure {
    let help = match error.help() {
        "" => String::new(),
        help => format!("help: {help}\n"),
    };
    let text = format!("error: {error}\n{help}");
    match error {
        ListError::Nowhere { .. } => Failure::Refused(text),
        _ => Failure::Environment(text),
    }
}
