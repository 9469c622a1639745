//! The runtime's calls, one command each, as the cases of the virtual machine need them.

#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "the trait of a case, as a library has it"
)]
#[path = "../../vm/drift/ops.rs"]
mod ops;

use std::fs;
use std::os::fd::AsFd as _;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use clap::{Parser, Subcommand};
use libbpf_rs::{MapCore as _, MapFlags, Object, query};
use struct_ops::prelude::*;
use struct_ops::{Attachment, Descriptor, Links};

use ops::drift::drift_ops;

/// A type whose module no case loads.
#[struct_ops]
trait OtherOps {
    fn other(&self);
}

/// Checks, loads, attaches, updates, waits, pins
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compare the trait with the running kernel
    Check {
        /// Another trait, of a module that is not loaded
        #[arg(long)]
        other: bool,
    },
    /// Load an object and nothing else
    Load {
        /// The object
        object: String,
    },
    /// Load an object, attach an instance and stay
    Attach(Attach),
    /// Let threads call while two instances take turns
    Update {
        /// The object
        object: String,
        /// The map of the first instance
        one: String,
        /// The map of the second instance
        two: String,
        /// How often
        #[arg(long)]
        times: u32,
        /// How many threads call
        #[arg(long)]
        threads: u32,
    },
    /// Replace an instance that is not attached any more
    Stale {
        /// The object
        object: String,
        /// The maps of three instances
        #[arg(num_args = 3)]
        maps: Vec<String>,
    },
    /// Detach every struct_ops link of the machine
    DetachAll,
    /// Open a pinned link, update it, and detach it
    Reopen {
        /// Where it is pinned
        path: String,
        /// The object
        object: String,
        /// The map of the instance that takes the place
        map: String,
    },
    /// Attach and detach, and compare what is alive before and after
    Cycles {
        /// The object
        object: String,
        /// The instance
        map: String,
        /// How often
        #[arg(long)]
        times: u32,
    },
}

#[derive(clap::Args)]
struct Attach {
    /// The object
    object: String,
    /// The map of the instance
    map: String,
    /// A data member: NAME=NUMBER
    #[arg(long)]
    set: Vec<String>,
    /// A text: NAME=TEXT
    #[arg(long)]
    text: Vec<String>,
    /// An op: NAME=PROGRAM
    #[arg(long)]
    program: Vec<String>,
    /// An element of map `counters`: KEY=VALUE
    #[arg(long)]
    counter: Option<String>,
    /// Leave out what the kernel lacks
    #[arg(long)]
    null_missing: bool,
    /// Wait until somebody else detaches
    #[arg(long)]
    wait: bool,
    /// Pin the link and leave
    #[arg(long)]
    pin: Option<String>,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            if let Some(error) = error.downcast_ref::<struct_ops::Error>() {
                eprintln!("kind: {:?} errno: {:?}", error.kind(), error.errno());
            }
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Check { other: false } => drop(struct_ops::check::<drift_ops>()?),
        Command::Check { other: true } => drop(struct_ops::check::<other_ops>()?),
        Command::Load { object } => drop(load(&object)?),
        Command::Attach(args) => attach(&args)?,
        Command::Update {
            object,
            one,
            two,
            times,
            threads,
        } => update(&load(&object)?, &one, &two, times, threads)?,
        Command::Stale { object, maps } => stale(&load(&object)?, &maps)?,
        Command::DetachAll => detach_all()?,
        Command::Reopen { path, object, map } => reopen(&path, &load(&object)?, &map)?,
        Command::Cycles { object, map, times } => cycles(&object, &map, times)?,
    }
    Ok(())
}

fn load(path: &str) -> Result<Object> {
    Ok(struct_ops::load_object(struct_ops::open_file(path)?)?)
}

/// Any type: the kernel says whether the map's is right.
fn attach_map(object: &mut Object, name: &str) -> Result<Attachment> {
    let ty = match name {
        "drift" => "drift_ops",
        _ => "life_ops",
    };
    let descriptor = Descriptor::named(ty, Some("life".into()), Links::Required);
    let map = object.maps_mut().find(|map| map.name() == name);
    Ok(struct_ops::attach_as(
        &descriptor,
        &mut map.context("no such map")?,
    )?)
}

fn attach(args: &Attach) -> Result<()> {
    let mut open = struct_ops::open_file(&args.object)?;
    if args.null_missing {
        for member in struct_ops::null_missing(&mut open)? {
            println!("left out: {member}");
        }
    }
    let mut shadow = struct_ops::shadow(&mut open, &args.map)?;
    for (name, value) in args.set.iter().map(|text| pair(text)) {
        shadow.set(name, value.parse::<i64>()?)?;
    }
    for (name, text) in args.text.iter().map(|text| pair(text)) {
        shadow.set_text(name, text)?;
    }
    for (op, program) in args.program.iter().map(|text| pair(text)) {
        shadow.set_program(op, Some(program))?;
    }
    let mut object = struct_ops::load_object(open)?;
    let attachment = attach_map(&mut object, &args.map)?;
    println!("attached");
    if let Some((key, value)) = args.counter.as_deref().map(pair) {
        let (key, value): (u32, u64) = (key.parse()?, value.parse()?);
        let map = object.maps().find(|map| map.name() == "counters");
        let map = map.context("no counters")?;
        map.update(&key.to_ne_bytes(), &value.to_ne_bytes(), MapFlags::ANY)?;
    }
    if let Some(path) = &args.pin {
        attachment.pin(path)?;
    } else if args.wait {
        ensure!(attachment.is_attached()?, "not attached");
        ensure!(
            !attachment.wait_detached(Some(Duration::from_millis(10)))?,
            "detached too early"
        );
        ensure!(attachment.wait_detached(None)?, "woken for nothing");
        ensure!(!attachment.is_attached()?, "still attached");
        println!("detached by somebody else");
    } else {
        loop {
            thread::park();
        }
    }
    Ok(())
}

