//! The runtime's calls that take a trait's constants, a whole object or an event loop, one
//! command each, as the cases of the virtual machine need them.

#[allow(
    dead_code,
    missing_docs,
    unreachable_pub,
    reason = "the trait of a case, as a library has it"
)]
#[path = "../../vm/lifecycle/ops.rs"]
mod ops;

use std::fs;
use std::future::{Future, poll_fn};
use std::os::fd::AsFd as _;
use std::pin::{Pin, pin};
use std::process::ExitCode;
use std::task::Poll;
use std::thread;

use anyhow::{Context as _, Result, ensure};
use async_io::Async;
use clap::{Parser, Subcommand};
use libbpf_rs::{MapCore as _, MapFlags, Object, query};
use struct_ops::{Attachment, Attachments, Descriptor, Links};

use ops::life::life_ops;

/// Sets by constants, attaches everything, waits in an event loop
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Change an instance by the constants of its trait, attach it and stay
    Typed(Typed),
    /// Attach all that an object has, call, and detach
    All {
        /// The object
        object: String,
        /// The types of its instances
        #[arg(long)]
        ty: Vec<String>,
        /// Ask for it, and do not only drop the attachments
        #[arg(long)]
        detach: bool,
    },
    /// Attach an instance and wait in an event loop until somebody else detaches it
    Await {
        /// The object
        object: String,
        /// The map of the instance
        map: String,
        /// Its type
        #[arg(long, default_value = "life_ops")]
        ty: String,
        /// The module that defines the type
        #[arg(long, default_value = "life")]
        module: String,
    },
}

#[derive(clap::Args)]
struct Typed {
    /// The object
    object: String,
    /// The map of the instance
    map: String,
    /// `VOLUME`
    #[arg(long)]
    volume: Option<u32>,
    /// `NAME`
    #[arg(long)]
    name: Option<String>,
    /// The program of `beat`; none implements `rest` then
    #[arg(long)]
    beat: Option<String>,
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Typed(args) => typed(&args),
        Command::All { object, ty, detach } => all_and_nothing_left(&object, &ty, detach),
        Command::Await {
            object,
            map,
            ty,
            module,
        } => wait_in_an_event_loop(
            &object,
            &map,
            &Descriptor::named(ty, Some(module.into()), Links::Required),
        ),
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

fn typed(args: &Typed) -> Result<()> {
    let mut open = struct_ops::open_file(&args.object)?;
    let mut shadow = struct_ops::shadow_of::<life_ops>(&mut open, &args.map)?;
    if let Some(volume) = args.volume {
        shadow.set(life_ops::VOLUME, volume)?;
    }
    if let Some(name) = &args.name {
        shadow.set(life_ops::NAME, name.as_str())?;
    }
    if let Some(program) = &args.beat {
        shadow.program(life_ops::rest, None)?;
        shadow.program(life_ops::beat, Some(program))?;
    }
    let mut object = struct_ops::load_object(open)?;
    let _attachment = attach(&mut object, &args.map)?;
    println!("attached");
    loop {
        thread::park();
    }
}

fn attach(object: &mut Object, map: &str) -> Result<Attachment> {
    let map = object.maps_mut().find(|one| one.name() == map);
    let mut map = map.context("no such map")?;
    Ok(struct_ops::attach::<life_ops>(&mut map)?)
}

fn load(path: &str) -> Result<Object> {
    Ok(struct_ops::load_object(struct_ops::open_file(path)?)?)
}

/// Whatever goes wrong, no link of this process stays.
fn all_and_nothing_left(path: &str, types: &[String], detach: bool) -> Result<()> {
    let before = query::LinkInfoIter::default().count();
    let mut object = load(path)?;
    let result = all(&mut object, types, detach);
    let after = query::LinkInfoIter::default().count();
    println!("left: {} links", after.saturating_sub(before));
    result
}

fn all(object: &mut Object, types: &[String], detach: bool) -> Result<()> {
    let descriptors: Vec<Descriptor> = types
        .iter()
        .map(|ty| Descriptor::named(ty.clone(), Some("crew".into()), links_of(ty)))
        .collect();
    let descriptors: Vec<&Descriptor> = descriptors.iter().collect();
    let attached = struct_ops::attach_all(object, &descriptors)?;
    show(&attached)?;
    fs::write("/proc/crew_trigger", "x")?;
    println!("attached: {}", counted(object)?);
    if detach {
        attached.detach()?;
    } else {
        drop(attached);
    }
    println!("detached: {}", counted(object)?);
    Ok(())
}

fn links_of(ty: &str) -> Links {
    match ty {
        "deck_ops" => Links::Optional,
        _ => Links::Required,
    }
}

fn show(attached: &Attachments) -> Result<()> {
    let programs: Vec<&str> = attached.programs().map(|(name, _)| name).collect();
    println!("programs: {}", programs.join(" "));
    let maps: Vec<&str> = attached.maps().collect();
    println!("instances: {}", maps.join(" "));
    let crew = attached.instance("crew").context("no link")?;
    ensure!(crew.is_attached()?, "not attached");
    ensure!(
        attached.instance("deck").is_none(),
        "a plain map has no link"
    );
    ensure!(
        attached.plain_instance("deck").is_some(),
        "the plain map is not there"
    );
    ensure!(
        attached.instance("spare").is_none(),
        "the spare one is attached"
    );
    Ok(())
}

fn counted(object: &Object) -> Result<String> {
    let map = object.maps().find(|map| map.name() == "counters");
    let map = map.context("no counters")?;
    let value = |key: u32| -> Result<u64> {
        let value = map.lookup(&key.to_ne_bytes(), MapFlags::ANY)?;
        let value: [u8; 8] = value.context("no value")?.as_slice().try_into()?;
        Ok(u64::from_ne_bytes(value))
    };
    let (calls, attached, detached) = (value(0)?, value(1)?, value(2)?);
    Ok(format!(
        "{calls} calls, {attached} attached, {detached} detached"
    ))
}

fn wait_in_an_event_loop(path: &str, map: &str, ty: &Descriptor) -> Result<()> {
    let mut object = load(path)?;
    let map = object.maps_mut().find(|one| one.name() == map);
    let attachment = struct_ops::attach_as(ty, &mut map.context("no such map")?)?;
    async_io::block_on(async {
        let link = Async::new_nonblocking(attachment.as_fd())?;
        let mut hung_up = pin!(link.readable());
        let early = poll_once(hung_up.as_mut()).await;
        ensure!(early.is_none(), "woken for nothing");
        println!("attached");
        Ok(hung_up.await?)
    })?;
    ensure!(!attachment.is_attached()?, "still attached");
    println!("detached by somebody else");
    Ok(())
}

/// What a future has to say right now; `None` while it waits.
async fn poll_once<F: Future>(mut future: Pin<&mut F>) -> Option<F::Output> {
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => Poll::Ready(None),
    })
    .await
}
