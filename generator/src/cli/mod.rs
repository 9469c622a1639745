//! Arguments, commands, and how their failures are shown.

mod explain;
mod format;
mod generate;
mod guardian;
mod words;

use std::fmt;
use std::io::Write as _;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

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
    Generate(generate::Args),
    Explain(explain::Args),
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

/// Runs the command that the arguments name.
pub(crate) fn run() -> Result<(), Failure> {
    match Cli::parse().command {
        Command::Generate(args) => generate::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::CarryOutPlan(_) => guardian::run(),
    }
}
