//! Loads and attaches an implementation of `sixty_four_ops`, and triggers it.

mod ops;

use std::error::Error;
use std::fs;
use std::mem::MaybeUninit;
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use clap::Parser;

use ops::sixty_four_ops;
use skeleton::SixtyFourOpsSkelBuilder;

#[allow(clippy::all, clippy::pedantic)]
mod skeleton {
    include!(concat!(env!("OUT_DIR"), "/sixty_four_ops.skel.rs"));
}

/// The files that make the modules call their ops.
const TRIGGERS: &[&str] = &["/proc/sixty_four_trigger"];

/// Runs the BPF implementation of `sixty_four_ops`.
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

    struct_ops::check::<sixty_four_ops>()?;
    let mut storage = MaybeUninit::uninit();
    let open = struct_ops::open(SixtyFourOpsSkelBuilder::default(), &mut storage)?;
    let mut skel = struct_ops::load(open)?;
    if args.check {
        println!("Trait, object and kernel fit.");
        return Ok(());
    }
    let attachment = struct_ops::attach::<sixty_four_ops>(&mut skel.maps.sixty_four_ops)?;
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
