//! What `import` writes is the type that it was made from: for every type of a module of ours,
//! and for every type that Linux itself registers.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use struct_ops::Descriptor;
use struct_ops::btf::Btf;
use struct_ops::descriptor::differences;
use structops_gen::import::{self, Request, VMLINUX};
use structops_gen::source::Source;
use structops_gen::vm::{Options, build};
use structops_gen::{describe, report, target, write};
use structops_tests::examples::{self, Example};
use structops_tests::{compile, golden, kernels, place, tool};

#[test]
fn what_a_module_defines_comes_back_as_the_same_interface() -> Result<()> {
    let mut subjects = examples::samples()?;
    subjects.extend(examples::all()?);
    let kernel = kernels::fetch(kernels::DEFAULT)?;
    let vmlinux = Btf::of_file(&kernel.headers.join("vmlinux"), None)?;
    let mut count = 0;
    for example in subjects {
        if !example.has_module()? {
            continue;
        }
        let out = place::scratch("descriptors")
            .join(&kernel.release)
            .join(&example.name);
        let built = build::module(&kernel, &example.folders()?.kmod, &out, &Options::default())?;
        for ko in &built.ko {
            let btf = Btf::of_file(ko, Some(&vmlinux))?;
            let home = ko.file_stem().unwrap_or_default().to_string_lossy();
            for tag in btf.types() {
                let registered = btf.descriptor(&tag).context("lost")?;
                let imported = imported(&btf, &tag, &home)?;
                compare(&imported, &registered)?;
                ensure!(imported.module.as_deref() == Some(&*home), "{tag}");
                ensure!(
                    imported.fingerprint() == registered.fingerprint(),
                    "{tag}: {imported:#?}\n{registered:#?}"
                );
                count += 1;
            }
        }
    }
    ensure!(count > 20, "only {count} types");
    Ok(())
}

#[test]
fn every_type_of_linux_is_imported_generated_and_compiled() -> Result<()> {
    let mut images = vec![kernels::fetch(kernels::DEFAULT)?.headers.join("vmlinux")];
    images.extend(kernels::newer());
    for image in images {
        let btf = Btf::of_file(&image, None)?;
        let types = btf.types();
        ensure!(types.len() > 1, "{}: {types:?}", image.display());
        for tag in types {
            let registered = btf.descriptor(&tag).context("lost")?;
            let imported = imported(&btf, &tag, VMLINUX)?;
            compare(&imported, &registered).with_context(|| image.display().to_string())?;
            ensure!(imported.module.is_none(), "{tag}");
            emit_and_compile(&btf, &tag)?;
        }
    }
    Ok(())
}

#[test]
fn traits_of_6_12_are_what_is_checked_in() -> Result<()> {
    let image = kernels::fetch("6.12")?.headers.join("vmlinux");
    compare_with_golden("6.12", &image, &["bpf_dummy_ops", "tcp_congestion_ops"])
}

#[test]
fn traits_of_the_newest_kernel_are_what_is_checked_in() -> Result<()> {
    let Some(image) = kernels::newest()? else {
        return Ok(());
    };
    let tags = ["Qdisc_ops", "hid_bpf_ops", "sched_ext_ops"];
    compare_with_golden("newest", &image, &tags)
}

fn compare_with_golden(series: &str, image: &Path, tags: &[&str]) -> Result<()> {
    let btf = Btf::of_file(image, None)?;
    for tag in tags {
        let file = format!("tests/import/{series}/{tag}.ops.rs");
        golden::compare(&file, &text(&btf, tag, VMLINUX)?)?;
    }
    Ok(())
}

fn text(btf: &Btf, tag: &str, home: &str) -> Result<String> {
    import::import(btf, &Request::new(tag, home)).with_context(|| tag.to_owned())
}

/// What the language makes of the imported trait.
fn imported(btf: &Btf, tag: &str, home: &str) -> Result<Descriptor> {
    let text = text(btf, tag, home)?;
    let interface = Source::of_text("ops.rs", &text).interface();
    let interface = interface
        .map_err(|refused| anyhow::anyhow!("{}\n{text}", report::render(&refused, false)))?;
    let mut found = describe::interface(&interface);
    ensure!(found.len() == 1, "{tag}: {} types", found.len());
    found.pop().context("no type")
}

