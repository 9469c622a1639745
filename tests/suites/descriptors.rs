//! A type is the same wherever it is described: in its trait, in the module that was built
//! from it, and in the programs that implement it.

#![allow(unreachable_pub, dead_code)]

#[path = "../samples/awkward.rs"]
mod awkward;
#[path = "../samples/behaviours.rs"]
mod behaviours;
#[path = "../samples/everything.rs"]
mod everything;
#[path = "../samples/flavored.rs"]
mod flavored;
#[path = "../samples/kfuncs.rs"]
mod kfuncs;
#[path = "../samples/module_form.rs"]
mod module_form;
#[path = "../../example-ops/plain-rust-policy/src/ops.rs"]
mod plain_rust_policy;
#[path = "../../example-ops/bpf-testmod/src/ops.rs"]
mod reference_type;
#[path = "../samples/references.rs"]
mod references;
#[path = "../samples/scalars.rs"]
mod scalars;
#[path = "../samples/two_types.rs"]
mod two_types;

use anyhow::{Context as _, Result};
use struct_ops::btf::{Btf, BtfError};
use struct_ops::descriptor::differences;
use struct_ops::{Descriptor, StructOps};
use structops_gen::source::Source;
use structops_gen::vm::{Options, build};
use structops_gen::{describe, report};
use structops_tests::examples::{self, Example};
use structops_tests::{compile, kernels, place};

/// Every sample and the type that each of its traits describes.
const DESCRIBED: &[(&str, &[&Descriptor])] = &[
    (
        "awkward",
        &[
            awkward::awkward::awkward_ops::DESCRIPTOR,
            awkward::awkward::private_ops::DESCRIPTOR,
        ],
    ),
    (
        "behaviours",
        &[
            behaviours::behave::alone_ops::DESCRIPTOR,
            behaviours::behave::listed_ops::DESCRIPTOR,
            behaviours::behave::named_ops::DESCRIPTOR,
            behaviours::behave::numbered_ops::DESCRIPTOR,
            behaviours::behave::slow_ops::DESCRIPTOR,
        ],
    ),
    (
        "everything",
        &[everything::sample::everything_ops::DESCRIPTOR],
    ),
    (
        "flavored",
        &[
            flavored::flavored::mill_ops::DESCRIPTOR,
            flavored::flavored::sieve_ops::DESCRIPTOR,
        ],
    ),
    ("kfuncs", &[kfuncs::vault::vault_ops::DESCRIPTOR]),
    (
        "module_form",
        &[module_form::player::player_ops::DESCRIPTOR],
    ),
    ("references", &[references::refs::refs_ops::DESCRIPTOR]),
    ("scalars", &[scalars::scalars_ops::DESCRIPTOR]),
    (
        "two_types",
        &[
            two_types::first_ops::DESCRIPTOR,
            two_types::second_ops::DESCRIPTOR,
        ],
    ),
    (
        "bpf-testmod",
        &[reference_type::bpf_testmod_ops::DESCRIPTOR],
    ),
    (
        "plain-rust-policy",
        &[plain_rust_policy::throttle::throttle_ops::DESCRIPTOR],
    ),
];

#[test]
fn the_module_and_its_trait_have_one_fingerprint() -> Result<()> {
    let mut subjects = examples::samples()?;
    subjects.extend(examples::all()?);
    for kernel in kernels::wanted()? {
        let vmlinux = Btf::of_file(&kernel.headers.join("vmlinux"), None)?;
        for (name, described) in DESCRIBED {
            let example = subjects.iter().find(|example| example.name == *name);
            let example = example.with_context(|| format!("no sample {name}"))?;
            let out = place::scratch("descriptors")
                .join(&kernel.release)
                .join(name);
            let built =
                build::module(&kernel, &example.folders()?.kmod, &out, &Options::default())?;
            let ko = built.ko.first().context("no module")?;
            let module = Btf::of_file(ko, Some(&vmlinux))?;
            let mut types = module.types();
            types.sort();
            assert_eq!(
                types,
                described.iter().map(|it| &*it.name).collect::<Vec<_>>()
            );
            for trait_of in *described {
                compare(
                    trait_of,
                    &module.descriptor(&trait_of.name).context("lost")?,
                );
            }
        }
    }
    Ok(())
}

