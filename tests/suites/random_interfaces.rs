//! Whatever the model accepts compiles: as kernel module, as BPF program, and in Rust.
//!
//! `STRUCTOPS_INTERFACES` says how many interfaces are tried, `STRUCTOPS_SEED` which.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context as _, Result, ensure};
use structops_gen::report;
use structops_gen::source::Source;
use structops_gen::target::{self, Paths, Rendered};
use structops_gen::vm::{Error, Options, build};
use structops_tests::random::{self, Interface};
use structops_tests::{compile, kernels, place};

/// How many interfaces a run tries unless it is told.
const INTERFACES: usize = 100;

/// How many become modules of their own; of the rest, the types are compiled in batches,
/// which takes a tenth of the time and would only miss a header that is not included.
const MODULES: usize = 20;

/// In a batch, init and exit of many modules are functions like others.
const NO_INIT: &str = "#include <linux/init.h>\n#include <linux/module.h>\n\
    #undef module_init\n#undef module_exit\n\
    #define module_init(fn) static void __init __used use_##fn(void) { (void)fn(); }\n\
    #define module_exit(fn) static void __exit __used use_##fn(void) { fn(); }\n";

/// Types of one batch.
const BATCH: usize = 25;

#[test]
fn whatever_the_model_accepts_compiles() -> Result<()> {
    let seed = number("STRUCTOPS_SEED").unwrap_or(1);
    let count = number("STRUCTOPS_INTERFACES")
        .and_then(|count| usize::try_from(count).ok())
        .unwrap_or(INTERFACES);
    let folder = place::scratch(&format!("random-{}", std::process::id()));
    let interfaces: Vec<Interface> = (0..count)
        .map(|index| random::interface(seed, index))
        .collect();
    let run = Run { folder, interfaces };
    let files = run.generate(seed)?;
    let mut broken = Broken::default();
    run.build_modules(&files, &mut broken)?;
    run.compile_programs(&files, &mut broken)?;
    run.check_crate(&mut broken)?;
    let report = broken.report(&run.interfaces);
    ensure!(report.is_empty(), "seed {seed}:\n{report}");
    fs::remove_dir_all(&run.folder)?;
    Ok(())
}

/// A run's interfaces, and the folder for all that is made of them.
struct Run {
    folder: PathBuf,
    interfaces: Vec<Interface>,
}

/// What a compiler said, by the interface that it said it of.
#[derive(Default)]
struct Broken(Vec<(String, String)>);

impl Broken {
    /// The complaints, and the source of each interface once.
    fn report(&self, interfaces: &[Interface]) -> String {
        let mut out = String::new();
        for (_, said) in &self.0 {
            let _ = writeln!(out, "{said}");
        }
        let names: BTreeSet<&str> = self.0.iter().map(|(name, _)| name.as_str()).collect();
        for one in interfaces {
            if names.contains(one.name.as_str()) {
                let _ = writeln!(out, "==== {}\n{}", one.name, one.text);
            }
        }
        out
    }
}

impl Run {
    /// Generates from every interface; a refusal is a mistake of model or generator.
    fn generate(&self, seed: u64) -> Result<Vec<(usize, Rendered)>> {
        let mut files = Vec::new();
        let mut refused = String::new();
        for (index, one) in self.interfaces.iter().enumerate() {
            match Source::of_text(&format!("{}.rs", one.name), &one.text).interface() {
                Ok(interface) => {
                    let rendered = target::render_interface(&interface, &Paths::default(), &[])?;
                    files.extend(rendered.into_iter().map(|file| (index, file)));
                }
                Err(found) => refused.push_str(&report::render(&found, false)),
            }
        }
        ensure!(refused.is_empty(), "seed {seed}: refused\n{refused}");
        Ok(files)
    }

    /// One run of Kbuild, warnings as errors.
    fn build_modules(&self, files: &[(usize, Rendered)], broken: &mut Broken) -> Result<()> {
        let source = self.folder.join("kmod");
        let mut kbuild = BTreeSet::new();
        let mut batched = Vec::new();
        let has_main = |index: usize, module: &str| {
            let main = format!("{module}_main.c");
            let mut all = files.iter();
            all.any(|(other, file)| *other == index && file.module == module && file.file == main)
        };
        for (index, file) in files.iter().filter(|(_, file)| file.target == "kmod") {
            let name = self.interfaces.get(*index).map_or("", |one| &one.name);
            let path = format!("{name}/{}/{}", file.module, file.file);
            write(&source.join(&path), &file.text)?;
            if *index < MODULES {
                kbuild.insert(format!("obj-m += {name}/{}/\n", file.module));
            } else if file.file.strip_suffix(".c").is_some_and(|stem| {
                // Init and exit are there once, unless they are the user's.
                !stem.ends_with("_structops") || has_main(*index, &file.module)
            }) {
                batched.push(path);
            }
        }
        for (number, batch) in batched.chunks(BATCH).enumerate() {
            let lines: Vec<String> = batch
                .iter()
                .map(|path| format!("#include \"{path}\"\n"))
                .collect();
            let text = format!("{NO_INIT}{}", lines.concat());
            write(&source.join(format!("batch_{number}.c")), &text)?;
            kbuild.insert(format!("obj-m += batch.o\nbatch-y += batch_{number}.o\n"));
        }
        let module = "#include <linux/module.h>\nMODULE_DESCRIPTION(\"batches\");\n\
                      MODULE_LICENSE(\"GPL\");\n";
        write(&source.join("batch_module.c"), module)?;
        kbuild.insert("batch-y += batch_module.o\nobj-m += batch.o\n".to_owned());
        let lines: Vec<String> = kbuild.into_iter().collect();
        write(&source.join("Kbuild"), &lines.concat())?;
        // BTF is built for the samples already and would take half of the time.
        let makefile = "modules:\n\t$(MAKE) -k -C $(KDIR) M=$(CURDIR) \
                        CONFIG_DEBUG_INFO_BTF_MODULES= CONFIG_DEBUG_INFO= modules\n";
        write(&source.join("Makefile"), makefile)?;
        for kernel in kernels::wanted()? {
            let options = Options {
                warnings: true,
                ..Options::default()
            };
            let out = self.folder.join(format!("built-{}", kernel.release));
            let log = match build::module(&kernel, &source, &out, &options) {
                Ok(built) => built.log,
                Err(Error::BuildFailed { log, .. }) => {
                    broken
                        .0
                        .push((String::new(), "the build failed".to_owned()));
                    log
                }
                Err(other) => return Err(other.into()),
            };
            self.judge(&log, broken);
        }
        Ok(())
    }

