//! What `generate` does to files of the user's after an edit of the trait: what is new comes to
//! their end, what is gone is reported, and every other byte stays.

use std::path::Path;

use anyhow::{Context as _, Result};
use structops_tests::compile;
use structops_tests::project::Project;

const PROGRAM: &str = "src/bpf/player_ops.bpf.c";
const MAIN: &str = "kmod/player_main.c";

/// A module with a type, its items and its kfuncs.
fn module(options: &str, items: &str, kfuncs: &str) -> String {
    format!(
        "use struct_ops::prelude::*;\n\n#[struct_ops]\npub mod player {{\n    \
         #[kfuncs]\n    pub trait PlayerKfuncs {{\n        fn taken() -> u32;\n{kfuncs}    }}\n\n    \
         #[ops{options}]\n    pub trait PlayerOps {{\n        \
         fn play(&self, id: u32) -> i32 {{ 0 }}\n{items}    }}\n}}\n"
    )
}

fn plain(items: &str) -> String {
    format!(
        "#[struct_ops]\npub trait PlayerOps {{\n    fn play(&self, id: u32) -> i32 {{ 0 }}\n{items}}}\n"
    )
}

/// A project that was generated once.
fn generated(source: &str) -> Result<Project> {
    let project = Project::new(source)?;
    let (_, notes) = project.generate(&[])?;
    assert_eq!(notes, "", "a new project needs nothing");
    Ok(project)
}

/// Generates after an edit; gives the status lines and the notes.
fn edit(project: &Project, source: &str) -> Result<(String, String)> {
    project.write("src/ops.rs", source)?;
    project.generate(&[])
}

fn compiles(project: &Project) -> Result<()> {
    let folder = project.path().join("src/bpf");
    let object = project.path().join("program.o");
    compile::bpf(
        compile::CLANG,
        &project.path().join(PROGRAM),
        &[&folder],
        &object,
    )
}

const SHUFFLE: &str =
    "    /// Mixes what is left.\n    fn shuffle(&self, seed: u32) -> i32 { -EINVAL }\n";

