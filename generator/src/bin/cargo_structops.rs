//! The same command line as a subcommand of cargo: `cargo structops`.

#[path = "../cli/mod.rs"]
mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main(Some("cargo structops"))
}
