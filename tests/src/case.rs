//! Cases of the virtual machine: a folder each, `tests/vm/<case>/`.
//!
//! | file | what becomes of it |
//! |---|---|
//! | `run.sh` | the script, after `prelude.sh`; status 0 passes |
//! | `*.bpf.c` | compiled; the object lies beside the script |
//! | `*.c` | compiled with the skeletons of the objects; the program lies beside the script |
//! | `*.h` | found by the programs of the case; a header for several cases lies in `tests/vm` |
//! | `types.txt` | names of the kernel's types, one in a line: the programs find a `vmlinux.h` with these, of the kernel that they run on |
//! | `modules.txt` | names of modules that come with the kernel, one in a line: they and those that they need lie beside the script |
//! | `ops.rs` | a trait of the case's own: its module lies beside the script |
//! | `*.ops.rs` | more traits, of which the modules alone are of interest |
//! | `*_main.c` | the user's file of the module of that name, as a trait of the case describes it |
//! | `*.ko.c` | a module that calls the ops of the case's own trait, or of the example of the case's name; both modules lie beside the script |
//!
//! A case whose trait says `kernel = ".."`, or whose example's does, runs on the kernels of that
//! range.
//!
//! A case that is called like an example finds the headers of the example's programs.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};
use struct_ops::btf::Btf;
use structops_gen::project::Folders;
use structops_gen::source::Source;
use structops_gen::vm::{GuestFile, Kernel, Options, Scenario, build};
use structops_gen::{plan, report, target, write};

use structops_model::Interface;
use structops_model::kernel::features::Release;

use crate::{compile, examples, kernels, place};

/// For a case that hangs; an emulated kernel with every sanitizer is fifty times slower
/// than a plain one.
const TIME_LIMIT: Duration = Duration::from_secs(600);

/// Makes the scenarios of every case for a kernel; of those whose names contain `filter`,
/// where there is one, and that `STRUCTOPS_CASES` lists, where it is set.
///
/// # Errors
///
/// A case that cannot be compiled.
pub fn scenarios(kernel: &Kernel, filter: Option<&str>) -> Result<Vec<Scenario>> {
    let folder = place::repository().join("tests/vm");
    let prelude = read(&folder.join("prelude.sh"))?;
    let chosen = std::env::var("STRUCTOPS_CASES").unwrap_or_default();
    let entries =
        fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut cases: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .filter(|path| filter.is_none_or(|filter| file_name(path).contains(filter)))
        .filter(|path| chosen.is_empty() || chosen.split(',').any(|name| name == file_name(path)))
        .collect();
    cases.sort();
    let mut scenarios = Vec::new();
    for case in &cases {
        if is_for(case, kernel)? {
            scenarios.push(scenario(case, &prelude, kernel)?);
        }
    }
    Ok(scenarios)
}

/// A trait of the case's own says on which kernels its module builds, one of the example of
/// its name on which kernels its type is there.
fn is_for(case: &Path, kernel: &Kernel) -> Result<bool> {
    if case.join("modules.txt").is_file() && !kernels::have_modules() {
        eprintln!(
            "left out: {}, for want of the kernel's modules",
            file_name(case)
        );
        return Ok(false);
    }
    let of_example = || -> Result<Option<PathBuf>> {
        let mut all = examples::all()?.into_iter();
        let example = all.find(|example| example.name == file_name(case));
        example
            .map(|example| Ok(example.folders()?.source))
            .transpose()
    };
    let ops = Some(case.join("ops.rs")).filter(|ops| ops.is_file());
    let Some(ops) = ops.map_or_else(of_example, |ops| Ok(Some(ops)))? else {
        return Ok(true);
    };
    let release = Release::of_uname(&kernel.release)
        .with_context(|| format!("no release: {}", kernel.release))?;
    let interface = interface_of(&ops)?;
    let mut types = interface.modules().iter().flat_map(|module| &module.types);
    Ok(types.all(|ty| ty.options.kernel.has(release)))
}

fn interface_of(ops: &Path) -> Result<Interface> {
    let refuse = |refused| anyhow::Error::msg(report::render(&refused, false));
    Source::read(ops)
        .map_err(refuse)?
        .interface()
        .map_err(refuse)
}

