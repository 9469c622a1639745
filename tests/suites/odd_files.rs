//! Pipes and files of other people's where the tool looks for one of its own.

use std::os::unix::fs::{FileTypeExt as _, symlink};
use std::path::Path;
use std::process::{Command, Output};

use anyhow::Result;
use structops_tests::compile;
use structops_tests::project::Project;
use structops_tests::tool;

const TRAIT: &str = "#[struct_ops]\npub trait PlayerOps {\n    fn play(&self) -> i32 { 0 }\n}\n";

fn generated() -> Result<Project> {
    let project = Project::new(TRAIT)?;
    project.generate(&[])?;
    Ok(project)
}

fn make_pipe(path: &Path) -> Result<()> {
    let _ = std::fs::remove_file(path);
    compile::run(Command::new("mkfifo").arg(path)).map(drop)
}

/// Ends what waits for a pipe's other end.
fn run(project: &Project, args: &[&str]) -> Result<Output> {
    let mut command = Command::new("timeout");
    command
        .arg("20")
        .arg(tool::program()?)
        .arg("generate")
        .args(args);
    Ok(command.current_dir(project.path()).output()?)
}

#[test]
fn a_pipe_in_the_place_of_a_file_is_refused() -> Result<()> {
    for file in ["kmod/player_ops.h", "Cargo.toml", "ops.d"] {
        let project = generated()?;
        let pipe = project.path().join(file);
        make_pipe(&pipe)?;
        let output = run(&project, &["--depfile", "ops.d"])?;
        let words = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(2), "{file}: {words}");
        assert!(words.contains("it is no regular file"), "{file}: {words}");
        assert!(std::fs::metadata(&pipe)?.file_type().is_fifo());
    }
    Ok(())
}

#[test]
fn a_pipe_beside_the_files_is_no_leftover() -> Result<()> {
    let project = generated()?;
    make_pipe(&project.path().join("kmod/pipe"))?;
    let output = run(&project, &[])?;
    assert_eq!(output.status.code(), Some(0));
    assert!(!String::from_utf8(output.stdout)?.contains("pipe"));
    Ok(())
}

#[test]
fn a_depfile_takes_the_place_of_nothing_but_a_depfile() -> Result<()> {
    let project = generated()?;
    project.write("notes.txt", "mine\n")?;
    let before = project.files()?;
    for file in [
        "src/ops.rs",
        "src/bpf/player_ops.bpf.c",
        "kmod/player_ops.c",
        "kmod/../kmod/Kbuild",
        "notes.txt",
    ] {
        let output = run(&project, &["--depfile", file])?;
        let words = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(1), "{file}: {words}");
        assert!(words.contains("is no depfile"), "{file}: {words}");
        assert_eq!(project.files()?, before, "{file}");
    }
    project.write("ops.d", "")?;
    project.generate(&["--depfile", "ops.d"])?;
    project.write("src/ops.rs", TRAIT.replace("play", "stop"))?;
    project.generate(&["--depfile", "ops.d"])?;
    assert!(project.read("ops.d")?.contains("src/ops.rs"));
    Ok(())
}

/// What is told to be deleted would be the files of the other.
#[test]
fn two_names_of_one_folder_leave_nothing_over() -> Result<()> {
    let project = Project::new(TRAIT)?;
    std::fs::create_dir_all(project.path().join("src/bpf"))?;
    symlink("src/bpf", project.path().join("kmod"))?;
    project.generate(&[])?;
    let (statuses, _) = project.generate(&[])?;
    assert!(!statuses.contains("leftover"), "{statuses}");
    Ok(())
}
