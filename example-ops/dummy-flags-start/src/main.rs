//! Loads an implementation of `dummy_ops`, changes its data members as the command line says,
//! and attaches it.

mod ops;

use std::error::Error;
use std::mem::MaybeUninit;
use std::process::ExitCode;
use std::sync::mpsc;

use clap::Parser;
use libbpf_rs::OpenObject;
use libbpf_rs::skel::OpenSkel as _;
use ops::dummy::dummy_ops;
use skeleton::DummyOpsSkelBuilder;

#[allow(clippy::all, clippy::pedantic)]
mod skeleton {
    include!(concat!(env!("OUT_DIR"), "/dummy_ops.skel.rs"));
}

/// Runs the BPF implementation of `dummy_ops`.
#[derive(Parser)]
struct Args {
    /// Compare trait, object and kernel, load the programs, and attach nothing
    #[arg(long)]
    check: bool,

    /// 1 counts down, 2 stops at zero, 3 does both
    #[arg(long)]
    flags: Option<u32>,

    /// The first number
    #[arg(long, allow_negative_numbers = true)]
    start: Option<i32>,
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

    struct_ops::check::<dummy_ops>()?;
    let mut storage = MaybeUninit::uninit();
    let mut open = struct_ops::open(DummyOpsSkelBuilder::default(), &mut storage)?;
    change(args, open.open_object_mut())?;
    let mut skel = struct_ops::load(open)?;
    if args.check {
        println!("Trait, object and kernel fit.");
        return Ok(());
    }
    let attachment = struct_ops::attach::<dummy_ops>(&mut skel.maps.dummy_ops)?;
    println!("Successfully loaded and attached BPF struct_ops!");

    println!("Attached until SIGINT or SIGTERM.");
    stopped.recv()?;

    drop(attachment);
    println!("Detached.");
    Ok(())
}

/// Changes the instance before it is loaded. From then on it is read-only.
fn change(args: &Args, object: &mut OpenObject) -> Result<(), struct_ops::Error> {
    let mut instance = struct_ops::shadow_of::<dummy_ops>(object, "dummy_ops")?;
    if let Some(flags) = args.flags {
        instance.set(dummy_ops::FLAGS, flags)?;
    }
    if let Some(start) = args.start {
        instance.set(dummy_ops::START, start)?;
    }
    Ok(())
}
