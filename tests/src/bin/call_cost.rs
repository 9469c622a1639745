//! What a call costs in instructions: the generated call function against the same by hand,
//! while nothing is attached, where an instance leaves the op out, and where a program
//! implements it.
//!
//! The virtual machine's clock counts instructions, so the figures are the same on a busy
//! machine. Fails where the generated function costs more than what it replaces, but for an op
//! that is left out: that is an indirect call of its stub in the place of a test for NULL, which
//! every call of an op that is there would have to make.

use std::process::ExitCode;

use anyhow::{Context as _, Result, ensure};
use structops_gen::vm::{Accel, Boot, GuestFile, Kernel, boot};
use structops_tests::{case, compile, kernels, place};

/// What was counted: the state, who called, and the instructions of one call.
type Count = (String, String, u64);

fn main() -> ExitCode {
    match compare() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn compare() -> Result<ExitCode> {
    let mut is_worse = false;
    for kernel in kernels::wanted()? {
        let counts = count(&kernel)?;
        println!(
            "{:<26}{:>12}{:>12}{:>12}",
            kernel.release, "generated", "by hand", "pointer"
        );
        for state in ["idle", "absent", "attached"] {
            let of = |who: &str| {
                let found = counts.iter().find(|(s, w, _)| s == state && w == who);
                found.map(|(_, _, count)| *count)
            };
            let ours = of("generated").with_context(|| format!("{state} was not counted"))?;
            let theirs = of("by-hand").with_context(|| format!("{state} was not counted"))?;
            let pointer = of("pointer").map_or_else(String::new, |count| count.to_string());
            println!("{state:<26}{ours:>12}{theirs:>12}{pointer:>12}");
            is_worse |= state != "absent" && ours > theirs;
        }
    }
    Ok(if is_worse {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

fn count(kernel: &Kernel) -> Result<Vec<Count>> {
    let root = place::repository();
    let prelude = std::fs::read_to_string(root.join("tests/vm/prelude.sh"))?;
    let mut machine = Boot::new(kernel.clone());
    machine.accel = Accel::Counting;
    machine.cpus = 1;
    machine.scenarios = vec![case::scenario(
        &root.join("tests/bench/calls"),
        &prelude,
        kernel,
    )?];
    compile::packages(&["structops-tests"])?;
    machine
        .files
        .push(GuestFile::program(compile::program_of("instance")));
    let report = boot::run(&machine, &mut |_| {})?;
    let scenario = report.scenarios.first().context("nothing ran")?;
    ensure!(
        scenario.passed(),
        "{}\n{}\n{}",
        scenario.status,
        scenario.output,
        scenario.kernel_log
    );
    Ok(scenario.kernel_log.lines().filter_map(parse).collect())
}

/// `[    3.1] calls: idle generated 4`
fn parse(line: &str) -> Option<Count> {
    let mut words = line.split_once("calls: ")?.1.split(' ');
    let (state, who) = (words.next()?, words.next()?);
    let count = words.next()?.trim().parse().ok()?;
    Some((state.to_owned(), who.to_owned(), count))
}
