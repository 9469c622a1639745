//! `generate` that is ended from outside at any moment leaves the old files or the new ones,
//! never some of each, and nothing else. `STRUCTOPS_SEED` says at which moments.

use std::io::Read as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use structops_gen::project::Folders;
use structops_gen::source::Source;
use structops_gen::write::{self, Change};
use structops_gen::{follow, plan, target};
use structops_tests::project::{Files, Project};
use structops_tests::tool;

/// How often a run is ended.
const RUNS: usize = 300;

/// Runs side by side.
const LANES: usize = 3;

const OLD: &str = "use struct_ops::prelude::*;

#[struct_ops]
pub mod player {
    #[kfuncs]
    pub trait PlayerKfuncs {
        fn taken() -> u32;
    }

    #[ops(hooks(reg))]
    pub trait PlayerOps {
        fn play(&self, id: u32) -> i32 {
            0
        }
    }

    #[ops]
    pub trait RadioOps {
        fn tune(&self, khz: u32) -> i32;
    }
}

#[struct_ops]
pub mod lamp {
    #[ops]
    pub trait LampOps {
        fn light(&self) {}
    }
}
";

/// Files that are new, that change, and that are the user's and are appended to.
fn new_text() -> String {
    OLD.replace(
        "fn taken() -> u32;",
        "fn taken() -> u32;\n        fn given() -> u32;",
    )
    .replace(
        "            0\n        }\n",
        "            0\n        }\n\n        fn shuffle(&self) {}\n",
    )
    .replace(
        "fn light(&self) {}",
        "fn light(&self) {}\n\n        fn dim(&self, by: u8) {}",
    ) + "\n#[struct_ops]\npub mod door {\n    #[ops]\n    pub trait DoorOps {\n        fn open(&self) {}\n    }\n}\n"
}

/// The files before and after.
struct Sets {
    before: Files,
    after: Files,
}

fn sets() -> Result<Sets> {
    let project = Project::of_files(&Files::new(), &place())?;
    project.write("src/ops.rs", OLD)?;
    project.generate(&[])?;
    project.write("src/ops.rs", new_text())?;
    let before = project.files()?;
    project.generate(&[])?;
    let after = project.files()?;
    ensure!(after.len() > before.len(), "nothing is new");
    let program = Path::new("src/bpf/player_ops.bpf.c");
    ensure!(
        after.get(program) != before.get(program),
        "nothing is appended"
    );
    Ok(Sets { before, after })
}

fn time_of_one(sets: &Sets) -> Result<Duration> {
    let project = Project::of_files(&sets.before, &place())?;
    let start = Instant::now();
    project.generate(&[])?;
    Ok(start.elapsed())
}

/// Memory rather than a disk, where there is one: it is three hundred times the same.
fn place() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    }
}

#[test]
fn a_run_that_is_killed_leaves_the_old_files_or_the_new_ones() -> Result<()> {
    let seed = std::env::var("STRUCTOPS_SEED").ok();
    let seed = seed.map_or_else(|| Ok(fastrand::u64(..)), |seed| seed.parse())?;
    println!("STRUCTOPS_SEED={seed}");
    tool::program()?;
    let sets = sets()?;
    let lane = |lane: usize| -> Result<usize> {
        // What a run takes beside the other lanes.
        let took = time_of_one(&sets)?;
        println!("a run takes {took:?}");
        let mut random = fastrand::Rng::with_seed(seed.wrapping_add(lane as u64));
        let mut finished = 0;
        for run in (lane..RUNS).step_by(LANES) {
            // Every other time near the end, where the files are written.
            let part = if random.bool() {
                random.f64()
            } else {
                0.8 + 0.2 * random.f64()
            };
            let delay = took.mul_f64(part);
            let is_new = end_one(&sets, run, delay)
                .with_context(|| format!("run {run}, after {delay:?}, STRUCTOPS_SEED={seed}"))?;
            finished += usize::from(is_new);
        }
        Ok(finished)
    };
    let finished: usize = thread::scope(|scope| {
        let lanes: Vec<_> = (0..LANES)
            .map(|number| scope.spawn(move || lane(number)))
            .collect();
        let join = |lane: thread::ScopedJoinHandle<'_, Result<usize>>| match lane.join() {
            Ok(result) => result,
            Err(_) => bail!("a lane panicked"),
        };
        lanes.into_iter().map(join).sum::<Result<usize>>()
    })?;
    println!("{finished} of {RUNS} runs finished");
    ensure!(finished > 0, "no run was killed late enough to finish");
    ensure!(finished < RUNS, "no run was killed early enough");
    Ok(())
}

/// Starts a run, ends it, and says whether the files are the new ones.
fn end_one(sets: &Sets, run: usize, delay: Duration) -> Result<bool> {
    let project = Project::of_files(&sets.before, &place())?;
    let mut child = project
        .command(&[])?
        .process_group(0)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    thread::sleep(delay);
    let pid = Pid::from_child(&child);
    // One that has ended is waited for below: its number is nobody else's yet.
    match run % 3 {
        0 => kill_process_group(pid, Signal::KILL)?,
        1 => kill_process(pid, Signal::INT)?,
        _ => kill_process(pid, Signal::KILL)?,
    }
    // Whoever writes for it holds the other end until all is done.
    let mut said = String::new();
    let mut stderr = child.stderr.take().context("no stderr")?;
    stderr.read_to_string(&mut said)?;
    child.wait()?;
    let found = project.files()?;
    if found == sets.before {
        return Ok(false);
    }
    if found != sets.after {
        let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
        bail!(
            "neither the old files nor the new ones: {:#?}\nold: {:#?}\n{said}",
            names(&found),
            names(&sets.before)
        );
    }
    Ok(true)
}

/// A machine that loses power keeps the files that were written up to then. Running again
/// brings the rest, and appends nothing twice.
#[test]
fn what_a_loss_of_power_has_left_is_completed_by_running_again() -> Result<()> {
    let sets = sets()?;
    let project = Project::of_files(&sets.before, &place())?;
    let count = changes(&project)?.len();
    for written in 0..=count {
        let project = Project::of_files(&sets.before, &place())?;
        let changes = changes(&project)?;
        let (first, _) = changes.split_at(written);
        write::commit(first)?;
        project.generate(&[])?;
        assert!(project.files()? == sets.after, "after {written} of {count}");
    }
    Ok(())
}

/// The changes of a run in the order in which they are written.
fn changes(project: &Project) -> Result<Vec<Change>> {
    let folders = Folders::of_project(project.path())?;
    let refuse = |_| anyhow::Error::msg("refused");
    let source = Source::read(&folders.source).map_err(refuse)?;
    let interface = source.interface().map_err(refuse)?;
    let files = target::render_interface(&interface, folders.paths(), &[])?;
    let folders = folders.for_modules(interface.modules().len());
    let mut entries = plan::plan(files, &folders, false)?;
    follow::follow(&interface, &folders, &mut entries)?;
    let mut changes = write::changes(&entries);
    changes.sort_by_key(|change| change.rank);
    Ok(changes)
}

/// A name that a process left when it was killed goes with the next run, whatever that does.
#[test]
fn temporary_names_of_the_dead_go_with_the_next_run() -> Result<()> {
    let project = Project::new(OLD)?;
    project.generate(&[])?;
    let before = project.files()?;
    // No process has a number beyond the kernel's PID_MAX_LIMIT.
    project.write("kmod/player/.structops-gen-4194305-0", "")?;
    project.write("src/bpf/.structops-gen-4194305-1", "")?;
    project.generate(&[])?;
    assert_eq!(project.files()?, before);
    Ok(())
}
