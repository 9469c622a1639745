//! Headers that are written from BTF: small, complete, and such that every clang makes
//! programs of them whose offsets libbpf finds.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use libbpf_rs::btf::types::{Enum, Enum64, Struct, Typedef, Union};
use struct_ops::btf::{Btf, BtfError};
use structops_gen::vm::{Kernel, Options, build};
use structops_tests::{compile, examples, kernels, place};

/// What the program below takes from the kernel.
const ROOTS: &[&str] = &[
    "task_struct",
    "cred",
    "sockaddr",
    "pid_t",
    "hrtimer_restart",
    "TASK_COMM_LEN",
];

/// Reads through pointers, out of a union, an anonymous struct and a bitfield.
const PROGRAM: &str = r#"
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_core_read.h>

char LICENSE[] SEC("license") = "GPL";

char comm[TASK_COMM_LEN];
enum hrtimer_restart restart = HRTIMER_RESTART;

SEC("raw_tp")
int read(void *ctx)
{
	struct task_struct *task = (void *)bpf_get_current_task();
	pid_t pid = BPF_CORE_READ(task, pid);
	bool is_idle = BPF_CORE_READ_BITFIELD_PROBED(task, no_cgroup_migration);
	__u32 uid = BPF_CORE_READ(task, real_cred, uid.val);
	size_t rcu = BPF_CORE_READ(task, rcu.func) != 0;

	return ctx && pid && is_idle && uid && rcu && bpf_get_current_task_btf()->tgid;
}
"#;

fn vmlinux(kernel: &Kernel) -> Result<Btf> {
    Ok(Btf::of_file(&kernel.headers.join("vmlinux"), None)?)
}

fn compiles(clang: &str, folder: &Path, header: &str, program: &str) -> Result<()> {
    fs::write(folder.join("vmlinux.h"), header)?;
    let source = folder.join("program.bpf.c");
    fs::write(&source, program)?;
    compile::bpf(clang, &source, &[folder], &folder.join("program.bpf.o"))
}

/// All names that a type of the kernel has.
fn all_names(path: &Path) -> Result<BTreeSet<String>> {
    let btf = libbpf_rs::btf::Btf::from_path(path)?;
    let mut names = BTreeSet::new();
    for id in 1..u32::try_from(btf.len())? {
        let Some(ty) = btf.type_by_id::<libbpf_rs::btf::BtfType<'_>>(id.into()) else {
            continue;
        };
        let is_root = Struct::try_from(ty).is_ok()
            || Union::try_from(ty).is_ok()
            || Enum::try_from(ty).is_ok()
            || Enum64::try_from(ty).is_ok()
            || Typedef::try_from(ty).is_ok();
        if let Some(name) = ty.name().filter(|_| is_root) {
            names.insert(name.to_string_lossy().into_owned());
        }
    }
    names.remove("");
    Ok(names)
}

#[test]
fn every_clang_compiles_programs_against_it() -> Result<()> {
    for kernel in kernels::wanted()? {
        let header = vmlinux(&kernel)?.header(ROOTS)?;
        let folder = tempfile::tempdir()?;
        for clang in compile::CLANGS {
            compiles(clang, folder.path(), &header, PROGRAM)?;
            let found = relocations(folder.path())?;
            let program = format!("#define BPF_NO_PRESERVE_ACCESS_INDEX\n{PROGRAM}");
            compiles(clang, folder.path(), &header, &program)?;
            // The field that is read without a macro stays where it was.
            let fixed = relocations(folder.path())?;
            ensure!(0 < fixed && fixed < found, "{clang}: {fixed} of {found}");
        }
    }
    Ok(())
}

/// Bytes of what tells libbpf which fields to find: `core_relo_len` of
/// `struct btf_ext_header`.
fn relocations(folder: &Path) -> Result<u32> {
    let section = folder.join("btf.ext");
    let mut dump = std::ffi::OsString::from(".BTF.ext=");
    dump.push(&section);
    compile::run(
        Command::new("objcopy")
            .args(["-I", "elf64-little", "--dump-section"])
            .args([&dump, folder.join("program.bpf.o").as_os_str()])
            .arg("/dev/null"),
    )?;
    let data = fs::read(section)?;
    let length = data.get(28..32).context("no relocations")?;
    Ok(u32::from_le_bytes(length.try_into()?))
}

