//! A loader for any object, as the cases of the virtual machine need it.

use std::process::ExitCode;
use std::thread;

use anyhow::{Context as _, Result, bail};
use clap::{Parser, Subcommand};
use libbpf_rs::{MapCore as _, MapFlags, MapHandle, MapMut, OpenObject, query};
use struct_ops::{Descriptor, Links};

/// Attaches and releases instances
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Load an object and attach its first struct_ops map
    Attach(Attach),
    /// Delete the only element of a map, by the map's name
    Release {
        /// The map's name
        map: String,
    },
}

#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
struct Attach {
    /// The BPF object
    object: String,
    /// The type that the map is an instance of
    #[arg(long, default_value = "bpf_testmod_ops")]
    ty: String,
    /// The module that defines it
    #[arg(long, default_value = "bpf_testmod")]
    module: String,
    /// The map is in plain `.struct_ops`
    #[arg(long)]
    plain: bool,
    /// Try a plain map whatever the type says of links
    #[arg(long)]
    any_links: bool,
    /// Write this raw value into a slot before attaching: INDEX=VALUE
    #[arg(long)]
    slot: Option<String>,
    /// Write this byte into the object's instance before it is loaded: OFFSET=VALUE
    #[arg(long)]
    byte: Option<String>,
    /// Say so and wait to be killed
    #[arg(long)]
    hold: bool,
    /// Leave a plain map attached behind
    #[arg(long)]
    leave: bool,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Attach(args) => attach(args),
        Command::Release { map } => release(&map),
    };
    match result {
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

fn attach(args: Attach) -> Result<()> {
    let links = if args.any_links || !args.plain {
        Links::Optional
    } else {
        Links::Required
    };
    let descriptor = Descriptor::named(args.ty, Some(args.module.into()), links);
    struct_ops::check_as(&descriptor)?;
    let mut open = struct_ops::open_file(&args.object)?;
    if let Some(byte) = &args.byte {
        write_byte(&mut open, byte)?;
    }
    let mut object = struct_ops::load_object(open)?;
    let mut map = object
        .maps_mut()
        .find(|map| map.map_type() == libbpf_rs::MapType::StructOps)
        .context("the object has no struct_ops map")?;
    if let Some(slot) = &args.slot {
        write_slot(&map, slot)?;
    }
    if args.plain {
        let attachment = struct_ops::attach_plain_as(&descriptor, &mut map)?;
        println!("attached");
        wait(args.hold);
        if args.leave {
            std::mem::forget(attachment);
        }
    } else {
        let attachment = struct_ops::attach_as(&descriptor, &mut map)?;
        println!("attached");
        wait(args.hold);
        drop(attachment);
    }
    Ok(())
}

fn wait(hold: bool) {
    if hold {
        loop {
            thread::park();
        }
    }
}

/// What no C initialiser could say: a `bool` of 2.
fn write_byte(object: &mut OpenObject, byte: &str) -> Result<()> {
    let (offset, value) = byte.split_once('=').context("a byte is OFFSET=VALUE")?;
    let (offset, value): (usize, u8) = (offset.parse()?, value.parse()?);
    let mut map = object
        .maps_mut()
        .find(|map| map.map_type() == libbpf_rs::MapType::StructOps)
        .context("the object has no struct_ops map")?;
    let bytes = map.initial_value_mut().context("the map has no value")?;
    *bytes.get_mut(offset).context("no such byte")? = value;
    Ok(())
}

/// Updates the map with zeros but for one slot. The data of a value starts at the
/// second cache line: `struct bpf_struct_ops_value` in `kernel/bpf/bpf_struct_ops.c`.
fn write_slot(map: &MapMut<'_>, slot: &str) -> Result<()> {
    let (index, number) = slot.split_once('=').context("a slot is INDEX=VALUE")?;
    let (index, number): (usize, u64) = (index.parse()?, number.parse()?);
    let mut value = vec![0_u8; map.value_size() as usize];
    let start = 64 + 8 * index;
    let Some(place) = value.get_mut(start..start + 8) else {
        bail!("the value has no slot {index}");
    };
    place.copy_from_slice(&number.to_ne_bytes());
    map.update(&[0; 4], &value, MapFlags::ANY)?;
    Ok(())
}

fn release(name: &str) -> Result<()> {
    let info = query::MapInfoIter::default()
        .find(|info| info.name.to_string_lossy() == name)
        .with_context(|| format!("no map is called {name}"))?;
    MapHandle::from_map_id(info.id)?.delete(&[0; 4])?;
    Ok(())
}
