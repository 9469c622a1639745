//! What the command line says and does: diagnostics, exit statuses, and that nothing is
//! written when anything is wrong.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use anyhow::{Context as _, Result};
use structops_tests::tool::{self, stdout_of};
use structops_tests::{golden, ui};

const GOOD: &str =
    "#[struct_ops]\npub trait PlayerOps {\n    fn play(&self) -> i32 {\n        0\n    }\n}\n";

#[test]
fn diagnostics_are_the_golden_texts() -> Result<()> {
    let mut stale = Vec::new();
    for case in ui::cases()? {
        let folder = tempfile::tempdir()?;
        let name = case.source.file_name().context("a case has a name")?;
        fs::copy(&case.source, folder.path().join(name))?;
        let output = generate(folder.path(), &["--source", &name.to_string_lossy()])?;
        let said = String::from_utf8(output.stderr)?;
        assert_eq!(
            output.status.code(),
            Some(1),
            "{}: {said}",
            case.source.display()
        );
        assert_eq!(
            names(folder.path())?.len(),
            1,
            "{}: something was written",
            case.source.display()
        );
        let compared = golden::compare(&case.golden.to_string_lossy(), &said);
        stale.extend(compared.err().map(|error| error.to_string()));
    }
    assert!(stale.is_empty(), "{}", stale.join("\n"));
    Ok(())
}

#[test]
fn an_unreadable_source_is_status_1_and_names_the_file() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let output = generate(folder.path(), &["--source", "nowhere.rs"])?;
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr)?;
    assert!(
        said.contains("error[SO0001]: cannot read the source: No such file"),
        "{said}"
    );
    assert!(said.contains("nowhere.rs"), "{said}");

    fs::write(folder.path().join("latin1.rs"), b"// caf\xe9\n")?;
    let output = generate(folder.path(), &["--source", "latin1.rs"])?;
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr)?.contains("UTF-8"));
    Ok(())
}

#[test]
fn usage_errors_are_status_2() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let output = generate(folder.path(), &["--target", "toaster"])?;
    assert_eq!(output.status.code(), Some(2));
    Ok(())
}

#[test]
fn generate_creates_keeps_and_updates() -> Result<()> {
    let folder = project(GOOD)?;
    let first = stdout_of(generate(folder.path(), &[])?)?;
    assert!(first.contains("   create  kmod/player_ops.c"), "{first}");
    let before = snapshot(folder.path())?;
    let second = stdout_of(generate(folder.path(), &[])?)?;
    assert!(second.contains("identical  kmod/player_ops.c"), "{second}");
    assert!(
        second.contains("     keep  src/bpf/player_ops.bpf.c"),
        "{second}"
    );
    assert_eq!(snapshot(folder.path())?, before);

    fs::write(
        folder.path().join("src/ops.rs"),
        GOOD.replace("play", "stop"),
    )?;
    let third = stdout_of(generate(folder.path(), &[])?)?;
    assert!(third.contains("   update  kmod/player_ops.c"), "{third}");
    assert!(
        third.contains("   append  src/bpf/player_ops.bpf.c"),
        "{third}"
    );
    assert!(third.contains("     keep  src/main.rs"), "{third}");
    assert!(third.contains("identical  kmod/Kbuild"), "{third}");
    Ok(())
}

#[test]
fn check_shows_what_is_stale_and_writes_nothing() -> Result<()> {
    let folder = project(GOOD)?;
    stdout_of(generate(folder.path(), &[])?)?;
    assert!(generate(folder.path(), &["--check"])?.status.success());
    fs::write(
        folder.path().join("src/ops.rs"),
        GOOD.replace("i32", "i64").replace("        0", "        5"),
    )?;
    let before = snapshot(folder.path())?;
    let output = generate(folder.path(), &["--check"])?;
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr)?;
    assert!(
        said.contains("-\tint (*play)(void);") && said.contains("+\ts64 (*play)(void);"),
        "{said}"
    );
    assert_eq!(snapshot(folder.path())?, before);
    Ok(())
}

#[test]
fn check_says_what_to_delete() -> Result<()> {
    let folder = project(GOOD)?;
    stdout_of(generate(folder.path(), &[])?)?;
    let text = fs::read_to_string(folder.path().join("kmod/player_ops.c"))?;
    fs::write(folder.path().join("kmod/recorder_ops.c"), text)?;
    let output = generate(folder.path(), &["--check"])?;
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stderr)?,
        " leftover  kmod/recorder_ops.c belongs to no type any more: delete it\n\
         error: 1 file is not what the trait says; delete what is left over\n"
    );
    Ok(())
}

#[test]
fn a_hand_edit_is_refused_unless_forced() -> Result<()> {
    let folder = project(GOOD)?;
    stdout_of(generate(folder.path(), &[])?)?;
    let edited = folder.path().join("kmod/player_ops.c");
    let text = fs::read_to_string(&edited)?;
    fs::write(&edited, text.replace("return 0;", "return 1;"))?;
    let before = snapshot(folder.path())?;
    let output = generate(folder.path(), &[])?;
    assert_eq!(output.status.code(), Some(1));
    let words = String::from_utf8(output.stderr)?;
    assert!(
        words.contains("conflict  kmod/player_ops.c") && words.contains("-\treturn 1;"),
        "{words}"
    );
    assert_eq!(snapshot(folder.path())?, before);

    stdout_of(generate(folder.path(), &["--force"])?)?;
    assert_eq!(fs::read_to_string(&edited)?, text);
    Ok(())
}

fn project(source: &str) -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    fs::create_dir_all(folder.path().join("src"))?;
    fs::write(folder.path().join("src/ops.rs"), source)?;
    Ok(folder)
}

fn generate(folder: &Path, args: &[&str]) -> Result<Output> {
    tool::run(folder, &[&["generate"], args].concat())
}

fn names(folder: &Path) -> Result<Vec<PathBuf>> {
    Ok(snapshot(folder)?
        .into_iter()
        .map(|(path, _)| path)
        .collect())
}

/// Every file below a folder with its bytes.
fn snapshot(folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(snapshot(&path)?);
        } else {
            let bytes = fs::read(&path)?;
            found.push((path, bytes));
        }
    }
    found.sort();
    Ok(found)
}
