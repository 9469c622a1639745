//! The command line: `structops-gen`.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main(None)
}