fn pair(text: &str) -> (&str, &str) {
    text.split_once('=').unwrap_or((text, ""))
}

fn update(object: &Object, one: &str, two: &str, times: u32, threads: u32) -> Result<()> {
    let mut first = load_again(object)?;
    let attachment = attach_map(&mut first, one)?;
    let (stop, calls) = (AtomicBool::new(false), AtomicU64::new(0));
    let counters = |object: &Object| -> Result<u64> {
        let map = object.maps().find(|map| map.name() == "counters");
        let map = map.context("no counters")?;
        let mut sum = 0;
        for key in [0_u32, 1] {
            let value = map.lookup(&key.to_ne_bytes(), MapFlags::ANY)?;
            let value: [u8; 8] = value.context("no value")?.as_slice().try_into()?;
            sum += u64::from_ne_bytes(value);
        }
        Ok(sum)
    };
    thread::scope(|scope| -> Result<()> {
        for _ in 0..threads {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    if fs::write("/proc/life_trigger", "x").is_ok() {
                        calls.fetch_add(1, Ordering::Relaxed);
                    }
                    // Each call is logged, and the console is slow.
                    thread::sleep(Duration::from_millis(20));
                }
            });
        }
        let mut result = Ok(());
        for round in 0..times {
            let map = if round % 2 == 0 { two } else { one };
            result = result.and(attachment.update(&first, map));
        }
        stop.store(true, Ordering::Relaxed);
        Ok(result?)
    })?;
    let (called, counted) = (calls.into_inner(), counters(&first)?);
    println!("{called} calls, {counted} counted");
    ensure!(called > 0 && called == counted, "calls were lost");
    drop(attachment);
    Ok(())
}

/// The same object once more, as a loader that is started again would have it.
fn load_again(object: &Object) -> Result<Object> {
    let name = object
        .name()
        .context("no name")?
        .to_string_lossy()
        .into_owned();
    load(&format!("{name}.bpf.o"))
}

fn stale(object: &Object, maps: &[String]) -> Result<()> {
    let [one, two, three] = maps else {
        bail!("three maps are needed")
    };
    let mut loaded = load_again(object)?;
    let attachment = attach_map(&mut loaded, one)?;
    let descriptor_of = |name: &str| {
        let map = loaded.maps().find(|map| map.name() == name);
        map.context("no such map")?
            .as_fd()
            .try_clone_to_owned()
            .context("no descriptor")
    };
    let first = descriptor_of(one)?;
    attachment.update_if(&first, &loaded, two)?;
    println!("the expected one was replaced");
    attachment.update_if(&first, &loaded, three)?;
    Ok(())
}

fn detach_all() -> Result<()> {
    for link in query::LinkInfoIter::default() {
        if !matches!(link.info, query::LinkTypeInfo::StructOps(_)) {
            continue;
        }
        Attachment::open_id(link.id)?.detach()?;
    }
    Ok(())
}

fn reopen(path: &str, object: &Object, map: &str) -> Result<()> {
    let attachment = Attachment::open_pinned(path)?;
    ensure!(attachment.is_attached()?, "not attached");
    attachment.update(object, map)?;
    fs::write("/proc/life_trigger", "x")?;
    fs::remove_file(path)?;
    attachment.detach()?;
    Ok(())
}

fn cycles(path: &str, map: &str, times: u32) -> Result<()> {
    // One object is attached ten times: loading it is most of the work.
    let rounds = |count: u32| -> Result<()> {
        for _ in 0..count {
            let mut object = load(path)?;
            for _ in 0..10 {
                attach_map(&mut object, map)?.detach()?;
            }
        }
        Ok(())
    };
    // What libraries and kernel keep for good comes with the first few.
    rounds(2)?;
    let before = alive()?;
    rounds(times / 10)?;
    let after = alive()?;
    println!("before {before:?}, after {after:?}");
    ensure!(before.0 == after.0, "maps, programs or links are left");
    let grown = before.1.saturating_sub(after.1);
    ensure!(grown < 16 << 10, "{grown} KiB of memory are gone");
    Ok(())
}

/// Maps, programs and links, and the available memory in KiB, once the kernel has freed
/// what it frees later.
fn alive() -> Result<([usize; 3], u64)> {
    thread::sleep(Duration::from_secs(2));
    let counts = [
        query::MapInfoIter::default().count(),
        query::ProgInfoIter::default().count(),
        query::LinkInfoIter::default().count(),
    ];
    let text = fs::read_to_string("/proc/meminfo")?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("MemAvailable:"));
    let free = line.context("no MemAvailable")?;
    let free = free.trim().trim_end_matches(" kB").parse()?;
    Ok((counts, free))
}
