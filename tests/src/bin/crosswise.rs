//! Loads instances of an object with libbpf alone, which compares no prototypes: what the
//! kernel itself makes of a program that was built for another version of its type.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Parser;
use libbpf_rs::{MapCore as _, MapMut, MapType, ObjectBuilder};

/// Attaches one instance, calls the ops, and detaches
#[derive(Parser)]
struct Cli {
    /// The object; its instances are in `?.struct_ops.link`
    object: String,
    /// The maps of the instances that are created; the first that is loaded is attached
    #[arg(required = true)]
    maps: Vec<String>,
    /// The file that calls the ops when it is written
    #[arg(long, default_value = "/proc/cross_trigger")]
    trigger: String,
    /// Leave out what the kernel lacks
    #[arg(long)]
    null_missing: bool,
    /// Choose among flavors
    #[arg(long)]
    choose: bool,
    /// Compare before the load, as loaders of this project do
    #[arg(long)]
    checked: bool,
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
            let name = map.name().to_string_lossy().into_owned();
            map.set_autocreate(args.maps.contains(&name))?;
        }
    }
    let mut wanted = args.maps.clone();
    if args.choose {
        for choice in struct_ops::choose_flavors(&mut open)? {
            let others = choice.left_out.join(", ");
            println!("{} as {}, without {others}", choice.name, choice.tag);
            wanted.retain(|name| !choice.left_out.contains(name));
        }
    }
    if args.null_missing {
        for member in struct_ops::null_missing(&mut open)? {
            println!("left out: {member}");
        }
    }
    let mut object = if args.checked {
        struct_ops::load_object(open)?
    } else {
        open.load().context("load")?
    };
    // Those that were not created are among the maps as well.
    let is_wanted = |map: &MapMut<'_>| wanted.iter().any(|name| map.name() == name.as_str());
    let map = object.maps_mut().find(is_wanted);
    let link = map.context("no instance was created")?.attach_struct_ops();
    let _link = link.context("attach")?;
    fs::write(&args.trigger, "x")?;
    println!("attached and called");
    Ok(())
}
