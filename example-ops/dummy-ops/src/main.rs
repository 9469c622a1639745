//! Runs the programs of a type that nobody can attach: Linux tests itself by it.

mod ops;

use std::error::Error;
use std::mem::MaybeUninit;
use std::process::ExitCode;
use std::sync::atomic::{AtomicI32, Ordering};

use clap::Parser;
use libbpf_rs::{ProgramInput, ProgramMut};

use ops::bpf_dummy::bpf_dummy_ops;
use skeleton::BpfDummyOpsSkelBuilder;

#[allow(clippy::all, clippy::pedantic)]
mod skeleton {
    include!(concat!(env!("OUT_DIR"), "/bpf_dummy_ops.skel.rs"));
}

/// Runs the BPF implementation of `bpf_dummy_ops`.
#[derive(Parser)]
struct Args {
    /// Compare trait, object and kernel, load the programs, and run nothing
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
    struct_ops::check::<bpf_dummy_ops>()?;
    let mut storage = MaybeUninit::uninit();
    let open = struct_ops::open(BpfDummyOpsSkelBuilder::default(), &mut storage)?;
    let mut skel = struct_ops::load(open)?;
    if args.check {
        println!("Trait, object and kernel fit.");
        return Ok(());
    }
    let state = AtomicI32::new(21);
    // The kernel copies the state from there, and back after the program.
    let address = state.as_ptr().expose_provenance() as u64;
    println!("test_1(NULL): {}", call(&skel.progs.double_it, &[0])?);
    let doubled = call(&skel.progs.double_it, &[address])?;
    println!(
        "test_1(21): {doubled}, state {}",
        state.load(Ordering::Relaxed)
    );
    // Wider than the types: 0x10002 is 2 to an op that takes 16 bits.
    let sum = call(&skel.progs.add_all, &[address, 5, 0x10002, 0x103, 4])?;
    println!("test_2: {sum}, state {}", state.load(Ordering::Relaxed));
    call(&skel.progs.add_one, &[address])?;
    println!("test_sleepable: state {}", state.load(Ordering::Relaxed));
    match struct_ops::attach::<bpf_dummy_ops>(&mut skel.maps.dummy) {
        Ok(_) => Err("the type has been attached".into()),
        Err(error) => {
            println!("refused: {error}");
            Ok(())
        }
    }
}

/// Runs a program with these arguments; its result.
fn call(program: &ProgramMut<'_>, args: &[u64]) -> Result<i32, Box<dyn Error>> {
    let mut context: Vec<u8> = args.iter().flat_map(|arg| arg.to_ne_bytes()).collect();
    let input = ProgramInput {
        context_in: Some(&mut context),
        ..ProgramInput::default()
    };
    Ok(program.test_run(input)?.return_value.cast_signed())
}
