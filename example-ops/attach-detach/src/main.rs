//! Loads and attaches an implementation of `session_ops`.

mod ops;

use std::error::Error;
use std::mem::MaybeUninit;
use std::process::ExitCode;
use std::sync::mpsc;

use clap::Parser;

use ops::session::session_ops;
use skeleton::SessionOpsSkelBuilder;

#[allow(clippy::all, clippy::pedantic)]
mod skeleton {
    include!(concat!(env!("OUT_DIR"), "/session_ops.skel.rs"));
}

/// Runs the BPF implementation of `session_ops`.
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

    struct_ops::check::<session_ops>()?;
    let mut storage = MaybeUninit::uninit();
    let open = struct_ops::open(SessionOpsSkelBuilder::default(), &mut storage)?;
    let mut skel = struct_ops::load(open)?;
    if args.check {
        println!("Trait, object and kernel fit.");
        return Ok(());
    }
    let attachment = struct_ops::attach::<session_ops>(&mut skel.maps.session_ops)?;
    println!("Successfully loaded and attached BPF struct_ops!");

    println!("Attached until SIGINT or SIGTERM.");
    stopped.recv()?;

    drop(attachment);
    println!("Detached.");
    Ok(())
}
