//! Loads one instance of an object with libbpf alone, which compares no prototypes: what the
//! kernel itself makes of a program that was built for another version of its type.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Parser;
use libbpf_rs::{MapCore as _, MapType, ObjectBuilder};

/// Attaches one instance, calls the ops, and detaches
#[derive(Parser)]
struct Cli {
    /// The object; its instances are in `?.struct_ops.link`
    object: String,
    /// The map of the instance
    map: String,
    /// The file that calls the ops when it is written
    #[arg(long, default_value = "/proc/cross_trigger")]
    trigger: String,
    /// Leave out what the kernel lacks
    #[arg(long)]
    null_missing: bool,
}

fn main() -> ExitCode {
    match run(&Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:?}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Cli) -> Result<()> {
    let mut open = ObjectBuilder::default().open_file(&args.object)?;
    for mut map in open.maps_mut() {
        if map.map_type() == MapType::StructOps {
            let wanted = map.name() == args.map.as_str();
            map.set_autocreate(wanted)?;
        }
    }
    if args.null_missing {
        for member in struct_ops::null_missing(&mut open)? {
            println!("left out: {member}");
        }
    }
    let mut object = open.load().context("load")?;
    let map = object
        .maps_mut()
        .find(|map| map.name() == args.map.as_str());
    let link = map.context("no such map")?.attach_struct_ops();
    let _link = link.context("attach")?;
    fs::write(&args.trigger, "x")?;
    println!("attached and called");
    Ok(())
}
