//! `completions`: what a shell needs to complete the command line.

use std::io::Write as _;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::{Cli, Failure};

/// Print the completions of a shell
///
/// For bash: `structops-gen completions bash > ~/.local/share/bash-completion/completions/structops-gen`
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    // It panics when it cannot write, so that stdout is not what it gets.
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "structops-gen", &mut text);
    let text = String::from_utf8_lossy(&text);
    // For bash, clap_complete sets the name of a command in one spelling and compares it in
    // another when the tool's own name has a hyphen.
    let text = text.replace("structops__subcmd__gen", "structops__gen");
    super::check_output(std::io::stdout().lock().write_all(text.as_bytes()))
}
