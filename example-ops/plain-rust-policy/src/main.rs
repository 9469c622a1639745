//! Loads and attaches an implementation of `throttle_ops`, and triggers it; or says what the
//! same policy in Rust gives for the same arguments.

mod ops;
mod policy;

use std::error::Error;
use std::fs;
use std::mem::MaybeUninit;
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use clap::Parser;

use ops::throttle::{Request, ThrottleOps, task_struct, throttle_ops};
use policy::ByPriority;
use skeleton::ThrottleOpsSkelBuilder;

#[allow(clippy::all, clippy::pedantic)]
mod skeleton {
    include!(concat!(env!("OUT_DIR"), "/throttle_ops.skel.rs"));
}

/// The files that make the modules call their ops.
const TRIGGERS: &[&str] = &["/proc/throttle_trigger"];

/// Runs the BPF implementation of `throttle_ops`.
#[derive(Parser)]
struct Args {
    /// Compare trait, object and kernel, load the programs, and attach nothing
    #[arg(long)]
    check: bool,

    /// Attach nothing; print what the policy in Rust gives where the trigger file would call
    /// the program
    #[arg(long, conflicts_with = "period")]
    expect: bool,

    /// Stay attached until SIGINT or SIGTERM, and trigger again after each period
    #[arg(long, value_name = "DURATION", value_parser = humantime::parse_duration)]
    period: Option<Duration>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let result = if args.expect { expect() } else { run(&args) };
    match result {
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

    struct_ops::check::<throttle_ops>()?;
    let mut storage = MaybeUninit::uninit();
    let open = struct_ops::open(ThrottleOpsSkelBuilder::default(), &mut storage)?;
    let mut skel = struct_ops::load(open)?;
    if args.check {
        println!("Trait, object and kernel fit.");
        return Ok(());
    }
    let attachment = struct_ops::attach::<throttle_ops>(&mut skel.maps.throttle_ops)?;
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

/// The arguments are those of the trait's `#[trigger]`, with this task as `current`.
fn expect() -> Result<(), Box<dyn Error>> {
    let request = Request {
        bytes: 40960,
        queued: 3,
    };
    println!("delay: {}", ByPriority.delay(&this_task()?, &request));
    println!("grant: {}", ByPriority.grant(None, 9));
    Ok(())
}

/// This process as the kernel sees it.
fn this_task() -> Result<task_struct, Box<dyn Error>> {
    /// Where the priorities of tasks that are scheduled fairly begin (`MAX_RT_PRIO`); the
    /// file counts from there.
    const MAX_RT_PRIO: i32 = 100;
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The second field is a name, which may hold anything; 16 fields behind it is the
    // priority.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let prio = fields.split_whitespace().nth(15).unwrap_or_default();
    Ok(task_struct {
        pid: i32::try_from(std::process::id())?,
        prio: prio.parse::<i32>()? + MAX_RT_PRIO,
    })
}
