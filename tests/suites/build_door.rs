//! A crate whose `build.rs` calls `structops_gen::build::run`, built by cargo: what lands in
//! `OUT_DIR`, what is refused in which words, and that nothing else is touched.

use std::fs;
use std::os::unix::fs::symlink;

use anyhow::Result;
use structops_tests::compile;
use structops_tests::door::{Project, TRAIT};

/// A change that must be refused, by replacing a text in a file.
struct Change {
    file: &'static str,
    old: &'static str,
    new: &'static str,
    /// What cargo then shows.
    words: &'static [&'static str],
}

const CHANGES: &[Change] = &[
    Change {
        file: "src/ops.rs",
        old: "play(",
        new: "stop(",
        words: &[
            "files are not what the trait says; run `structops-gen generate`\n",
            "    stale  kmod/player_ops.c\n",
            "    stale  kmod/player_ops.h\n",
            "    stale  src/bpf/player_ops.bpf.h\n",
        ],
    },
    Change {
        file: "kmod/player_ops.c",
        old: "return 0;",
        new: "return 1;",
        words: &[
            "Error: 1 file is not what the trait says; run `structops-gen generate --force` \
                 (some were edited by hand)\n",
            "   edited  kmod/player_ops.c\n",
        ],
    },
    Change {
        file: "src/bpf/player_ops.bpf.h",
        old: "int (*play)",
        new: "long (*play)",
        words: &["--force", "   edited  src/bpf/player_ops.bpf.h\n"],
    },
    Change {
        file: "src/ops.rs",
        old: "i32",
        new: "String",
        words: &[
            "Error: src/ops.rs describes no types that could be built\n",
            "error[SO",
            " --> src/ops.rs:9:",
            "1 mistake in src/ops.rs",
        ],
    },
    Change {
        file: "Cargo.toml",
        old: "[workspace]\n",
        new: "[workspace]\n\n[package.metadata.structops]\nkmood = \"kmod\"\n",
        words: &[
            "Cargo.toml is not a manifest this tool understands",
            "kmood",
        ],
    },
    Change {
        file: "src/bpf/player_ops.bpf.c",
        old: "char LICENSE",
        new: "chaar LICENSE",
        words: &[
            "Error: cannot compile src/bpf/player_ops.bpf.c\n",
            "unknown type name 'chaar'",
        ],
    },
];

#[test]
fn headers_and_skeletons_are_made_in_out_dir_alone() -> Result<()> {
    let project = Project::new("door-fresh")?;
    // A program that is no type's, and headers that nobody checked in.
    let program = project.read("src/bpf/player_ops.bpf.c")?;
    project.write("src/bpf/second.bpf.c", &program)?;
    let headers = ["player_ops.bpf.h", "player_types.bpf.h", "structops.bpf.h"];
    let texts: Vec<String> = headers
        .iter()
        .map(|name| project.read(&format!("src/bpf/{name}")))
        .collect::<Result<_>>()?;
    for name in headers {
        fs::remove_file(project.path(&format!("src/bpf/{name}")))?;
    }
    let before = project.files()?;
    let (out, _) = project.built()?;
    for (name, text) in headers.iter().zip(&texts) {
        assert_eq!(&fs::read_to_string(out.join(name))?, text, "{name}");
    }
    for (skeleton, builder) in [
        ("player_ops.skel.rs", "PlayerOpsSkelBuilder"),
        ("second.skel.rs", "SecondSkelBuilder"),
    ] {
        assert!(fs::read_to_string(out.join(skeleton))?.contains(builder));
    }
    assert_eq!(project.files()?, before);
    Ok(())
}

#[test]
fn what_did_not_change_is_not_built_again() -> Result<()> {
    let project = Project::new("door-again")?;
    project.built()?;
    let (out, was_fresh) = project.built()?;
    assert!(was_fresh, "a second build did something");
    let header = out.join("player_ops.bpf.h");
    let written = fs::metadata(&header)?.modified()?;

    // What a build of the module leaves beside its sources is nothing to the script.
    project.write("kmod/player_ops.o", "an object")?;
    assert!(project.built()?.1, "an object of the module was noticed");

    // The script runs again for a program, and leaves the headers alone.
    let program = project.read("src/bpf/player_ops.bpf.c")?;
    project.write(
        "src/bpf/player_ops.bpf.c",
        &format!("{program}\n/* more */\n"),
    )?;
    assert!(!project.built()?.1, "a changed program was not noticed");
    assert_eq!(fs::metadata(&header)?.modified()?, written);

    // A header of a type that is gone must not serve a program that still includes it.
    let old = fs::read_to_string(&header)?;
    fs::write(out.join("gone_ops.bpf.h"), old)?;
    project.write("src/bpf/player_ops.bpf.c", &program)?;
    fs::copy(
        project.path("src/bpf/player_ops.bpf.c"),
        project.path("src/bpf/second.bpf.c"),
    )?;
    project.built()?;
    assert!(!out.join("gone_ops.bpf.h").exists());

    // Nor the skeleton of a program that is gone; what others have put there stays.
    assert!(out.join("second.skel.rs").exists());
    fs::write(out.join("other.skel.rs"), "")?;
    fs::remove_file(project.path("src/bpf/second.bpf.c"))?;
    project.built()?;
    assert!(!out.join("second.skel.rs").exists());
    assert!(out.join("other.skel.rs").exists());
    Ok(())
}

