//! What `compat` says of changes that no prototype shows.

use std::fs;

use anyhow::Result;
use structops_tests::{place, tool};

/// Exit status and stdout.
fn run(args: &[&str]) -> Result<(Option<i32>, String)> {
    let output = tool::run(place::repository(), args)?;
    let text = String::from_utf8(output.stdout)?;
    let shown = String::from_utf8_lossy(&output.stderr);
    anyhow::ensure!(!text.is_empty(), "{args:?}: {shown}");
    Ok((output.status.code(), text))
}

/// A trait `OneOps` in a module `one`, with what stands beside it.
fn one_ops(items: &str, options: &str, members: &str) -> String {
    format!(
        "#[struct_ops]\npub mod one {{\n    {items}\n    #[ops{options}]\n    \
         pub trait OneOps {{\n        {members}\n        fn play(&self) {{}}\n    }}\n}}\n"
    )
}

fn between(old: &str, new: &str, more: &[&str]) -> Result<(Option<i32>, String)> {
    let folder = tempfile::tempdir()?;
    let write = |name: &str, text: &str| -> Result<String> {
        let path = folder.path().join(name);
        fs::write(&path, text)?;
        Ok(path.display().to_string())
    };
    let (old, new) = (write("old.rs", old)?, write("new.rs", new)?);
    run(&[&["compat", &old, &new], more].concat())
}

/// CO-RE, which puts right what is read through a pointer, does not reach these.
#[test]
fn a_struct_by_value_is_taken_as_it_lies() -> Result<()> {
    const SMALL: &str = "pub struct Cfg { pub a: u32, pub b: u32 }";
    const TURNED: &str = "pub struct Cfg { pub b: u32, pub a: u32 }";
    const LARGE: &str = "pub struct Cfg { pub a: u32, pub b: u32, pub c: u64 }";
    const DATA: &str = "const CFG: Cfg;";
    const ARGUMENT: &str = "fn set(&self, cfg: Cfg, n: u32) {}";
    const POINTER: &str = "fn set(&self, cfg: &Cfg, n: u32) {}";
    for (member, now, code) in [
        (DATA, LARGE, Some("CO39")),
        (DATA, TURNED, Some("CO41")),
        (ARGUMENT, LARGE, Some("CO24")),
        (ARGUMENT, TURNED, Some("CO24")),
        (POINTER, LARGE, None),
        (POINTER, TURNED, None),
    ] {
        let (status, text) = between(&one_ops(SMALL, "", member), &one_ops(now, "", member), &[])?;
        assert_eq!(status, Some(i32::from(code.is_some())), "{member}: {text}");
        assert!(text.contains(code.unwrap_or("works")), "{member}: {text}");
    }
    let nested = |inner: &str| format!("{inner} pub struct Outer {{ pub cfg: Cfg }}");
    let data = "const OUTER: Outer;";
    let (small, turned) = (nested(SMALL), nested(TURNED));
    let (_, text) = between(&one_ops(&small, "", data), &one_ops(&turned, "", data), &[])?;
    assert!(text.contains("CO41"), "{text}");
    Ok(())
}

/// What one side asks of an instance, a program of the other knows nothing of.
#[test]
fn a_member_that_only_one_side_has_is_zero_to_it() -> Result<()> {
    const MANY: &str = "(instances = \"many\")";
    let none = one_ops("", MANY, "");
    for (member, gone, come) in [
        ("#[idle(0)] fn ask(&self) -> u32;", "CO09", "CO08"),
        ("const SIZE: u32;", "CO38", "CO37"),
        ("#[range(1..=5)] const SIZE: u32 = 2;", "CO38", "CO37"),
        ("#[key] const ID: u32 = 0;", "CO77", "CO76"),
    ] {
        let some = one_ops("", MANY, member);
        let (status, text) = between(&none, &some, &[])?;
        assert_eq!(status, Some(1), "{member}: {text}");
        assert!(text.contains(come), "{member}: {text}");
        let (status, text) = between(
            &some,
            &none,
            &["--allow", "old:all", "--deny", "new:attach"],
        )?;
        assert_eq!(status, Some(1), "{member}: {text}");
        assert!(text.contains(gone), "{member}: {text}");
    }
    for member in [
        "#[range(0..=5)] const SIZE: u32 = 2;",
        "#[range(1..=5)] #[zero_means(2)] const SIZE: u32 = 2;",
    ] {
        let (status, text) = between(&none, &one_ops("", MANY, member), &[])?;
        assert_eq!(status, Some(0), "{member}: {text}");
    }
    Ok(())
}

/// No program implements it on either side.
#[test]
fn an_unsupported_op_may_change_and_go() -> Result<()> {
    let one = one_ops("", "", "#[unsupported] fn ask(&self, a: u32) -> u32;");
    let other = one_ops(
        "",
        "",
        "#[unsupported] fn ask(&self, b: u64, a: u32) -> u32;",
    );
    for new in [&other, &one_ops("", "", "")] {
        assert_eq!(
            between(&one, new, &[])?,
            (Some(0), "one_ops: no change\n".to_owned())
        );
    }
    Ok(())
}

#[test]
fn a_member_may_have_the_name_of_a_struct() -> Result<()> {
    let with = |field: &str| {
        let items = format!("#[name(\"list\")] pub struct Shelf {{ pub {field}: u32 }}");
        one_ops(
            &items,
            "",
            "#[private] const LIST: list_head; fn put(&self, on: &Shelf) {}",
        )
    };
    let (status, text) = between(&with("a"), &with("b"), &[])?;
    assert_eq!(status, Some(1), "{text}");
    assert!(text.contains("struct list: refused at load"), "{text}");
    Ok(())
}

/// Of arrays CO-RE compares the elements.
#[test]
fn an_array_in_a_struct_is_read_as_long_as_a_program_knows_it() -> Result<()> {
    let with = |ty: &str| {
        let items = format!("pub struct Track {{ pub name: {ty} }}");
        one_ops(&items, "", "fn put(&self, track: &Track) {}")
    };
    for (new, code) in [
        ("[u8; 8]", "CO51"),
        ("[u16; 8]", "CO51"),
        ("[i8; 16]", "CO52"),
        ("u64", "CO53"),
    ] {
        let (_, text) = between(&with("[u8; 16]"), &with(new), &[])?;
        assert!(text.contains(code), "{new}: {text}");
    }
    Ok(())
}

/// Ops need not lead to what only kfuncs take, and a call says no names.
#[test]
fn kfuncs_bring_their_own_items_and_places() -> Result<()> {
    let with = |items: &str, kfunc: &str| {
        let items = format!("{items}\n    #[kfuncs]\n    pub trait Kfuncs {{ {kfunc} }}");
        one_ops(&items, "", "")
    };
    let mode = |a: u32, b: u32| {
        let items = format!("#[repr(u32)] pub enum Mode {{ A = {a}, B = {b} }}");
        with(&items, "fn one_set(mode: Mode);")
    };
    for (old, new, code) in [
        (mode(0, 1), mode(1, 0), "CO45"),
        (mode(0, 1), with("", "fn one_set(mode: u32);"), "CO58"),
        (
            with("", "fn one_read(#[buffer(a)] text: *const u8, a: u32);"),
            with("", "fn one_read(text: *const u8, a: u32);"),
            "CO58",
        ),
        (
            with("", "fn one_put(a: u32, b: u32);"),
            with("", "fn one_put(b: u32, a: u32);"),
            "CO59",
        ),
    ] {
        let (status, text) = between(&old, &new, &[])?;
        assert_eq!(status, Some(1), "{text}");
        assert!(text.contains(code), "{text}");
    }
    Ok(())
}
