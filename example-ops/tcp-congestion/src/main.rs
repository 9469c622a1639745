//! Lets Linux send by a congestion control of our own: a type that the kernel already has.

mod ops;

use std::error::Error;
use std::io::{Read as _, Write as _};
use std::mem::MaybeUninit;
use std::net::{TcpListener, TcpStream};
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use clap::Parser;
use libbpf_rs::skel::Skel as _;
use rustix::net::sockopt;

use ops::tcp_congestion::tcp_congestion_ops;
use skeleton::{TcpCongestionOpsSkel, TcpCongestionOpsSkelBuilder};

#[allow(clippy::all, clippy::pedantic)]
mod skeleton {
    include!(concat!(env!("OUT_DIR"), "/tcp_congestion_ops.skel.rs"));
}

/// What the instances call themselves: one name, so that one may replace another.
const NAME: &str = "so_dctcp";

/// Longer than a retransmission takes to time out on loopback.
const PAUSE: Duration = Duration::from_millis(600);

/// Sends over loopback by a DCTCP in BPF, and then by what replaces it.
#[derive(Parser)]
struct Args {
    /// Compare trait, object and kernel, load the programs, and attach nothing
    #[arg(long)]
    check: bool,

    /// How much to send each time
    #[arg(long, value_name = "BYTES", default_value_t = 4 << 20)]
    bytes: usize,
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
    struct_ops::check::<tcp_congestion_ops>()?;
    let mut storage = MaybeUninit::uninit();
    let open = struct_ops::open(TcpCongestionOpsSkelBuilder::default(), &mut storage)?;
    let mut skel = struct_ops::load(open)?;
    if args.check {
        println!("Trait, object and kernel fit.");
        return Ok(());
    }
    let attachment = struct_ops::attach::<tcp_congestion_ops>(&mut skel.maps.dctcp)?;
    println!("{NAME} is registered.");
    send(args.bytes)?;
    show("dctcp", &skel);

    attachment.update(skel.object(), "steady")?;
    println!("Another instance is in its place.");
    send(args.bytes)?;
    show("steady", &skel);

    // Whoever still takes the first for the attached one comes too late.
    let refused = attachment.update_if(&skel.maps.dctcp, skel.object(), "late");
    match refused {
        Ok(()) => return Err("a stale update was accepted".into()),
        Err(error) => println!("refused: {error}"),
    }
    drop(attachment);
    if send(1).is_ok() {
        return Err("the congestion control is still there".into());
    }
    println!("{NAME} is gone.");
    Ok(())
}

/// What the programs have counted.
fn show(instance: &str, skel: &TcpCongestionOpsSkel<'_>) {
    let Some(seen) = skel.maps.bss_data.as_deref() else {
        return;
    };
    println!(
        "{instance}: dctcp saw {} acks, {} events, {} releases; steady saw {} acks, window {}",
        seen.dctcp_acks, seen.events, seen.releases, seen.steady_acks, seen.window,
    );
}

/// Sends that much to ourselves under the congestion control.
fn send(bytes: usize) -> Result<(), Box<dyn Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let receiver = thread::spawn(move || -> std::io::Result<usize> {
        let (mut stream, _) = listener.accept()?;
        let mut room = vec![0; 64 << 10];
        let mut sum = 0;
        loop {
            match stream.read(&mut room)? {
                0 => return Ok(sum),
                count => sum += count,
            }
        }
    });
    let mut stream = TcpStream::connect(address)?;
    let chosen = sockopt::set_tcp_congestion(&stream, NAME);
    if chosen.is_ok() {
        stream.write_all(&[7])?;
        // After a pause the window starts anew, which is an event for the congestion control.
        thread::sleep(PAUSE);
        stream.write_all(&vec![7; bytes.saturating_sub(1)])?;
        println!("sending by {}", sockopt::tcp_congestion(&stream)?);
    }
    drop(stream);
    let sum = receiver.join().map_err(|_| "the receiver panicked")??;
    chosen?;
    println!("received {sum} bytes");
    Ok(())
}
