//! Loads and attaches an implementation of `fetch_ops`.

mod ops;

use std::error::Error;
use std::mem::MaybeUninit;
use std::process::ExitCode;
use std::sync::mpsc;

use clap::Parser;

use ops::fetch::fetch_ops;
use skeleton::FetchOpsSkelBuilder;

#[allow(clippy::all, clippy::pedantic)]
mod skeleton {
    include!(concat!(env!("OUT_DIR"), "/fetch_ops.skel.rs"));
}

/// Runs the BPF implementation of `fetch_ops`.
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

    struct_ops::check::<fetch_ops>()?;
    let mut storage = MaybeUninit::uninit();
    let open = struct_ops::open(FetchOpsSkelBuilder::default(), &mut storage)?;
    let mut skel = struct_ops::load(open)?;
    if args.check {
        println!("Trait, object and kernel fit.");
        return Ok(());
    }
    let attachment = struct_ops::attach::<fetch_ops>(&mut skel.maps.fetch_ops)?;
    println!("Successfully loaded and attached BPF struct_ops!");

    println!("Attached until SIGINT or SIGTERM.");
    stopped.recv()?;

    drop(attachment);
    println!("Detached.");
    Ok(())
}
