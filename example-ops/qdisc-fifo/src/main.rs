//! Lets Linux queue packets by a queue of our own: a type that the kernel already has.

mod ops;

use std::error::Error;
use std::mem::MaybeUninit;
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use clap::Parser;

use ops::qdisc::Qdisc_ops;
use skeleton::{QdiscOpsSkel, QdiscOpsSkelBuilder};

#[allow(clippy::all, clippy::pedantic)]
mod skeleton {
    include!(concat!(env!("OUT_DIR"), "/Qdisc_ops.skel.rs"));
}

/// Runs the BPF implementation of `Qdisc_ops`.
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

    struct_ops::check::<Qdisc_ops>()?;
    let mut storage = MaybeUninit::uninit();
    let open = struct_ops::open(QdiscOpsSkelBuilder::default(), &mut storage)?;
    let mut skel = struct_ops::load(open)?;
    if args.check {
        println!("Trait, object and kernel fit.");
        return Ok(());
    }
    let attachment = struct_ops::attach::<Qdisc_ops>(&mut skel.maps.fifo)?;
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
fn show(skel: &QdiscOpsSkel<'_>) {
    let Some(seen) = skel.maps.bss_data.as_deref() else {
        return;
    };
    println!(
        "{} queued, {} sent, {} dropped",
        seen.queued, seen.sent, seen.dropped,
    );
}
