//! Loads an object and attaches all of its instances of `verdict_ops`.

mod ops;

use std::error::Error;
use std::mem::MaybeUninit;
use std::process::ExitCode;
use std::sync::mpsc;

use clap::Parser;
use libbpf_rs::skel::Skel as _;
use ops::verdicts::verdict_ops;
use skeleton::VerdictOpsSkelBuilder;
use struct_ops::prelude::*;

#[allow(clippy::all, clippy::pedantic)]
mod skeleton {
    include!(concat!(env!("OUT_DIR"), "/verdict_ops.skel.rs"));
}

/// Runs the BPF implementation of `verdict_ops`.
#[derive(Parser)]
struct Args {
    /// Compare trait, object and kernel, load the programs, and attach nothing
    #[arg(long)]
    check: bool,
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

    struct_ops::check::<verdict_ops>()?;
    let mut storage = MaybeUninit::uninit();
    let open = struct_ops::open(VerdictOpsSkelBuilder::default(), &mut storage)?;
    let mut skel = struct_ops::load(open)?;
    if args.check {
        println!("Trait, object and kernel fit.");
        return Ok(());
    }
    let attachments = struct_ops::attach_all(skel.object_mut(), &[verdict_ops::DESCRIPTOR])?;
    for map in attachments.maps() {
        println!("Successfully loaded and attached {map}.");
    }

    println!("Attached until SIGINT or SIGTERM.");
    stopped.recv()?;

    drop(attachments);
    println!("Detached.");
    Ok(())
}