fn compare(left: &Descriptor, right: &Descriptor) {
    let found: Vec<String> = differences(left, right)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert!(found.is_empty(), "{}: {}", left.name, found.join("\n"));
    assert_eq!(
        left.fingerprint(),
        right.fingerprint(),
        "{left:#?}\n{right:#?}"
    );
}

/// The attribute and the program that reads the source come to the same.
#[test]
fn attribute_and_tool_describe_alike() -> Result<()> {
    let mut subjects = examples::samples()?;
    subjects.extend(examples::all()?);
    for (name, described) in DESCRIBED {
        let example = subjects.iter().find(|example| example.name == *name);
        let source = example
            .with_context(|| format!("no sample {name}"))?
            .folders()?
            .source;
        let interface = Source::read(&source)
            .and_then(|source| source.interface())
            .map_err(|refused| anyhow::anyhow!("{}", report::render(&refused, false)))?;
        let found = describe::interface(&interface);
        assert_eq!(found.len(), described.len(), "{name}");
        for descriptor in found {
            let mut of_attribute = described.iter();
            let of_attribute = of_attribute.find(|other| other.name == descriptor.name);
            assert_eq!(of_attribute, Some(&&descriptor));
        }
    }
    Ok(())
}

/// Programs have no annotations, and know no members that the kernel keeps to itself.
#[test]
fn programs_agree_with_the_trait_in_every_prototype() -> Result<()> {
    for example in examples::samples()? {
        let (_, described) = DESCRIBED
            .iter()
            .find(|(name, _)| *name == example.name)
            .with_context(|| format!("{} is not described", example.name))?;
        for trait_of in *described {
            let object = object(&example, &trait_of.name)?;
            let of_program = Btf::of_file(object.path(), None)?
                .descriptor_of_struct(&trait_of.name)
                .context("the object lacks the struct")?;
            for op in trait_of.ops() {
                let (left, right) = (trait_of.member(op), of_program.member(op));
                let plain = |text: String| text.replace("__nullable", "").replace("__ref", "");
                let left = left.map(|member| plain(without_names(member)));
                assert_eq!(left, right.map(without_names), "{op}");
            }
        }
    }
    Ok(())
}

fn object(example: &Example, ty: &str) -> Result<tempfile::NamedTempFile> {
    let bpf = example.folders()?.bpf;
    let object = tempfile::NamedTempFile::new()?;
    let source = bpf.join(format!("{ty}.bpf.c"));
    compile::bpf(compile::CLANG, &source, &[&bpf], object.path())?;
    Ok(object)
}

fn without_names(member: &struct_ops::descriptor::Member) -> String {
    use struct_ops::descriptor::{Member, MemberKind, Param, Prototype};
    let kind = match &member.kind {
        MemberKind::Op(prototype) => MemberKind::Op(Prototype {
            params: prototype
                .params
                .iter()
                .map(|param| Param {
                    name: "".into(),
                    ..param.clone()
                })
                .collect::<Vec<_>>()
                .into(),
            result: prototype.result.clone(),
        }),
        data @ MemberKind::Data(_) => data.clone(),
    };
    Member {
        name: member.name.clone(),
        kind,
    }
    .to_string()
}

#[test]
fn what_has_no_types_says_why() -> Result<()> {
    let file = tempfile::NamedTempFile::new()?;
    let says = |bytes: &[u8]| -> Result<BtfError> {
        std::fs::write(file.path(), bytes)?;
        Btf::of_file(file.path(), None).err().context("was read")
    };
    assert!(matches!(says(b"")?, BtfError::Format { .. }));
    assert!(matches!(says(b"no ELF at all")?, BtfError::Format { .. }));
    assert!(matches!(
        says(&[0x9f, 0xeb, 1, 0])?,
        BtfError::Malformed { .. }
    ));
    let program = std::env::current_exe()?;
    let none = Btf::of_file(&program, None).err().context("was read")?;
    assert!(matches!(none, BtfError::NoSection { .. }));
    let folder = Btf::of_file(std::path::Path::new("/"), None).err();
    assert!(matches!(folder, Some(BtfError::Read { .. })));
    Ok(())
}
