//! Takes steps with the instances of an object, as the cases of the virtual machine need them.

use std::fs;
use std::io::Write as _;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use clap::Parser;
use libbpf_rs::{MapCore as _, Object};
use struct_ops::{Attachment, Descriptor, Links};

/// Loads an object, then takes one step after the other
///
/// The steps are `attach:MAP`, `update:MAP:OTHER` (MAP is what was attached first), `detach:MAP`,
/// `gone:MAP` (waits until somebody else has detached it), `write:FILE:TEXT`, `fails:STEP`,
/// `ready` (says that it is attached), `waits:FILE` (until the file exists), `stay`.
/// `other:STEP` takes its maps from a second load of the same object.
#[derive(Parser)]
struct Cli {
    /// The BPF object
    object: String,
    /// The type of its instances
    #[arg(long)]
    ty: String,
    /// The module that defines it
    #[arg(long)]
    module: String,
    /// What to do
    steps: Vec<String>,
}

/// What is attached, by the map that was attached first.
struct Session {
    descriptor: Descriptor,
    first: Object,
    second: Object,
    attached: Vec<(String, Attachment)>,
}

fn main() -> ExitCode {
    let result = run(&Cli::parse());
    let Err(error) = result else {
        return ExitCode::SUCCESS;
    };
    eprintln!("{}", explained(&error));
    ExitCode::FAILURE
}

fn run(cli: &Cli) -> Result<()> {
    let descriptor = Descriptor::named(
        cli.ty.clone(),
        Some(cli.module.clone().into()),
        Links::Required,
    );
    struct_ops::check_as(&descriptor)?;
    let load = || struct_ops::load_object(struct_ops::open_file(&cli.object)?);
    let mut session = Session {
        descriptor,
        first: load()?,
        second: load()?,
        attached: Vec::new(),
    };
    for step in &cli.steps {
        session.take(step, false)?;
        println!("done: {step}");
    }
    Ok(())
}

fn explained(error: &anyhow::Error) -> String {
    let Some(cause) = error.downcast_ref::<struct_ops::Error>() else {
        return format!("error: {error:?}");
    };
    let (kind, errno) = (cause.kind(), cause.errno());
    format!("error: {error:?}\nkind: {kind:?} errno: {errno:?}")
}

impl Session {
    fn take(&mut self, step: &str, other: bool) -> Result<()> {
        let (word, rest) = step.split_once(':').unwrap_or((step, ""));
        match word {
            "attach" => self.attach(rest, other)?,
            "update" => self.update(rest, other)?,
            "detach" => self.remove(rest)?.detach()?,
            "gone" => {
                let gone = self.remove(rest)?;
                let detached = gone.wait_detached(Some(Duration::from_secs(60)))?;
                ensure!(detached, "{rest} is still attached");
            }
            "write" => {
                let (file, text) = rest.split_once(':').context("write:FILE:TEXT")?;
                fs::OpenOptions::new()
                    .write(true)
                    .open(file)?
                    .write_all(text.as_bytes())?;
            }
            "fails" => match self.take(rest, other) {
                Ok(()) => bail!("{rest} does not fail"),
                Err(error) => println!("{}", explained(&error)),
            },
            "other" => self.take(rest, true)?,
            "ready" => println!("attached"),
            "waits" => {
                while !fs::exists(rest)? {
                    thread::sleep(Duration::from_millis(20));
                }
            }
            "stay" => {
                println!("attached");
                loop {
                    thread::park();
                }
            }
            _ => bail!("no such step: {step}"),
        }
        Ok(())
    }

    fn attach(&mut self, name: &str, other: bool) -> Result<()> {
        let object = if other {
            &mut self.second
        } else {
            &mut self.first
        };
        let map = object.maps_mut().find(|map| map.name() == name);
        let attachment = struct_ops::attach_as(&self.descriptor, &mut map.context("no such map")?)?;
        self.attached.push((name.to_owned(), attachment));
        Ok(())
    }

    fn update(&mut self, names: &str, other: bool) -> Result<()> {
        let (name, map) = names.split_once(':').context("update:MAP:OTHER")?;
        let object = if other { &self.second } else { &self.first };
        let mut attached = self.attached.iter();
        let (_, attachment) = attached
            .find(|(first, _)| first == name)
            .with_context(|| format!("{name} is not attached"))?;
        attachment.update(object, map)?;
        Ok(())
    }

    fn remove(&mut self, name: &str) -> Result<Attachment> {
        let at = self.attached.iter().position(|(first, _)| first == name);
        let at = at.with_context(|| format!("{name} is not attached"))?;
        Ok(self.attached.remove(at).1)
    }
}
