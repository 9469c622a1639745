//! Lets Linux schedule by a scheduler of our own: a type that the kernel already has.

mod ops;

use std::error::Error;
use std::mem::MaybeUninit;
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use clap::Parser;

use ops::sched_ext::sched_ext_ops;
use skeleton::{SchedExtOpsSkel, SchedExtOpsSkelBuilder};

#[allow(clippy::all, clippy::pedantic)]
mod skeleton {
    include!(concat!(env!("OUT_DIR"), "/sched_ext_ops.skel.rs"));
}

/// Runs the BPF implementation of `sched_ext_ops`.
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

    struct_ops::check::<sched_ext_ops>()?;
    let mut storage = MaybeUninit::uninit();
    let open = struct_ops::open(SchedExtOpsSkelBuilder::default(), &mut storage)?;
    let mut skel = struct_ops::load(open)?;
    if args.check {
        println!("Trait, object and kernel fit.");
        return Ok(());
    }
    let attachment = struct_ops::attach::<sched_ext_ops>(&mut skel.maps.fifo)?;
    println!("so_fifo is attached until SIGINT or SIGTERM.");
    let mut is_attached = true;
    // The kernel may let go of it by itself.
    while is_attached && stopped.recv_timeout(Duration::from_millis(200)).is_err() {
        is_attached = attachment.is_attached()?;
    }
    drop(attachment);
    show(&skel);
    println!("Detached.");
    Ok(())
}

/// What the programs have counted.
fn show(skel: &SchedExtOpsSkel<'_>) {
    let Some(seen) = skel.maps.bss_data.as_deref() else {
        return;
    };
    println!(
        "{} tasks, {} enqueued, {} runs, {} exits",
        seen.tasks, seen.enqueued, seen.runs, seen.exits,
    );
}
