//! The command line: `structops-gen`.

mod cli;

use std::process::ExitCode;

use structops_gen::stack;

fn main() -> ExitCode {
    stack::with_room(run).unwrap_or(ExitCode::from(101))
}

fn run() -> ExitCode {
    match cli::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print();
            failure.exit_code()
        }
    }
}
