//! Attaches, updates and detaches without a pause, as the cases of the virtual machine need it.

use std::mem;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use clap::{Parser, Subcommand};
use libbpf_rs::{MapCore as _, MapFlags, MapHandle, Object, query};
use struct_ops::errno::{EAGAIN, EEXIST, ENOLINK};
use struct_ops::{Attachment, Descriptor, Links};

/// Attaches, updates and detaches without a pause
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Let the instances `one` and `two` of an object take turns
    Run(Run),
    /// Say how many maps, programs and links there are, once their number stays the same
    Alive,
    /// Say what the only element of a pinned map holds
    Count {
        /// Where it is pinned
        path: String,
    },
}

#[derive(clap::Args)]
struct Run {
    /// The object
    object: String,
    /// The type of its instances
    #[arg(long)]
    ty: String,
    /// The module that defines it
    #[arg(long)]
    module: String,
    /// What the member `id` of both instances holds
    #[arg(long)]
    id: u32,
    /// For how long
    #[arg(long)]
    seconds: u64,
}

/// How often something was done.
#[derive(Default)]
struct Tally {
    attached: u32,
    updated: u32,
    refused: u32,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Run(args) => run(&args),
        Command::Alive => alive(),
        Command::Count { path } => count(&path),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Run) -> Result<()> {
    let module = args.module.clone();
    let descriptor = Descriptor::named(args.ty.clone(), Some(module.into()), Links::Required);
    let end = Instant::now() + Duration::from_secs(args.seconds);
    let mut tally = Tally::default();
    loop {
        let mut object = load(args)?;
        for _ in 0..8 {
            let Some(attachment) = attach(&descriptor, &mut object, &mut tally)? else {
                continue;
            };
            let (mut current, mut next) = ("one", "two");
            for _ in 0..3 {
                if allowed(attachment.update(&object, next), &mut tally)?.is_some() {
                    tally.updated += 1;
                    mem::swap(&mut current, &mut next);
                }
            }
            attachment.detach()?;
        }
        if Instant::now() >= end {
            break;
        }
    }
    println!(
        "{} attached, {} updated, {} refused",
        tally.attached, tally.updated, tally.refused
    );
    Ok(())
}

fn load(args: &Run) -> Result<Object> {
    let mut open = struct_ops::open_file(&args.object)?;
    for map in ["one", "two"] {
        struct_ops::shadow(&mut open, map)?.set("id", i64::from(args.id))?;
    }
    Ok(struct_ops::load_object(open)?)
}

fn attach(
    descriptor: &Descriptor,
    object: &mut Object,
    tally: &mut Tally,
) -> Result<Option<Attachment>> {
    let map = object.maps_mut().find(|map| map.name() == "one");
    let mut map = map.context("no map `one`")?;
    let attachment = allowed(struct_ops::attach_as(descriptor, &mut map), tally)?;
    tally.attached += u32::from(attachment.is_some());
    Ok(attachment)
}

/// What others do meanwhile is no failure: the type or the key is taken, the program itself
/// refuses, the kernel has let go of the instance.
fn allowed<T>(result: Result<T, struct_ops::Error>, tally: &mut Tally) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if matches!(error.errno(), Some(EEXIST | EAGAIN | ENOLINK)) => {
            tally.refused += 1;
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// The kernel frees later than it says so.
fn alive() -> Result<()> {
    let mut last = counts();
    for _ in 0..30 {
        thread::sleep(Duration::from_secs(1));
        let now = counts();
        if now == last {
            println!("{} maps, {} programs, {} links", now[0], now[1], now[2]);
            return Ok(());
        }
        last = now;
    }
    ensure!(last == counts(), "the numbers do not settle: {last:?}");
    Ok(())
}

fn counts() -> [usize; 3] {
    [
        query::MapInfoIter::default().count(),
        query::ProgInfoIter::default().count(),
        query::LinkInfoIter::default().count(),
    ]
}

fn count(path: &str) -> Result<()> {
    let map = MapHandle::from_pinned_path(path)?;
    let value = map.lookup(&[0; 4], MapFlags::ANY)?.context("no value")?;
    println!("{}", u64::from_ne_bytes(value.as_slice().try_into()?));
    Ok(())
}
