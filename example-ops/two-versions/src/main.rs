//! Loads and attaches the implementation of `turntable_ops` that the running kernel takes, and
//! triggers it.

mod ops;

use std::error::Error;
use std::fs;
use std::mem::MaybeUninit;
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use clap::Parser;
use libbpf_rs::skel::OpenSkel as _;

use ops::turntable_ops;
use skeleton::TurntableOpsSkelBuilder;

#[allow(clippy::all, clippy::pedantic)]
mod skeleton {
    include!(concat!(env!("OUT_DIR"), "/turntable_ops.skel.rs"));
}

/// The files that make the modules call their ops.
const TRIGGERS: &[&str] = &["/proc/turntable"];

/// Runs the BPF implementation of `turntable_ops`.
#[derive(Parser)]
struct Args {
    /// Compare object and kernel, load the programs, and attach nothing
    #[arg(long)]
    check: bool,

    /// Stay attached until SIGINT or SIGTERM, and trigger again after each period
    #[arg(long, value_name = "DURATION", value_parser = humantime::parse_duration)]
    period: Option<Duration>,
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), Box<dyn Error>> {
    let (stop, stopped) = mpsc::channel();
    ctrlc::set_handler(move || {
        // Nobody listens any more: the loader is leaving already.
        let _ = stop.send(());
    })?;

    // `struct_ops::check` would ask for the trait's own version, which is the second one.
    let mut storage = MaybeUninit::uninit();
    let mut open = struct_ops::open(TurntableOpsSkelBuilder::default(), &mut storage)?;
    let choices = struct_ops::choose_flavors(open.open_object_mut())?;
    let is_first = choices.iter().any(|one| one.tag == "turntable_ops___v1");
    for choice in choices {
        println!("The kernel has {} as {}.", choice.name, choice.tag);
    }
    let mut skel = struct_ops::load(open)?;
    if args.check {
        println!("Object and kernel fit.");
        return Ok(());
    }
    let map = if is_first {
        &mut skel.maps.first
    } else {
        &mut skel.maps.second
    };
    let attachment = struct_ops::attach::<turntable_ops>(map)?;
    println!("Successfully loaded and attached BPF struct_ops!");

    trigger()?;
    println!("Triggered struct_ops.");
    while let Some(period) = args.period
        && stopped.recv_timeout(period) == Err(mpsc::RecvTimeoutError::Timeout)
    {
        trigger()?;
        println!("Triggered struct_ops again...");
    }

    drop(attachment);
    println!("Detached.");
    Ok(())
}

fn trigger() -> Result<(), Box<dyn Error>> {
    for file in TRIGGERS {
        fs::write(file, "\n")?;
    }
    Ok(())
}