#[test]
fn it_is_small_and_the_whole_kernel_fits_too() -> Result<()> {
    for kernel in kernels::wanted()? {
        let path = kernel.headers.join("vmlinux");
        let btf = vmlinux(&kernel)?;
        let mut names = all_names(&path)?;
        ensure!(names.len() > 10_000, "{} names", names.len());
        // Constants of enums without a tag have no type's name.
        names.extend(ROOTS.iter().map(|&name| name.to_owned()));
        let names: Vec<String> = names.into_iter().collect();
        let whole = btf.header(&names)?;
        let some = btf.header(ROOTS)?;
        ensure!(
            some.len() * 20 < whole.len(),
            "{} of {} bytes",
            some.len(),
            whole.len()
        );
        let folder = tempfile::tempdir()?;
        compiles(compile::CLANG, folder.path(), &whole, PROGRAM)?;
    }
    Ok(())
}

#[test]
fn what_is_contained_is_complete_and_the_rest_declared() -> Result<()> {
    for kernel in kernels::wanted()? {
        let btf = vmlinux(&kernel)?;
        let header = btf.header(&["task_struct"])?;
        for complete in ["struct task_struct {", "struct sched_entity {"] {
            ensure!(header.contains(complete), "no {complete}");
        }
        ensure!(header.contains("struct mm_struct;"));
        ensure!(!header.contains("struct mm_struct {"));
        ensure!(
            btf.header(&["task_struct", "mm_struct"])?
                .contains("struct mm_struct {")
        );
    }
    Ok(())
}

/// A module's own BTF holds its types; what they lead to is in the kernel's.
#[test]
fn a_module_s_header_has_its_types_and_the_kernel_s() -> Result<()> {
    let mut all = examples::all()?.into_iter();
    let example = all.find(|example| example.name == "context-struct");
    let kmod = example.context("no such example")?.folders()?.kmod;
    for kernel in kernels::wanted()? {
        let out = place::scratch("btf-header").join(&kernel.release);
        let built = build::module(&kernel, &kmod, &out, &Options::default())?;
        let ko = built.ko.first().context("no module")?;
        let module = Btf::of_file(ko, Some(&vmlinux(&kernel)?))?;
        let header = module.header(&["jukebox_ops", "jukebox_track", "task_struct"])?;
        for complete in ["jukebox_ops", "jukebox_track", "task_struct"] {
            let head = format!("struct {complete} {{");
            ensure!(header.contains(&head), "no {head}");
        }
        let folder = tempfile::tempdir()?;
        let reads = "int id(struct jukebox_track *track) { return track->id; }";
        let program = format!("#include \"vmlinux.h\"\n{reads}\n");
        compiles(compile::CLANG, folder.path(), &header, &program)?;
    }
    Ok(())
}

#[test]
fn neither_order_nor_repetition_matters() -> Result<()> {
    for kernel in kernels::wanted()? {
        let header = vmlinux(&kernel)?.header(ROOTS)?;
        let mut names = ROOTS.to_vec();
        names.reverse();
        names.extend(ROOTS);
        assert_eq!(vmlinux(&kernel)?.header(&names)?, header);
    }
    Ok(())
}

#[test]
fn an_unknown_name_is_named() -> Result<()> {
    let kernels = kernels::wanted()?;
    let btf = vmlinux(kernels.first().context("no kernel")?)?;
    for name in ["no_such_type", "struct task_struct", "", "task\0", "int"] {
        let error = btf.header(&["task_struct", name]).err();
        assert!(
            matches!(&error, Some(BtfError::NoType { name: named }) if named == name),
            "{name}: {error:?}"
        );
    }
    let mut text = String::new();
    let error = btf.header(&["no_such_type"]).err().context("was found")?;
    write!(text, "{error}")?;
    assert_eq!(text, "there is no type `no_such_type`");
    Ok(())
}
