//! Loads an implementation of `object_ops` for one object of the module's, and attaches it.

mod ops;

use std::error::Error;
use std::mem::MaybeUninit;
use std::process::ExitCode;
use std::sync::mpsc;

use clap::Parser;
use libbpf_rs::skel::OpenSkel as _;
use ops::objects::object_ops;
use skeleton::ObjectOpsSkelBuilder;

#[allow(clippy::all, clippy::pedantic)]
mod skeleton {
    include!(concat!(env!("OUT_DIR"), "/object_ops.skel.rs"));
}

/// Runs the BPF implementation of `object_ops`.
#[derive(Parser)]
struct Args {
    /// Compare trait, object and kernel, load the programs, and attach nothing
    #[arg(long)]
    check: bool,

    /// The number of the object
    #[arg(long)]
    id: u32,
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

    struct_ops::check::<object_ops>()?;
    let mut storage = MaybeUninit::uninit();
    let mut open = struct_ops::open(ObjectOpsSkelBuilder::default(), &mut storage)?;
    struct_ops::shadow_of(open.open_object_mut(), "object_ops")?.set(object_ops::ID, args.id)?;
    let mut skel = struct_ops::load(open)?;
    if args.check {
        println!("Trait, object and kernel fit.");
        return Ok(());
    }
    let attachment = struct_ops::attach::<object_ops>(&mut skel.maps.object_ops)?;
    println!("Successfully loaded and attached BPF struct_ops!");

    println!("Attached until SIGINT or SIGTERM.");
    stopped.recv()?;

    drop(attachment);
    println!("Detached.");
    Ok(())
}
