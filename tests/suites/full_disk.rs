//! Disks that are full and folders that cannot be written to: `generate` says so, and every
//! file is as it was before. Each is shown in a mount namespace of its own.

use std::fs;
use std::process::Command;

use anyhow::Result;
use structops_tests::compile;
use structops_tests::project::Project;
use structops_tests::tool;

const OLD: &str =
    "#[struct_ops]\npub trait PlayerOps {\n    fn play(&self) -> i32 {\n        0\n    }\n}\n";

/// Tries a run on a file system of its own, and compares what lies there before and after:
/// `attempt OPTIONS` gives its exit status.
const ATTEMPT: &str = r#"
attempt() {
	mount -t tmpfs -o "$1" tmpfs "$SCRATCH/disk" || exit 99
	cp -a . "$SCRATCH/disk" || exit 99
	(
		cd "$SCRATCH/disk" || exit 99
		files() { find . | sort; find . -type f | sort | xargs sha256sum; }
		files >$SCRATCH/before
		status=0
		"$TOOL" generate >$SCRATCH/said 2>&1 || status=$?
		files >$SCRATCH/after
		cmp $SCRATCH/before $SCRATCH/after && echo unchanged
		exit $status
	) >$SCRATCH/result
	status=$?
	umount "$SCRATCH/disk" || exit 99
}

# refused WORDS OPTIONS: the run fails with these words, and changes nothing.
refused() {
	attempt "$2"
	[ $status = 2 ] || { cat $SCRATCH/said; echo "$2: status $status"; exit 1; }
	grep -qF "$1" $SCRATCH/said || { cat $SCRATCH/said; echo "$2: no $1"; exit 1; }
	grep -qF 'nothing was changed' $SCRATCH/said || { cat $SCRATCH/said; exit 1; }
	grep -qx unchanged $SCRATCH/result || { cat $SCRATCH/result; echo "$2: changed"; exit 1; }
}
"#;

/// A generated project whose trait has grown by many ops since.
fn grown() -> Result<Project> {
    let project = Project::new(OLD)?;
    project.generate(&[])?;
    let longer: String = (0..56).fold(String::new(), |text, n| {
        text + &format!("    fn op_{n}(&self);\n")
    });
    project.write(
        "src/ops.rs",
        OLD.replace("\n}\n", &format!("\n{longer}}}\n")),
    )?;
    Ok(project)
}

/// Runs a script in a mount namespace, in the project's folder.
fn in_namespace(project: &Project, script: &str) -> Result<()> {
    let scratch = tempfile::tempdir()?;
    fs::create_dir(scratch.path().join("disk"))?;
    let mut command = Command::new("unshare");
    if compile::run(Command::new("id").arg("-u"))?.trim() != "0" {
        command.arg("--map-root-user");
    }
    command
        .args(["--mount", "--propagation", "unchanged", "sh", "-c"])
        .arg(format!("{ATTEMPT}\n{script}\necho all is shown"))
        .env("SCRATCH", scratch.path())
        .env("TOOL", tool::program()?);
    let output = command.current_dir(project.path()).output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    // 99 says that the folder could not be prepared: that is no result of the tool's.
    assert_ne!(
        output.status.code(),
        Some(99),
        "this test needs mount namespaces: {said}"
    );
    assert!(said.ends_with("all is shown\n"), "{said}");
    Ok(())
}

/// Room for none of the new texts, for the first, for all but the last.
#[test]
fn a_full_disk_leaves_every_old_file_as_it_was() -> Result<()> {
    in_namespace(
        &grown()?,
        "used=$(find . -type f | xargs stat -c %s | awk '{ n += int(($1 + 4095) / 4096) } END { print n }')\n\
         for pages in 0 1 2 3 4 5 6 8 10 12 14 16; do\n\
         refused 'No space left on device' size=$(((used + pages) * 4))k\n\
         done\n\
         attempt size=$(((used + 200) * 4))k\n\
         [ $status = 0 ] || { cat $SCRATCH/said; exit 1; }",
    )
}

/// The last of them fails when folders are made, after every text is there.
#[test]
fn a_disk_without_inodes_leaves_every_old_file_as_it_was() -> Result<()> {
    let project = Project::new(OLD)?;
    in_namespace(
        &project,
        "texts=$(\"$TOOL\" generate --dry-run | wc -l)\n\
         used=$(find . | wc -l)\n\
         for more in 0 1 2 $((texts / 2)) $((texts - 1)) $texts $((texts + 1)); do\n\
         refused 'No space left on device' nr_inodes=$((used + more))\n\
         done\n\
         attempt nr_inodes=$((used + texts + 10))\n\
         [ $status = 0 ] || { cat $SCRATCH/said; exit 1; }",
    )
}

/// One folder of the run cannot be written: the others stay as they were.
#[test]
fn an_unwritable_folder_leaves_every_old_file_as_it_was() -> Result<()> {
    let project = grown()?;
    in_namespace(
        &project,
        "files() { find . | sort; find . -type f | sort | xargs sha256sum; }\n\
         mount --bind src/bpf src/bpf && mount -o remount,bind,ro src/bpf || exit 99\n\
         files >$SCRATCH/before\n\
         status=0; \"$TOOL\" generate >$SCRATCH/said 2>&1 || status=$?\n\
         files >$SCRATCH/after\n\
         [ $status = 2 ] && grep -qF 'Read-only file system' $SCRATCH/said \
         && grep -qF 'nothing was changed' $SCRATCH/said \
         && cmp $SCRATCH/before $SCRATCH/after || { cat $SCRATCH/said; exit 1; }",
    )
}

/// Without /proc the tool cannot start itself, and a text without a name could not get one:
/// it does the same in one process, by temporary names.
#[test]
fn without_proc_the_files_are_the_same() -> Result<()> {
    let (project, other) = (grown()?, grown()?);
    in_namespace(
        &project,
        "mount -t tmpfs tmpfs /proc || exit 99\n\
         \"$TOOL\" generate >$SCRATCH/said 2>&1 || { cat $SCRATCH/said; exit 1; }",
    )?;
    other.generate(&[])?;
    assert!(project.files()? == other.files()?);
    Ok(())
}

#[test]
fn a_folder_in_the_place_of_a_file_is_an_error() -> Result<()> {
    let project = grown()?;
    fs::remove_file(project.path().join("kmod/player_ops.c"))?;
    fs::create_dir(project.path().join("kmod/player_ops.c"))?;
    let before = project.files()?;
    let output = project.run(&[])?;
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr)?;
    assert!(
        said.contains("cannot read kmod/player_ops.c: Is a directory"),
        "{said}"
    );
    assert_eq!(project.files()?, before);
    Ok(())
}