/// The scenario of a folder, wherever it lies.
///
/// # Errors
///
/// A folder that cannot be compiled.
pub fn scenario(case: &Path, prelude: &str, kernel: &Kernel) -> Result<Scenario> {
    let name = file_name(case);
    let out = place::scratch("vm").join(&kernel.release).join(&name);
    fs::create_dir_all(&out).with_context(|| format!("cannot create {}", out.display()))?;
    let script = format!("{prelude}\n{}", read(&case.join("run.sh"))?);
    let mut scenario = Scenario::new(&name, script).time_limit(TIME_LIMIT);
    let example = examples::all()?
        .into_iter()
        .find(|example| example.name == name);
    let mut includes = Vec::new();
    if let Some(example) = example {
        let folders = example.folders()?;
        if !sources(case, ".ko.c")?.is_empty() {
            for ko in modules_of_callers(case, &folders.kmod, &out, kernel)? {
                scenario = scenario.file(GuestFile::data(ko));
            }
        }
        includes.push(folders.bpf);
    }
    includes.push(place::repository().join("example-ops/bpf-testmod/src/bpf"));
    if case.join("ops.rs").is_file() {
        let bpf = out.join("bpf");
        let kmod = sources_of_trait(&case.join("ops.rs"), &out, &bpf)?;
        for ko in modules_of_callers(case, &kmod, &out, kernel)? {
            scenario = scenario.file(GuestFile::data(ko));
        }
        includes.push(bpf);
    }
    for variant in sources(case, ".ops.rs")? {
        let out = out.join(file_name(&variant));
        fs::create_dir_all(&out)?;
        let kmod = sources_of_trait(&variant, &out, &out.join("bpf"))?;
        for ko in build(kernel, &kmod, &out.join("build"))? {
            scenario = scenario.file(GuestFile::data(ko));
        }
    }
    let modules = case.join("modules.txt");
    if modules.is_file() {
        let names = read(&modules)?;
        let names: Vec<&str> = names.lines().collect();
        for ko in kernels::modules(kernel, &names, &out.join("modules"))? {
            scenario = scenario.file(GuestFile::data(ko));
        }
    }
    let types = case.join("types.txt");
    if types.is_file() {
        let names = read(&types)?;
        let names: Vec<&str> = names.lines().collect();
        let header = Btf::of_file(&kernel.headers.join("vmlinux"), None)?.header(&names)?;
        fs::write(out.join("vmlinux.h"), header)?;
    }
    includes.extend([out.clone(), case.to_owned()]);
    let includes: Vec<&Path> = includes.iter().map(PathBuf::as_path).collect();
    let has_loader = !sources(case, ".c")?.is_empty();
    for source in sources(case, ".bpf.c")? {
        let object = out.join(file_name(&source).replace(".bpf.c", ".bpf.o"));
        compile::bpf(compile::CLANG, &source, &includes, &object)?;
        if has_loader {
            compile::c_skeleton(&object, &object.with_extension("").with_extension("skel.h"))?;
        }
        scenario = scenario.file(GuestFile::data(object));
    }
    for source in sources(case, ".c")? {
        let program = out.join(file_name(&source).trim_end_matches(".c"));
        compile::c(&source, &includes, &program)?;
        scenario = scenario.file(GuestFile::program(program));
    }
    Ok(scenario)
}

/// Generates the module of a case's own trait, and returns its folder.
fn sources_of_trait(ops: &Path, out: &Path, bpf: &Path) -> Result<PathBuf> {
    let interface = interface_of(ops)?;
    let mut folders = Folders::of_project(out)?;
    folders.kmod = out.join("kmod");
    bpf.clone_into(&mut folders.bpf);
    // What is there already is kept: the file is the user's.
    let case = ops.parent().unwrap_or(Path::new("."));
    for module in interface.modules() {
        let main = format!("{}_main.c", module.name);
        if case.join(&main).is_file() {
            fs::create_dir_all(&folders.kmod)?;
            fs::copy(case.join(&main), folders.kmod.join(&main))?;
        }
    }
    let files = target::render_interface(
        &interface,
        folders.paths(),
        &["kmod".to_owned(), "bpf".to_owned()],
    )?;
    write::write(&plan::plan(files, &folders, true)?)?;
    Ok(folders.kmod)
}

/// Builds the case's own modules together with the one whose ops they call: one build
/// knows the symbols of all of them.
fn modules_of_callers(
    case: &Path,
    kmod: &Path,
    out: &Path,
    kernel: &Kernel,
) -> Result<Vec<PathBuf>> {
    let folder = tempfile::tempdir()?;
    for entry in fs::read_dir(kmod)?.filter_map(Result::ok) {
        fs::copy(entry.path(), folder.path().join(entry.file_name()))?;
    }
    let mut kbuild = read(&kmod.join("Kbuild"))?;
    for caller in sources(case, ".ko.c")? {
        let name = file_name(&caller).replace(".ko.c", "");
        fs::copy(&caller, folder.path().join(format!("{name}.c")))?;
        let _ = writeln!(kbuild, "obj-m += {name}.o");
    }
    fs::write(folder.path().join("Kbuild"), kbuild)?;
    build(kernel, folder.path(), &out.join("build"))
}

fn build(kernel: &Kernel, kmod: &Path, out: &Path) -> Result<Vec<PathBuf>> {
    Ok(build::module(kernel, kmod, out, &Options::default())?.ko)
}

/// The files of a case with that ending; `.c` leaves BPF programs and what modules
/// are made of out.
fn sources(case: &Path, ending: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(case).with_context(|| format!("cannot read {}", case.display()))?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            let name = file_name(path);
            let of_its_own = [".bpf.c", ".ko.c", "_main.c"]
                .iter()
                .any(|other| name.ends_with(other));
            name.ends_with(ending) && (ending != ".c" || !of_its_own)
        })
        .collect();
    found.sort();
    Ok(found)
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}
