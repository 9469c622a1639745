//! Files with BTF that are damaged or made to do harm: reading them ends by itself, in a
//! limited time and a limited memory, with a result or an error.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::slice;

use anyhow::{Context as _, Result, ensure};
use structops_tests::hostile::{bombs, seeds};
use structops_tests::place;

/// Address space of the reader.
const MOST_MEMORY: u64 = 2 << 30;

/// Processor time in seconds for a few hundred files, without optimisation.
const MOST_SECONDS: u32 = 20;

/// Damaged copies of each file.
const COPIES: usize = 400;

#[test]
fn the_seeds_are_read_to_the_end() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let kernel = write(folder.path(), "kernel", &seeds::kernel().finish())?;
    for (name, data) in seeds::all() {
        let checked_in = place::repository().join("runtime/fuzz/seeds").join(name);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::create_dir_all(checked_in.parent().context("no folder")?)?;
            fs::write(&checked_in, &data)?;
        }
        ensure!(
            fs::read(&checked_in)? == data,
            "{name} is stale: make golden"
        );
    }
    let said = read(slice::from_ref(&kernel), None)?;
    ensure!(said.contains("descriptors: 4, headers: 9"), "{said}");
    let module = place::repository().join("runtime/fuzz/seeds/object_file");
    for (name, alone) in [("split.ko", false), ("distilled.ko", true)] {
        let files = [module.join(name)];
        let said = read(&files, Some(&kernel))?;
        ensure!(
            said.contains("descriptors: 5, headers: 10"),
            "{name}: {said}"
        );
        ensure!(
            read(&files, None)?.contains("descriptors:") == alone,
            "{name}"
        );
    }
    Ok(())
}

/// What the fuzzer begins with, and what it found.
#[test]
fn the_corpus_ends() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let kernel = write(folder.path(), "kernel", &seeds::kernel().finish())?;
    let files = corpus()?;
    let is_finding = |file: &PathBuf| {
        file.parent()
            .is_some_and(|folder| folder.ends_with("found"))
    };
    ensure!(files.iter().any(is_finding), "no finding of the fuzzer's");
    read(&files, None)?;
    read(&files, Some(&kernel)).map(drop)
}

#[test]
fn bombs_end() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let kernel = write(folder.path(), "kernel", &seeds::kernel().finish())?;
    for (what, data) in bombs::all() {
        let file = write(folder.path(), "bomb", &data)?;
        for base in [None, Some(&kernel)] {
            read(slice::from_ref(&file), base.map(PathBuf::as_path)).context(what)?;
        }
    }
    Ok(())
}

#[test]
fn every_truncation_ends() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let kernel = write(folder.path(), "kernel", &seeds::kernel().finish())?;
    for file in corpus()? {
        let data = fs::read(&file)?;
        let step = (data.len() / 200).max(1);
        let copies: Vec<PathBuf> = (0..data.len())
            .step_by(step)
            .map(|length| write(folder.path(), &format!("cut{length}"), &data[..length]))
            .collect::<Result<_>>()?;
        let said = read(&copies, Some(&kernel))?;
        ensure!(!said.contains("descriptors:"), "{}: {said}", file.display());
    }
    Ok(())
}

#[test]
fn flipped_bytes_end() -> Result<()> {
    let seed = std::env::var("STRUCTOPS_SEED").ok();
    let seed = seed.and_then(|text| text.parse().ok()).unwrap_or(1);
    let mut random = fastrand::Rng::with_seed(seed);
    let folder = tempfile::tempdir()?;
    let kernel = write(folder.path(), "kernel", &seeds::kernel().finish())?;
    for file in corpus()? {
        let data = fs::read(&file)?;
        let copies: Vec<PathBuf> = (0..COPIES)
            .map(|number| {
                let copy = damaged(&data, &mut random);
                write(folder.path(), &format!("flipped{number}"), &copy)
            })
            .collect::<Result<_>>()?;
        for base in [None, Some(&kernel)] {
            let said = read(&copies, base.map(PathBuf::as_path));
            said.with_context(|| format!("{}, STRUCTOPS_SEED={seed}", file.display()))?;
        }
    }
    Ok(())
}

/// A few bytes changed: to any, or to one that means much in BTF.
fn damaged(data: &[u8], random: &mut fastrand::Rng) -> Vec<u8> {
    let mut copy = data.to_vec();
    for _ in 0..=random.usize(..4) {
        let (any, small) = (random.u8(..), random.u8(..32));
        let byte = random.choice([any, 0, 1, 0xff, 0x80, small]);
        let at = random.usize(..copy.len().max(1));
        if let (Some(place), Some(byte)) = (copy.get_mut(at), byte) {
            *place = byte;
        }
    }
    copy
}

/// The files of the fuzzer: seeds, and what it found.
fn corpus() -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for folder in ["btf", "object_file", "found"] {
        let folder = place::repository().join("runtime/fuzz/seeds").join(folder);
        let entries =
            fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
        files.extend(entries.filter_map(Result::ok).map(|entry| entry.path()));
    }
    files.sort();
    Ok(files)
}

fn write(folder: &Path, name: &str, data: &[u8]) -> Result<PathBuf> {
    let path = folder.join(name);
    fs::write(&path, data)?;
    Ok(path)
}

/// Runs the reader under limits; what it said about each file.
fn read(files: &[PathBuf], base: Option<&Path>) -> Result<String> {
    let mut command = Command::new("prlimit");
    command
        .arg(format!("--as={MOST_MEMORY}"))
        .arg(format!("--cpu={MOST_SECONDS}"))
        .arg("--core=0")
        .arg(env!("CARGO_BIN_EXE_read_btf"));
    if let Some(base) = base {
        command.arg("--base").arg(base);
    }
    let output = command
        .args(files)
        .output()
        .context("cannot run prlimit, of util-linux")?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let last = said.lines().last().unwrap_or_default();
    ensure!(
        output.status.success(),
        "{} at {last}: {}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(said)
}