const STUB: &str = "
/* New in player_ops; put it above the instance and add there: .shuffle = (void *)player_shuffle, */
/* Mixes what is left. */
PLAYER_OPS_SHUFFLE(player_shuffle, u32 seed)
{
\tbpf_printk(\"shuffle(seed=%u)\", seed);
\treturn -22 /* -EINVAL */;
}
";

const NOTE: &str = "note: op `shuffle` of player_ops is new; its stub is at the end of \
    src/bpf/player_ops.bpf.c; put it above the instance and add there: .shuffle = (void *)player_shuffle,\n";

#[test]
fn a_new_op_is_appended_once() -> Result<()> {
    let project = generated(&plain(""))?;
    let before = project.read(PROGRAM)?;
    let (statuses, notes) = edit(&project, &plain(SHUFFLE))?;
    assert!(
        statuses.contains("   append  src/bpf/player_ops.bpf.c\n"),
        "{statuses}"
    );
    assert_eq!(notes, NOTE);
    assert_eq!(project.read(PROGRAM)?, before + STUB);
    compiles(&project)?;

    let files = project.files()?;
    let (statuses, notes) = project.generate(&[])?;
    assert!(
        statuses.contains("     keep  src/bpf/player_ops.bpf.c\n"),
        "{statuses}"
    );
    assert_eq!((notes.as_str(), project.files()?), ("", files));
    Ok(())
}

/// The text is that of a fresh program, below the remark.
#[test]
fn a_stub_is_what_a_new_program_would_have() -> Result<()> {
    let project = generated(&plain(""))?;
    edit(&project, &plain(SHUFFLE))?;
    let fresh = generated(&plain(SHUFFLE))?.read(PROGRAM)?;
    let (_, stub) = STUB.split_once("*/\n").context("no remark")?;
    assert!(fresh.contains(stub), "{fresh}");
    Ok(())
}

#[test]
fn a_required_op_is_new_like_any_other() -> Result<()> {
    let project = generated(&plain(""))?;
    let (_, notes) = edit(&project, &plain("    fn stop(&self) -> i32;\n"))?;
    assert!(
        notes.contains("put it above the instance and add there: .stop = (void *)player_stop,"),
        "{notes}"
    );
    assert!(
        project
            .read(PROGRAM)?
            .contains("PLAYER_OPS_STOP(player_stop)\n{")
    );
    compiles(&project)
}

#[test]
fn an_op_that_is_gone_is_reported_with_its_lines() -> Result<()> {
    let project = generated(&plain(SHUFFLE))?;
    let before = project.read(PROGRAM)?;
    let (statuses, notes) = edit(&project, &plain(""))?;
    assert!(
        statuses.contains("     keep  src/bpf/player_ops.bpf.c\n"),
        "{statuses}"
    );
    assert_eq!(
        notes,
        "note: op `shuffle` of player_ops is gone; still mentioned in \
         src/bpf/player_ops.bpf.c:13, src/bpf/player_ops.bpf.c:22\n"
    );
    assert_eq!(project.read(PROGRAM)?, before);
    Ok(())
}

#[test]
fn a_renamed_op_is_reported_as_both() -> Result<()> {
    let project = generated(&plain(SHUFFLE))?;
    let (_, notes) = edit(&project, &plain(&SHUFFLE.replace("shuffle", "mix")))?;
    let lines: Vec<&str> = notes.lines().collect();
    let [new, gone] = lines.as_slice() else {
        anyhow::bail!("{notes}");
    };
    assert!(
        new.starts_with("note: op `mix` of player_ops is new"),
        "{notes}"
    );
    assert!(
        gone.starts_with("note: op `shuffle` of player_ops is gone"),
        "{notes}"
    );
    Ok(())
}

#[test]
fn what_the_user_wrote_already_is_not_appended() -> Result<()> {
    for text in [
        "\nPLAYER_OPS_SHUFFLE(mine, u32 seed)\n{\n\treturn 1;\n}\n",
        "\nstruct player_ops other = {\n\t.shuffle = (void *)mine,\n};\n",
    ] {
        let project = generated(&plain(""))?;
        let before = project.read(PROGRAM)? + text;
        project.write(PROGRAM, &before)?;
        let (_, notes) = edit(&project, &plain(SHUFFLE))?;
        assert_eq!((notes.as_str(), project.read(PROGRAM)?), ("", before));
    }
    // A comment mentions nothing, and a name that is taken is not taken twice.
    let project = generated(&plain(""))?;
    let text = "\n// PLAYER_OPS_SHUFFLE comes later\nint player_shuffle;\n";
    project.write(PROGRAM, project.read(PROGRAM)? + text)?;
    let (_, notes) = edit(&project, &plain(SHUFFLE))?;
    assert!(
        notes.contains(".shuffle = (void *)player_shuffle_,"),
        "{notes}"
    );
    compiles(&project)
}

#[test]
fn the_other_bytes_of_a_file_stay() -> Result<()> {
    let project = generated(&plain(""))?;
    let text = project.read(PROGRAM)?;
    let crlf = text.replace('\n', "\r\n");
    let odd = [b"// caf\xe9 \xff\n".as_slice(), text.as_bytes()].concat();
    let stub = STUB.as_bytes().to_vec();
    let no_end = [text.trim_end().as_bytes(), b"\n", &stub].concat();
    for (old, wanted) in [
        (text.trim_end().as_bytes().to_vec(), no_end),
        (
            crlf.clone().into_bytes(),
            (crlf + &STUB.replace('\n', "\r\n")).into_bytes(),
        ),
        (odd.clone(), [odd, stub].concat()),
    ] {
        edit(&project, &plain(""))?;
        project.write(PROGRAM, &old)?;
        edit(&project, &plain(SHUFFLE))?;
        assert!(std::fs::read(project.path().join(PROGRAM))? == wanted);
    }
    Ok(())
}

#[test]
fn without_an_old_header_nothing_is_appended() -> Result<()> {
    let project = generated(&plain(""))?;
    let before = project.read(PROGRAM)?;
    std::fs::remove_file(project.path().join("src/bpf/player_ops.bpf.h"))?;
    let (_, notes) = edit(&project, &plain(SHUFFLE))?;
    assert_eq!(
        notes,
        "note: no program implements op `shuffle` of player_ops\n"
    );
    assert_eq!(project.read(PROGRAM)?, before);
    Ok(())
}

#[test]
fn data_members_are_reported_with_the_line_to_add() -> Result<()> {
    let project = generated(&plain("    const SPEED: u32 = 3;\n"))?;
    let before = project.read(PROGRAM)?;
    let (_, notes) = edit(&project, &plain("    const VOLUME: u32 = 50;\n"))?;
    assert_eq!(
        notes,
        "note: data member `volume` of player_ops is new; add to the instance in \
         src/bpf/player_ops.bpf.c: .volume = 50,\n\
         note: data member `speed` of player_ops is gone; still mentioned in \
         src/bpf/player_ops.bpf.c:14\n"
    );
    assert_eq!(project.read(PROGRAM)?, before);
    Ok(())
}

#[test]
fn types_are_followed_apart() -> Result<()> {
    let two = |a: &str, b: &str| {
        format!(
            "{}#[struct_ops]\npub trait LampOps {{\n    fn light(&self) {{}}\n{b}}}\n",
            plain(a)
        )
    };
    let project = generated(&two("", ""))?;
    let player = project.read(PROGRAM)?;
    let (_, notes) = edit(&project, &two("", "    fn dim(&self) {}\n"))?;
    assert!(notes.contains("op `dim` of lamp_ops is new"), "{notes}");
    assert_eq!(notes.lines().count(), 1, "{notes}");
    assert_eq!(project.read(PROGRAM)?, player);
    assert!(
        project
            .read("src/bpf/lamp_ops.bpf.c")?
            .contains("LAMP_OPS_DIM(lamp_dim)")
    );
    Ok(())
}

#[test]
fn hooks_and_kfuncs_are_appended_to_the_users_c() -> Result<()> {
    let project = generated(&module("", "", ""))?;
    let before = project.read(MAIN)?;
    let given = "        fn given(id: u32) -> u32;\n";
    let (statuses, notes) = edit(&project, &module("(hooks(reg))", "", given))?;
    assert!(
        statuses.contains("   append  kmod/player_main.c\n"),
        "{statuses}"
    );
    assert_eq!(
        notes,
        "note: kfunc `player_given` of player is new; its stub is at the end of \
         kmod/player_main.c\n\
         note: hook `reg` of player_ops is new; its stub is at the end of kmod/player_main.c\n"
    );
    let stub = "
int player_ops_hook_reg(struct player_ops *ops, struct bpf_link *link)
{
\treturn 0;
}

__bpf_kfunc_start_defs();

__bpf_kfunc u32 player_given(u32 id)
{
\treturn 0;
}

__bpf_kfunc_end_defs();
";
    assert_eq!(project.read(MAIN)?, before + stub);
    let files = project.files()?;
    project.generate(&[])?;
    assert_eq!(project.files()?, files);
    Ok(())
}

#[test]
fn headers_that_a_file_lacks_come_with_the_stub() -> Result<()> {
    let source = "#[struct_ops]\npub mod player {\n    #[ops(hooks(reg))]\n    pub trait PlayerOps {\n        \
                  fn play(&self, id: u32) -> i32 { 0 }\n    }\n}\n";
    let project = generated(source)?;
    let (_, notes) = edit(&project, &module("(hooks(reg))", "", ""))?;
    assert!(
        notes.contains("kfunc `player_taken` of player is new"),
        "{notes}"
    );
    let text = project.read(MAIN)?;
    assert!(
        text.contains("\n\n#include \"player_kfuncs.h\"\n\n__bpf_kfunc_start_defs();\n"),
        "{text}"
    );
    Ok(())
}

#[test]
fn kfuncs_and_hooks_that_are_gone_are_reported() -> Result<()> {
    let given = "        fn given(id: u32) -> u32;\n";
    let project = generated(&module("(hooks(reg))", "", given))?;
    let program = project
        .read(PROGRAM)?
        .replace("\treturn 0;", "\treturn player_given(id);");
    project.write(PROGRAM, program)?;
    let before = project.files()?;
    let (_, notes) = edit(&project, &module("", "", ""))?;
    assert_eq!(
        notes,
        "note: kfunc `player_given` of player is gone; still mentioned in \
         kmod/player_main.c:26, src/bpf/player_ops.bpf.c:9\n\
         note: hook `reg` of player_ops is gone; still mentioned in kmod/player_main.c:14\n"
    );
    for file in [MAIN, PROGRAM] {
        let (file, after) = (Path::new(file), project.files()?);
        assert_eq!(after.get(file), before.get(file));
    }
    // Without a kfunc or a hook the module has init and exit of the tool's.
    let (_, notes) = edit(&project, &plain(""))?;
    assert!(
        notes.contains("note: kmod/player_main.c is not part of player any more"),
        "{notes}"
    );
    Ok(())
}

#[test]
fn an_op_that_takes_no_program_any_more_is_not_gone() -> Result<()> {
    let project = generated(&plain(SHUFFLE))?;
    let (_, notes) = edit(
        &project,
        &plain(&SHUFFLE.replace("    fn", "    #[unsupported]\n    fn")),
    )?;
    assert_eq!(
        notes,
        "note: op `shuffle` of player_ops takes no program any more; still mentioned in \
         src/bpf/player_ops.bpf.c:13, src/bpf/player_ops.bpf.c:22\n"
    );
    Ok(())
}

/// Module init moves into a file of the user's, and that one knows nothing of it.
#[test]
fn a_file_of_that_name_without_module_init_is_reported() -> Result<()> {
    let project = generated(&plain(""))?;
    project.write(MAIN, "int mine;\n")?;
    let (_, notes) = edit(&project, &module("", "", ""))?;
    let note = "note: kmod/player_main.c was there before and does not call \
        player_structops_register(), so that player would define no type; ";
    assert!(notes.contains(note), "{notes}");
    let text = project.read(MAIN)?;
    project.write(
        MAIN,
        text + "int init(void) { return player_structops_register(); }\n",
    )?;
    let (_, notes) = project.generate(&[])?;
    assert_eq!(notes, "");
    Ok(())
}
