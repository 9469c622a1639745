//! Loads an implementation of `player_ops`, changes its data members as the command line
//! says, attaches and triggers it.

mod ops;

use std::error::Error;
use std::fs;
use std::mem::MaybeUninit;
use std::process::ExitCode;
use std::sync::mpsc;
use std::time::Duration;

use clap::{Parser, ValueEnum};

use libbpf_rs::skel::OpenSkel as _;
use ops::player::{Balance, Mode, player_ops};
use skeleton::PlayerOpsSkelBuilder;
use struct_ops::ShadowOf;

#[allow(clippy::all, clippy::pedantic)]
mod skeleton {
    include!(concat!(env!("OUT_DIR"), "/player_ops.skel.rs"));
}

/// The files that make the modules call their ops.
const TRIGGERS: &[&str] = &["/proc/player_trigger"];

/// Runs the BPF implementation of `player_ops`.
#[derive(Parser)]
struct Args {
    /// Compare trait, object and kernel, load the programs, and attach nothing
    #[arg(long)]
    check: bool,

    #[command(flatten)]
    settings: Settings,

    /// Stay attached until SIGINT or SIGTERM, and trigger again after each period
    #[arg(long, value_name = "DURATION", value_parser = humantime::parse_duration)]
    period: Option<Duration>,
}

/// What the instance holds instead of the values in the BPF source.
///
/// Nothing is checked here but what cannot be written into the member at all: what the
/// values may be is the trait's matter, and the module refuses the others.
#[derive(clap::Args)]
struct Settings {
    /// The player's name, up to 15 bytes
    #[arg(long)]
    name: Option<String>,

    /// From 0 to 100
    #[arg(long)]
    volume: Option<u32>,

    /// 1 repeats, 2 mutes, 3 does both
    #[arg(long)]
    flags: Option<u64>,

    /// The order of tracks
    #[arg(long, value_enum)]
    mode: Option<Order>,

    /// From 512 to 65536 bytes; 0 for the module's default
    #[arg(long)]
    buffer: Option<u32>,

    /// Six bytes, one for each band
    #[arg(long, num_args = 6, value_name = "BAND")]
    equalizer: Option<Vec<u8>>,

    /// How far left and right are turned up; not both zero
    #[arg(long, num_args = 2, value_names = ["LEFT", "RIGHT"])]
    balance: Option<Vec<u16>>,
}

/// [`Mode`] on the command line.
#[derive(Clone, Copy, ValueEnum)]
enum Order {
    Loop,
    Shuffle,
}

impl From<Order> for Mode {
    fn from(order: Order) -> Self {
        match order {
            Order::Loop => Self::Loop,
            Order::Shuffle => Self::Shuffle,
        }
    }
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

    struct_ops::check::<player_ops>()?;
    let mut storage = MaybeUninit::uninit();
    let mut open = struct_ops::open(PlayerOpsSkelBuilder::default(), &mut storage)?;
    change(
        &args.settings,
        struct_ops::shadow_of(open.open_object_mut(), "player_ops")?,
    )?;
    let mut skel = struct_ops::load(open)?;
    if args.check {
        println!("Trait, object and kernel fit.");
        return Ok(());
    }
    let attachment = struct_ops::attach::<player_ops>(&mut skel.maps.player_ops)?;
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

/// Changes the instance before it is loaded. From then on it is read-only.
///
/// The constants know the types of their members: a value of another one does not compile.
fn change(
    settings: &Settings,
    mut instance: ShadowOf<'_, player_ops>,
) -> Result<(), struct_ops::Error> {
    if let Some(name) = &settings.name {
        instance.set(player_ops::NAME, name.as_str())?;
    }
    if let Some(volume) = settings.volume {
        instance.set(player_ops::VOLUME, volume)?;
    }
    if let Some(flags) = settings.flags {
        instance.set(player_ops::FLAGS, flags)?;
    }
    if let Some(order) = settings.mode {
        instance.set(player_ops::MODE, Mode::from(order))?;
    }
    if let Some(buffer) = settings.buffer {
        instance.set(player_ops::BUFFER, buffer)?;
    }
    if let Some([a, b, c, d, e, f]) = settings.equalizer.as_deref() {
        instance.set(player_ops::EQUALIZER, [*a, *b, *c, *d, *e, *f])?;
    }
    if let Some([left, right]) = settings.balance.as_deref() {
        let (left, right) = (*left, *right);
        instance.set(player_ops::BALANCE, Balance { left, right })?;
    }
    Ok(())
}

fn trigger() -> Result<(), Box<dyn Error>> {
    for file in TRIGGERS {
        fs::write(file, "\n")?;
    }
    Ok(())
}