/// Members that the language has no words for are left out; the text says which.
fn compare(imported: &Descriptor, registered: &Descriptor) -> Result<()> {
    let found = differences(imported, registered);
    let found = found
        .iter()
        .filter(|one| one.left.is_some() || is_op(registered, &one.name));
    let found: Vec<String> = found.map(|one| format!("{}: {one}", one.name)).collect();
    ensure!(found.is_empty(), "{}: {}", imported.name, found.join("\n"));
    Ok(())
}

fn is_op(descriptor: &Descriptor, name: &str) -> bool {
    descriptor.ops().any(|op| op == name)
}

/// As a user does it: the trait as it is, header and program of it, a compiler.
fn emit_and_compile(btf: &Btf, tag: &str) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let example = Example {
        name: tag.to_owned(),
        root: folder.path().to_owned(),
    };
    let folders = example.folders()?;
    fs::create_dir_all(folder.path().join("src"))?;
    fs::write(&folders.source, text(btf, tag, VMLINUX)?)?;
    check_format(&folders.source)?;
    write::write(&example.plan()?)?;
    ensure!(!folders.kmod.exists(), "{tag}: a module was generated");
    let program = folders.bpf.join(format!("{tag}.bpf.c"));
    let object = folder.path().join("program.bpf.o");
    compile::bpf(compile::CLANG, &program, &[&folders.bpf], &object)?;
    let of_program = Btf::of_file(&object, None)?;
    let of_program = of_program
        .descriptor_of_struct(tag)
        .context("the object lacks the struct")?;
    // Programs know no annotations, and none of the kernel's own members.
    let registered = btf.descriptor(tag).context("lost")?;
    for op in of_program.ops() {
        let result = |descriptor: &Descriptor| descriptor.member(op).map(ToString::to_string);
        ensure!(result(&registered).is_some(), "{tag}.{op}");
    }
    Ok(())
}

fn check_format(source: &Path) -> Result<()> {
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--edition", "2024", "--check"]).arg(source);
    compile::run(&mut rustfmt).map(drop)
}

/// Nothing of the kernel's side is generated, and a wish for it is refused.
#[test]
fn a_type_that_exists_has_no_module() -> Result<()> {
    let text = "use struct_ops::prelude::*;\n\
        #[struct_ops(existing = \"vmlinux\", name = \"bpf_dummy_ops\")]\n\
        pub trait Dummy { fn test_1(&self) -> i32 { 0 } }\n";
    let source = Source::of_text("ops.rs", text);
    let interface = source
        .interface()
        .map_err(|refused| anyhow::anyhow!("{}", report::render(&refused, false)))?;
    let files = target::render_interface(&interface, &target::Paths::default(), &[])?;
    ensure!(files.iter().all(|file| file.target != "kmod"));
    let folder = tempfile::tempdir()?;
    fs::create_dir_all(folder.path().join("src"))?;
    fs::write(folder.path().join("src/ops.rs"), text)?;
    let run = tool::run(folder.path(), &["generate", "--target", "kmod"])?;
    ensure!(run.status.code() == Some(1), "{run:?}");
    let said = String::from_utf8(run.stderr)?;
    ensure!(
        said.contains("`bpf_dummy_ops` is in vmlinux already"),
        "{said}"
    );
    ensure!(!folder.path().join("kmod").exists());
    Ok(())
}

/// A load of the whole number that a bitfield is in reads its neighbours as well.
#[test]
fn fields_are_numbers_of_their_own_and_stand_once() -> Result<()> {
    let kernel = kernels::fetch(kernels::DEFAULT)?;
    let vmlinux = kernel.headers.join("vmlinux").display().to_string();
    let run = |fields: &str| {
        let args = [
            "import",
            "bpf_dummy_ops",
            "--btf",
            &vmlinux,
            "--fields",
            fields,
        ];
        tool::run(place::repository(), &args)
    };
    let twice = run("task_struct=pid,pid")?;
    let text = String::from_utf8(twice.stdout)?;
    ensure!(text.matches("pub pid: i32").count() == 1, "{text}");
    for (fields, status, words) in [
        ("task_struct=in_execve", 1, "a bitfield of 1"),
        ("task_struct=", 2, "write a struct and its fields"),
        ("=pid", 2, "write a struct and its fields"),
    ] {
        let output = run(fields)?;
        let said = String::from_utf8(output.stderr)?;
        ensure!(
            output.status.code() == Some(status) && said.contains(words),
            "{fields}: {said}"
        );
    }
    Ok(())
}
