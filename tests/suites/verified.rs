//! What `verify` says of parts that should mean the same type.

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use anyhow::{Context as _, Result};
use serde_json::Value;
use structops_gen::vm::{Options, build};
use structops_tests::project::Project;
use structops_tests::{compile, golden, kernels, place, tool};

const TRAIT: &str = "#[struct_ops]\npub trait PlayerOps {\n    const VOLUME: u32 = 0;\n\n    \
                     fn play(&self, id: u32) -> i32 {\n        0\n    }\n\n    \
                     #[sleepable]\n    fn rest(&self) {}\n}\n";

/// A project with a program of its own, compiled.
fn project(program: &str) -> Result<(Project, PathBuf)> {
    let project = Project::new(TRAIT)?;
    project.generate(&[])?;
    project.write("x.bpf.c", program)?;
    let object = project.path().join("x.bpf.o");
    let bpf = project.path().join("src/bpf");
    compile::bpf(
        compile::CLANG,
        &project.path().join("x.bpf.c"),
        &[&bpf],
        &object,
    )?;
    Ok((project, object))
}

fn verify(project: &Project, args: &[&str]) -> Result<Output> {
    tool::run(project.path(), &[&["verify"], args].concat())
}

fn verified(project: &Project, args: &[&str]) -> Result<(Option<i32>, String)> {
    let output = verify(project, args)?;
    let text = String::from_utf8(output.stdout)?;
    let said = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(!text.is_empty(), "{said}");
    Ok((output.status.code(), text))
}

const FITS: &str = "#include \"player_ops.bpf.h\"\n\
    char LICENSE[] SEC(\"license\") = \"GPL\";\n\
    PLAYER_OPS_PLAY(play, u32 id) { return id; }\n\
    SEC(\".struct_ops.link\") struct player_ops player = { .play = (void *)play };\n";

#[test]
fn what_fits_is_said_to_agree() -> Result<()> {
    let (project, object) = project(FITS)?;
    let object = object.display().to_string();
    let header = "src/bpf/player_ops.bpf.h";
    let args = [
        "--source",
        "src/ops.rs",
        "--object",
        &object,
        "--header",
        header,
    ];
    let (status, text) = verified(&project, &args)?;
    assert_eq!(status, Some(0), "{text}");
    let said = text.replace(&object, "x.bpf.o");
    golden::compare("tests/verify/agrees.txt", &said)?;
    Ok(())
}

#[test]
fn what_drifted_is_shown_from_both_sides() -> Result<()> {
    let (project, object) = project(
        "#include \"structops.bpf.h\"\n\
         char LICENSE[] SEC(\"license\") = \"GPL\";\n\
         struct player_ops { u64 volume; int (*play)(u64 id); };\n\
         SEC(\"struct_ops.s/player_ops.play\") int play(unsigned long long *ctx)\n\
         { return ctx[0]; }\n\
         SEC(\"struct_ops/player_ops.stop\") int stop(unsigned long long *ctx)\n\
         { return ctx[0]; }\n\
         SEC(\".struct_ops\") struct player_ops player = { .play = (void *)play };\n",
    )?;
    let header = "src/bpf/player_ops.bpf.h";
    let text = project.read(header)?;
    project.write(header, text.replace("int (*play)", "long (*play)"))?;
    let object = object.display().to_string();
    let args = [
        "--source",
        "src/ops.rs",
        "--object",
        &object,
        "--header",
        header,
    ];
    let (status, text) = verified(&project, &args)?;
    assert_eq!(status, Some(1), "{text}");
    let said = text.replace(&object, "x.bpf.o");
    golden::compare("tests/verify/drifted.txt", &said)?;
    let (_, json) = verified(&project, &[&args[..], &["--format", "json"]].concat())?;
    let json: Value = serde_json::from_str(&json)?;
    assert_eq!(
        json["types"][0]["members"][0]["sides"][1]["declaration"],
        "u64 volume"
    );
    Ok(())
}

#[test]
fn a_project_needs_no_arguments() -> Result<()> {
    let (project, object) = project(FITS)?;
    let out = project.path().join("target/debug/build/player-1/out");
    fs::create_dir_all(&out)?;
    fs::copy(&object, out.join("player.bpf.o"))?;
    let (status, text) = verified(&project, &[])?;
    assert_eq!(status, Some(0), "{text}");
    assert!(text.contains("player.bpf.o"), "{text}");
    assert!(text.contains("kmod/player_ops.c: agrees"), "{text}");
    project.write("src/ops.rs", TRAIT.replace("id: u32", "id: u64"))?;
    let (status, text) = verified(&project, &[])?;
    assert_eq!(status, Some(1), "{text}");
    assert!(
        text.contains("kmod/player_ops.c: of another trait"),
        "{text}"
    );
    assert!(text.contains("differs  play"), "{text}");
    Ok(())
}