    /// Every line of the log that warns or fails, by the interface whose file it names.
    fn judge(&self, log: &str, broken: &mut Broken) {
        for line in log.lines() {
            let lower = line.to_lowercase();
            if !(lower.contains("warning:") || lower.contains("error:")) {
                continue;
            }
            let of = |one: &&Interface| {
                line.contains(&format!("{}/", one.name)) || line.contains(&one.name)
            };
            let name = self.interfaces.iter().find(of).map_or("", |one| &one.name);
            broken.0.push((name.to_owned(), line.to_owned()));
        }
    }

    /// Every program with the newest clang, a tenth of them with the older ones.
    fn compile_programs(&self, files: &[(usize, Rendered)], broken: &mut Broken) -> Result<()> {
        let mut programs = Vec::new();
        for (index, file) in files.iter().filter(|(_, file)| file.target == "bpf") {
            let name = self.interfaces.get(*index).map_or("", |one| &one.name);
            let path = self.folder.join("bpf").join(name).join(&file.file);
            write(&path, &file.text)?;
            if file.file.ends_with(".bpf.c") {
                programs.push((name.to_owned(), path));
            }
        }
        let next = AtomicUsize::new(0);
        let found = Mutex::new(broken);
        let work = || {
            while let Some((name, path)) = programs.get(next.fetch_add(1, Ordering::Relaxed)) {
                let number = next.load(Ordering::Relaxed);
                let clangs = compile::CLANGS
                    .iter()
                    .filter(|clang| number.is_multiple_of(10) || **clang == compile::CLANG);
                for clang in clangs {
                    let folder = path.parent().unwrap_or(path);
                    let object = path.with_extension("o");
                    if let Err(error) = compile::bpf(clang, path, &[folder], &object)
                        && let Ok(mut found) = found.lock()
                    {
                        found.0.push((name.clone(), format!("{clang}: {error}")));
                    }
                }
            }
        };
        let threads = std::thread::available_parallelism().map_or(2, usize::from);
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(work);
            }
        });
        Ok(())
    }

    /// All of them as modules of one crate, as a user's crate has them.
    fn check_crate(&self, broken: &mut Broken) -> Result<()> {
        let folder = self.folder.join("crate");
        let runtime = place::repository().join("runtime");
        let manifest = format!(
            "[package]\nname = \"random\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\nstruct-ops = {{ path = \"{}\", default-features = false }}\n\n[workspace]\n",
            runtime.display()
        );
        write(&folder.join("Cargo.toml"), &manifest)?;
        fs::copy(
            place::repository().join("Cargo.lock"),
            folder.join("Cargo.lock"),
        )?;
        // What the sources themselves do: odd names, brackets, values marked deprecated.
        let mut root =
            "#![deny(warnings)]\n#![allow(nonstandard_style, unused_parens, deprecated)]\n"
                .to_owned();
        for one in &self.interfaces {
            let _ = writeln!(root, "pub mod {};", one.name);
            write(&folder.join(format!("src/{}.rs", one.name)), &one.text)?;
        }
        write(&folder.join("src/lib.rs"), &root)?;
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command
            .args(["check", "--quiet", "--offline", "--target-dir"])
            .arg(place::scratch("random-target"))
            .current_dir(&folder);
        if let Err(error) = compile::run(&mut command) {
            let said = error.to_string();
            let of = |one: &&Interface| said.contains(&format!("src/{}.rs", one.name));
            let name = self.interfaces.iter().find(of).map_or("", |one| &one.name);
            broken.0.push((name.to_owned(), said));
        }
        Ok(())
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

fn write(path: &Path, text: &str) -> Result<()> {
    let folder = path.parent().context("a file lies in a folder")?;
    fs::create_dir_all(folder)?;
    fs::write(path, text)?;
    Ok(())
}
