//! Arguments, commands, and how their failures are shown.

mod compat;
mod completions;
mod doctor;
mod explain;
mod format;
mod generate;
mod guardian;
mod import;
mod layout;
mod list;
mod man;
mod new;
mod progress;
mod status;
mod test;
mod verify;
mod words;

use std::ffi::OsString;
use std::fmt;
use std::io::Write as _;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};
use structops_gen::stack;

/// Generates kernel module, BPF program and loader of a BPF struct_ops type from one
/// Rust trait
#[derive(Debug, Parser)]
#[command(name = "structops-gen", version, max_term_width = 80)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::Args),
    Generate(generate::Args),
    Import(import::Args),
    Test(Box<test::Args>),
    List(list::Args),
    Layout(layout::Args),
    Status(status::Args),
    Doctor(doctor::Args),
    Verify(verify::Args),
    Compat(compat::Args),
    Explain(explain::Args),
    Completions(completions::Args),
    Man(man::Args),
    #[command(name = guardian::COMMAND, hide = true)]
    CarryOutPlan(guardian::Args),
}

/// A command that did not succeed.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The input was refused, or something differs: exit status 1.
    Refused(String),
    /// The tool cannot work here: exit status 2.
    Environment(String),
}

impl Failure {
    /// The environment's failure, in the words of its error.
    pub(crate) fn environment(error: &impl fmt::Display) -> Self {
        Self::Environment(format!("error: {error}\n"))
    }

    /// What it says, without colours and without `error:` in front.
    pub(crate) fn words(&self) -> String {
        let (Self::Refused(text) | Self::Environment(text)) = self;
        let text = anstream::adapter::strip_str(text).to_string();
        text.trim_start_matches("error: ").trim_end().to_owned()
    }

    /// Shows it on stderr; colours go to terminals only.
    pub(crate) fn print(&self) {
        let (Self::Refused(text) | Self::Environment(text)) = self;
        // Nobody is left to tell when stderr is gone.
        let _ = anstream::stderr().write_all(text.as_bytes());
    }

    /// 1 for what was refused or differs, 2 for usage and environment.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Refused(_) => ExitCode::from(1),
            Self::Environment(_) => ExitCode::from(2),
        }
    }
}

/// A reader that went away ends the output, not the command; any other failure of stdout
/// is one of the environment.
pub(crate) fn check_output(result: std::io::Result<()>) -> Result<(), Failure> {
    match result {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::Environment(
            format!("error: cannot write to stdout: {error}\n"),
        )),
        _ => Ok(()),
    }
}

/// Runs the command that the arguments name. `cargo` is how the program is shown where it is
/// a subcommand of cargo's.
pub(crate) fn main(cargo: Option<&'static str>) -> ExitCode {
    struct_ops::btf::silence();
    let run = move || match run(cargo) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print();
            failure.exit_code()
        }
    };
    stack::with_room(run).unwrap_or(ExitCode::from(101))
}

fn run(cargo: Option<&'static str>) -> Result<(), Failure> {
    match cargo.map_or_else(Cli::parse, parse_for_cargo).command {
        Command::New(args) => new::run(&args),
        Command::Generate(args) => generate::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Test(args) => test::run(&args),
        Command::List(args) => list::run(&args),
        Command::Layout(args) => layout::run(&args),
        Command::Status(args) => status::run(&args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Compat(args) => compat::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
        Command::CarryOutPlan(_) => guardian::run(),
    }
}

fn parse_for_cargo(shown: &'static str) -> Cli {
    let mut args: Vec<OsString> = std::env::args_os().collect();
    // Cargo repeats the subcommand's name; a shell that runs the program itself does not.
    let subcommand = shown.rsplit(' ').next().unwrap_or(shown);
    if args.get(1).is_some_and(|first| first == subcommand) {
        args.remove(1);
    }
    let command = Cli::command().name(shown).bin_name(shown);
    Cli::from_arg_matches(&command.get_matches_from(args)).unwrap_or_else(|error| error.exit())
}