/// Nothing to compare is a mistake of the command line.
#[test]
fn one_part_alone_is_refused() -> Result<()> {
    let project = Project::new(TRAIT)?;
    let output = verify(&project, &["--source", "src/ops.rs"])?;
    assert_eq!(output.status.code(), Some(2));
    Ok(())
}

/// The trait of an example, of the kernel's own type, against kernels with and without an op.
#[test]
fn a_trait_is_verified_against_a_vmlinux() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let example = place::repository().join("example-ops/tcp-congestion/src/ops.rs");
    fs::copy(example, folder.path().join("ops.rs"))?;
    let oldest = kernels::fetch(kernels::DEFAULT)?.headers.join("vmlinux");
    let mut sides = vec![("oldest", oldest, 0)];
    sides.extend(kernels::newest()?.map(|newest| ("newest", newest, 1)));
    for (name, vmlinux, expected) in sides {
        let link = folder.path().join(name);
        std::os::unix::fs::symlink(vmlinux, link)?;
        let args = ["verify", "--source", "ops.rs", "--ko", name];
        let output = tool::run(folder.path(), &args)?;
        let text = String::from_utf8(output.stdout)?;
        golden::compare(&format!("tests/verify/{name}.txt"), &text)?;
        assert_eq!(output.status.code(), Some(expected), "{text}");
    }
    Ok(())
}

/// Without a trait a header stands for itself: it is compiled, as a program would have it.
#[test]
fn a_header_is_compared_without_its_trait() -> Result<()> {
    let (project, object) = project(FITS)?;
    let object = object.display().to_string();
    let header = "src/bpf/player_ops.bpf.h";
    let args = ["--object", &object, "--header", header];
    let (status, text) = verified(&project, &args)?;
    assert_eq!(status, Some(0), "{text}");
    let whole = project.read(header)?;
    for (member, changed, expected) in [
        ("int (*play)(u32 id);", "long (*play)(u32 id);", 1),
        (
            "int (*play)(u32 id);",
            "int (*play)(u32 id);\n\tint (*stop)(void);",
            0,
        ),
        ("u32 volume;", "", 0),
        ("u32 volume;", "u64 volume;", 1),
    ] {
        assert!(whole.contains(member), "{whole}");
        project.write(header, whole.replace(member, changed))?;
        let (status, text) = verified(&project, &args)?;
        assert_eq!(status, Some(expected), "{changed}: {text}");
    }
    project.write(header, whole.replace("u32 volume", "loud volume"))?;
    let output = verify(&project, &args)?;
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr)?;
    assert!(said.contains("unknown type name 'loud'"), "{said}");
    let module = verify(
        &project,
        &["--object", &object, "--header", "kmod/player_ops.h"],
    )?;
    assert_eq!(module.status.code(), Some(2));
    let said = String::from_utf8(module.stderr)?;
    assert!(said.contains("add `--source`"), "{said}");
    Ok(())
}

/// A built module knows where its members lie; whatever differs from it is named.
#[test]
fn a_module_is_compared_with_each_other_part() -> Result<()> {
    let (project, object) = project(FITS)?;
    let kernel = kernels::fetch(kernels::DEFAULT)?;
    let built = build::module(
        &kernel,
        &project.path().join("kmod"),
        &project.path().join("built"),
        &Options::default(),
    )?;
    let ko = built.ko.first().context("no module")?.display().to_string();
    let object = object.display().to_string();
    let base = kernel.headers.join("vmlinux").display().to_string();
    let header = "src/bpf/player_ops.bpf.h";
    let parts = [
        ["--source", "src/ops.rs"],
        ["--object", &object],
        ["--header", header],
    ];
    let of_module = ["--ko", &ko, "--base", &base];
    for part in parts {
        let (status, text) = verified(&project, &[&of_module[..], &part].concat())?;
        assert_eq!(status, Some(0), "{part:?}: {text}");
        assert!(text.contains("volume  at 0, 4 bytes"), "{part:?}: {text}");
    }
    project.write("src/ops.rs", TRAIT.replace("u32 = 0", "u16 = 0"))?;
    project.write(
        header,
        project.read(header)?.replace("u32 volume", "u8 volume"),
    )?;
    for (part, has) in [(parts[0], "u16 volume"), (parts[2], "u8 volume")] {
        let (status, text) = verified(&project, &[&of_module[..], &part].concat())?;
        assert_eq!(status, Some(1), "{part:?}: {text}");
        for words in [has, "player.ko: u32 volume"] {
            assert!(text.contains(words), "{part:?}: {text}");
        }
    }
    Ok(())
}

