//! Loads and attaches an implementation of `fuse_pre_ops` and `fuse_post_ops`, and triggers it.

mod ops;

use std::error::Error;
use std::fs;
use std::mem::MaybeUninit;
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use clap::Parser;

use fuse_post_skeleton::FusePostOpsSkelBuilder;
use fuse_pre_skeleton::FusePreOpsSkelBuilder;
use ops::fuse_filter::fuse_post_ops;
use ops::fuse_filter::fuse_pre_ops;

#[allow(clippy::all, clippy::pedantic)]
mod fuse_pre_skeleton {
    include!(concat!(env!("OUT_DIR"), "/fuse_pre_ops.skel.rs"));
}

#[allow(clippy::all, clippy::pedantic)]
mod fuse_post_skeleton {
    include!(concat!(env!("OUT_DIR"), "/fuse_post_ops.skel.rs"));
}

/// The files that make the modules call their ops.
const TRIGGERS: &[&str] = &["/proc/fuse_pre", "/proc/fuse_post"];

/// Runs the BPF implementation of `fuse_pre_ops` and `fuse_post_ops`.
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

    struct_ops::check::<fuse_pre_ops>()?;
    let mut fuse_pre_storage = MaybeUninit::uninit();
    let fuse_pre_open = struct_ops::open(FusePreOpsSkelBuilder::default(), &mut fuse_pre_storage)?;
    let mut fuse_pre_skel = struct_ops::load(fuse_pre_open)?;
    struct_ops::check::<fuse_post_ops>()?;
    let mut fuse_post_storage = MaybeUninit::uninit();
    let fuse_post_open =
        struct_ops::open(FusePostOpsSkelBuilder::default(), &mut fuse_post_storage)?;
    let mut fuse_post_skel = struct_ops::load(fuse_post_open)?;
    if args.check {
        println!("Trait, object and kernel fit.");
        return Ok(());
    }
    let fuse_pre_attachment =
        struct_ops::attach::<fuse_pre_ops>(&mut fuse_pre_skel.maps.fuse_pre_ops)?;
    let fuse_post_attachment =
        struct_ops::attach::<fuse_post_ops>(&mut fuse_post_skel.maps.fuse_post_ops)?;
    println!("Successfully loaded and attached BPF struct_ops!");

    trigger()?;
    println!("Triggered struct_ops.");
    while let Some(period) = args.period
        && stopped.recv_timeout(period) == Err(mpsc::RecvTimeoutError::Timeout)
    {
        trigger()?;
        println!("Triggered struct_ops again...");
    }

    drop(fuse_pre_attachment);
    drop(fuse_post_attachment);
    println!("Detached.");
    Ok(())
}

fn trigger() -> Result<(), Box<dyn Error>> {
    for file in TRIGGERS {
        fs::write(file, "\n")?;
    }
    Ok(())
}
