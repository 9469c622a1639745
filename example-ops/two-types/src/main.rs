//! Loads and attaches implementations of `door_ops` and `lamp_ops`, and triggers them
//! together, then `lamp_ops` alone.

mod ops;

use std::error::Error;
use std::fs;
use std::mem::MaybeUninit;
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use clap::Parser;

use door_skeleton::DoorOpsSkelBuilder;
use lamp_skeleton::LampOpsSkelBuilder;
use ops::house::door_ops;
use ops::house::lamp_ops;

#[allow(clippy::all, clippy::pedantic)]
mod door_skeleton {
    include!(concat!(env!("OUT_DIR"), "/door_ops.skel.rs"));
}

#[allow(clippy::all, clippy::pedantic)]
mod lamp_skeleton {
    include!(concat!(env!("OUT_DIR"), "/lamp_ops.skel.rs"));
}

/// The files that make the modules call their ops.
const TRIGGERS: &[&str] = &["/proc/door_trigger", "/proc/lamp_trigger"];

/// Runs the BPF implementation of `door_ops` and `lamp_ops`.
#[derive(Parser)]
struct Args {
    /// Compare trait, object and kernel, load the programs, and attach nothing
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

    struct_ops::check::<door_ops>()?;
    let mut door_storage = MaybeUninit::uninit();
    let door_open = struct_ops::open(DoorOpsSkelBuilder::default(), &mut door_storage)?;
    let mut door_skel = struct_ops::load(door_open)?;
    struct_ops::check::<lamp_ops>()?;
    let mut lamp_storage = MaybeUninit::uninit();
    let lamp_open = struct_ops::open(LampOpsSkelBuilder::default(), &mut lamp_storage)?;
    let mut lamp_skel = struct_ops::load(lamp_open)?;
    if args.check {
        println!("Trait, object and kernel fit.");
        return Ok(());
    }
    let door_attachment = struct_ops::attach::<door_ops>(&mut door_skel.maps.door_ops)?;
    let lamp_attachment = struct_ops::attach::<lamp_ops>(&mut lamp_skel.maps.lamp_ops)?;
    println!("Successfully loaded and attached BPF struct_ops!");

    trigger()?;
    println!("Triggered struct_ops.");
    while let Some(period) = args.period
        && stopped.recv_timeout(period) == Err(mpsc::RecvTimeoutError::Timeout)
    {
        trigger()?;
        println!("Triggered struct_ops again...");
    }

    // Each attachment is its own: lamps go on shining after the last door is closed.
    drop(door_attachment);
    trigger()?;
    println!("Triggered lamp_ops alone.");
    drop(lamp_attachment);
    println!("Detached.");
    Ok(())
}

fn trigger() -> Result<(), Box<dyn Error>> {
    for file in TRIGGERS {
        fs::write(file, "\n")?;
    }
    Ok(())
}