/// A loader leaves the one that fits the running kernel.
#[test]
fn of_several_flavors_one_fits() -> Result<()> {
    let flavors = "struct player_ops___v1 { unsigned int volume; int (*play)(void); };\n\
        struct player_ops___v2 { unsigned int volume; int (*play)(unsigned int id); };\n\
        char LICENSE[] __attribute__((section(\"license\"))) = \"GPL\";\n\
        struct player_ops___v1 one; struct player_ops___v2 two;\n";
    for (program, status) in [
        (flavors.to_owned(), 0),
        (flavors.replace("unsigned int id", "void *id"), 1),
    ] {
        let (project, object) = project(&program)?;
        let object = object.display().to_string();
        let (code, text) = verified(&project, &["--source", "src/ops.rs", "--object", &object])?;
        assert_eq!(code, Some(status), "{text}");
    }
    Ok(())
}

/// What `import` left out is not missing; what the kernel lacks is.
#[test]
fn a_trait_of_a_type_that_exists_may_have_fewer_members() -> Result<()> {
    let (project, object) = project(FITS)?;
    drop(object);
    let header = "src/bpf/player_ops.bpf.h";
    let of_two = "#[struct_ops(existing = \"player\")]\npub trait PlayerOps {\n    \
                  fn play(&self, id: u32) -> i32 {\n        0\n    }\n\n    \
                  #[sleepable]\n    fn rest(&self) {}\n}\n";
    fs::create_dir(project.path().join("fewer"))?;
    project.write("fewer/ops.rs", of_two)?;
    project.write(
        "x.bpf.c",
        format!(
            "#include \"{}\"\nstruct player_ops *all;\n",
            project.path().join(header).display()
        ),
    )?;
    let whole = project.path().join("whole.bpf.o");
    compile::bpf(
        compile::CLANG,
        &project.path().join("x.bpf.c"),
        &[&project.path().join("src/bpf")],
        &whole,
    )?;
    let whole = whole.display().to_string();
    let both = |source: &'static str| verified(&project, &["--source", source, "--object", &whole]);
    let (code, text) = both("fewer/ops.rs")?;
    assert_eq!(code, Some(0), "{text}");
    project.write(
        "fewer/ops.rs",
        of_two.replace("(existing = \"player\")", ""),
    )?;
    let (code, text) = both("fewer/ops.rs")?;
    assert_eq!(code, Some(1), "{text}");
    assert!(text.contains("lacks it"), "{text}");
    Ok(())
}

/// To open a pipe is to wait for who writes to it.
#[test]
fn a_pipe_is_refused_at_once() -> Result<()> {
    let project = Project::new(TRAIT)?;
    let pipe = project.path().join("pipe");
    anyhow::ensure!(
        std::process::Command::new("mkfifo")
            .arg(&pipe)
            .status()?
            .success()
    );
    for args in [
        ["verify", "--ko", "pipe", "--source", "src/ops.rs"].as_slice(),
        &["verify", "--object", "pipe", "--source", "src/ops.rs"],
        &["verify", "--header", "pipe", "--ko", "pipe"],
        &["list", "--btf", "pipe"],
        &["compat", "pipe", "src/ops.rs"],
    ] {
        let output = tool::run(project.path(), args)?;
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
        assert!(said.contains("it is no regular file"), "{args:?}: {said}");
    }
    Ok(())
}

/// What only one part knows agrees with nobody.
#[test]
fn a_type_of_one_part_is_said_to_be_alone() -> Result<()> {
    let (project, object) = project(FITS)?;
    project.write("other.rs", TRAIT.replace("PlayerOps", "OtherOps"))?;
    let object = object.display().to_string();
    let (_, text) = verified(&project, &["--source", "other.rs", "--object", &object])?;
    assert!(text.contains("alone   play"), "{text}");
    assert!(!text.contains("agrees"), "{text}");
    Ok(())
}
