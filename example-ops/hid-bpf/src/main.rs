//! Puts right what a device for human input sends: a type that the kernel already has.

mod ops;

use std::error::Error;
use std::mem::MaybeUninit;
use std::process::ExitCode;
use std::sync::mpsc;

use clap::Parser;
use libbpf_rs::skel::OpenSkel as _;

use ops::hid_bpf::hid_bpf_ops;
use skeleton::{HidBpfOpsSkel, HidBpfOpsSkelBuilder};

#[allow(clippy::all, clippy::pedantic)]
mod skeleton {
    include!(concat!(env!("OUT_DIR"), "/hid_bpf_ops.skel.rs"));
}

/// Runs the BPF implementation of `hid_bpf_ops`.
#[derive(Parser)]
struct Args {
    /// Compare trait, object and kernel, load the programs, and attach nothing
    #[arg(long)]
    check: bool,

    /// The number of the device, in hexadecimal: the end of its name in /sys/bus/hid/devices
    #[arg(long, value_name = "NUMBER", default_value = "1", value_parser = number)]
    device: i32,
}

fn number(text: &str) -> Result<i32, std::num::ParseIntError> {
    i32::from_str_radix(text, 16)
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

    struct_ops::check::<hid_bpf_ops>()?;
    let mut storage = MaybeUninit::uninit();
    let mut open = struct_ops::open(HidBpfOpsSkelBuilder::default(), &mut storage)?;
    // An instance belongs to a device, and to no other as long as it lives.
    struct_ops::shadow_of(open.open_object_mut(), "mirrored")?
        .set(hid_bpf_ops::HID_ID, args.device)?;
    let mut skel = struct_ops::load(open)?;
    if args.check {
        println!("Trait, object and kernel fit.");
        return Ok(());
    }
    let attachment = struct_ops::attach::<hid_bpf_ops>(&mut skel.maps.mirrored)?;
    println!(
        "Device {:04X} is attached until SIGINT or SIGTERM.",
        args.device
    );
    stopped.recv()?;
    drop(attachment);
    show(&skel);
    println!("Detached.");
    Ok(())
}

/// What the programs have counted.
fn show(skel: &HidBpfOpsSkel<'_>) {
    let Some(seen) = skel.maps.bss_data.as_deref() else {
        return;
    };
    println!("{} descriptors, {} reports", seen.fixups, seen.reports);
}
