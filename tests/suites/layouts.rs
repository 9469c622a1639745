//! Where members lie: a trait's layout is computed, a module's is what the compiler made.

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;
use struct_ops::btf::Btf;
use structops_gen::layout::{self, LayoutError};
use structops_gen::list::Place;
use structops_gen::report;
use structops_gen::source::Source;
use structops_gen::vm::{Kernel, Options, build};
use structops_tests::examples::{self, Example};
use structops_tests::{kernels, place};

#[test]
fn the_module_is_laid_out_as_its_trait_says() -> Result<()> {
    let mut subjects = examples::samples()?;
    // Types that the kernel has already come without a module.
    for example in examples::all()? {
        if example.has_module()? {
            subjects.push(example);
        }
    }
    for kernel in kernels::wanted()? {
        let vmlinux = Btf::of_file(&kernel.headers.join("vmlinux"), None)?;
        let mut compared = 0;
        for example in &subjects {
            compared += compare(example, &kernel, &vmlinux).context(example.name.clone())?;
        }
        ensure!(compared + 5 > subjects.len(), "only {compared} types");
    }
    Ok(())
}

/// How many types the example has.
fn compare(example: &Example, kernel: &Kernel, vmlinux: &Btf) -> Result<usize> {
    let folders = example.folders()?;
    let refuse = |refused| anyhow::Error::msg(report::render(&refused, false));
    let interface = Source::read(&folders.source)
        .and_then(|source| source.interface())
        .map_err(refuse)?;
    let out = place::scratch("descriptors")
        .join(&kernel.release)
        .join(&example.name);
    let built = build::module(kernel, &folders.kmod, &out, &Options::default())?;
    let mut compared = 0;
    for ko in &built.ko {
        let btf = Btf::of_file(ko, Some(vmlinux))?;
        let types = btf.types();
        let places = [(Place::File(ko.clone()), btf)];
        for name in &types {
            let source = Place::Source(PathBuf::from("ops.rs"));
            let of_trait = match layout::of_interface(name, source, &interface) {
                // A struct of the kernel's own by value, whose size no source says.
                Err(LayoutError::Unknown { declaration, .. }) => {
                    ensure!(declaration.starts_with("struct "), "{declaration}");
                    continue;
                }
                other => other?,
            };
            let of_module = layout::of_btf(name, &places)?;
            assert_eq!(places_only(&of_trait)?, places_only(&of_module)?, "{name}");
            compared += 1;
        }
    }
    Ok(compared)
}

/// Without where it is from, and without words that C may choose.
fn places_only(report: &layout::Report) -> Result<Value> {
    let mut value = serde_json::to_value(report)?;
    let fields = value.as_object_mut().context("no object")?;
    fields.remove("where");
    let members = fields.get_mut("members").and_then(Value::as_array_mut);
    for member in members.context("no members")? {
        member
            .as_object_mut()
            .context("no member")?
            .remove("prototype");
    }
    Ok(value)
}