#[test]
fn headers_from_elsewhere_are_watched_and_files_of_editors_are_not_compiled() -> Result<()> {
    let project = Project::new("door-elsewhere")?;
    let program = project.read("src/bpf/player_ops.bpf.c")?;
    let including = format!("#include \"../../my own/one.h\"\n{program}");
    project.write("src/bpf/player_ops.bpf.c", &including)?;
    project.write("my own/one.h", "extern int one;\n")?;
    symlink("me@here.1", project.path("src/bpf/.#player_ops.bpf.c"))?;
    fs::create_dir(project.path("src/bpf/old.bpf.c"))?;
    project.built()?;
    assert!(project.built()?.1, "a second build did something");
    project.write("my own/one.h", "extern int two;\n")?;
    assert!(!project.built()?.1, "a changed header was not noticed");
    assert!(project.built()?.1, "a second build did something");
    project.write("my own/one.h", "#error gone\n")?;
    expect(&project.refused(compile::CLANG)?, &["one.h", "gone"]);
    Ok(())
}

/// What lies beside the file that a link leads to is nobody's.
#[test]
fn a_file_of_the_module_may_be_a_link() -> Result<()> {
    let project = Project::new("door-links")?;
    let text = project.read("kmod/player_ops.c")?;
    project.write("shared/player_ops.c", &text)?;
    project.write("shared/lamp_ops.c", &text)?;
    fs::remove_file(project.path("kmod/player_ops.c"))?;
    symlink("../shared/player_ops.c", project.path("kmod/player_ops.c"))?;
    project.built()?;
    project.write(
        "shared/player_ops.c",
        &text.replace("return 0;", "return 1;"),
    )?;
    expect(
        &project.refused(compile::CLANG)?,
        &["   edited  kmod/player_ops.c\n"],
    );
    Ok(())
}

#[test]
fn a_crate_without_its_module_builds() -> Result<()> {
    let project = Project::new("door-packaged")?;
    fs::remove_dir_all(project.path("kmod"))?;
    project.built()?;
    assert!(project.built()?.1, "a second build did something");
    Ok(())
}

/// Each change is undone before the next: every one is refused for itself, also after a
/// build that went well.
#[test]
fn what_the_trait_no_longer_says_is_refused_with_files_and_command() -> Result<()> {
    let project = Project::new("door-stale")?;
    for Change {
        file,
        old,
        new,
        words,
    } in CHANGES
    {
        project.built()?;
        let text = project.read(file)?;
        assert!(text.contains(old), "{file} lacks {old}");
        project.write(file, &text.replace(old, new))?;
        let before = project.files()?;
        expect(&project.refused(compile::CLANG)?, words);
        assert_eq!(project.files()?, before);
        project.write(file, &text)?;
    }
    project.built().map(drop)
}

#[test]
fn missing_and_left_over_files_are_refused() -> Result<()> {
    let project = Project::new("door-missing")?;
    for file in [
        "src/bpf/player_ops.bpf.c",
        "src/bpf/structops.bpf.h",
        "kmod/Kbuild",
    ] {
        project.built()?;
        let text = project.read(file)?;
        fs::remove_file(project.path(file))?;
        let line = format!("  missing  {file}\n");
        let verdict = "1 file is not what the trait says; run `structops-gen generate`\n";
        expect(&project.refused(compile::CLANG)?, &[verdict, &line]);
        project.write(file, &text)?;
    }
    let text = project.read("kmod/player_ops.c")?;
    project.write("kmod/recorder_ops.c", &text)?;
    // A file that nobody names is noticed when anything else changes.
    project.write("src/ops.rs", &format!("{TRAIT}\n"))?;
    expect(
        &project.refused(compile::CLANG)?,
        &[
            "Error: 1 file is not what the trait says; delete what is left over\n",
            " leftover  kmod/recorder_ops.c belongs to no type any more: delete it\n",
        ],
    );
    Ok(())
}

#[test]
fn without_a_clang_the_words_say_what_to_install_or_set() -> Result<()> {
    let project = Project::new("door-clang")?;
    expect(
        &project.refused("/nonexistent")?,
        &[
            "Error: cannot run `/nonexistent`",
            "install clang",
            "environment variable CLANG",
        ],
    );
    // The script runs again when the variable changes.
    project.built().map(drop)
}

fn expect(said: &str, words: &[&str]) {
    // Cargo indents what a build script said.
    let said: Vec<&str> = said
        .lines()
        .map(|line| line.strip_prefix("  ").unwrap_or(line))
        .collect();
    let said = said.join("\n") + "\n";
    for text in words {
        assert!(said.contains(text), "no word of {text:?}:\n{said}");
    }
}
