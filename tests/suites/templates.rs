//! The audit of the templates: strict mode alone does not see a typo in `{{#if typo}}`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use handlebars::Template;
use handlebars::template::{HelperTemplate, Parameter, TemplateElement};
use serde_json::Value;
use struct_ops::btf::Btf;
use structops_gen::import::{self, Request};
use structops_gen::new::{self, Crates, Name, Page};
use structops_gen::render::{TEMPLATES, Templates};
use structops_gen::source::Source;
use structops_gen::target;
use structops_tests::{examples, kernels, place};

#[test]
fn every_template_compiles() -> Result<()> {
    Templates::new()?;
    Ok(())
}

#[test]
fn no_template_is_an_orphan() -> Result<()> {
    let root = place::repository().join("templates");
    let mut files = BTreeSet::new();
    names_below(&root, &root, &mut files)?;
    let compiled_in: BTreeSet<String> = TEMPLATES
        .iter()
        .map(|(name, _)| (*name).to_owned())
        .collect();
    assert_eq!(
        files, compiled_in,
        "files in templates/ and the table in render.rs differ"
    );
    let mut used: BTreeSet<String> = target::TARGETS
        .iter()
        .flat_map(|target| {
            target
                .outputs
                .iter()
                .map(|output| output.template.to_owned())
        })
        .collect();
    used.extend(target::stubs::TEMPLATES.iter().map(|&name| name.to_owned()));
    used.extend(parts());
    used.insert(imported()?.0.to_owned());
    used.extend(pages()?.iter().map(|page| page.template.to_owned()));
    assert_eq!(used, compiled_in, "outputs and templates differ");
    Ok(())
}

#[test]
fn every_path_exists_in_its_view_and_logic_is_if_and_each() -> Result<()> {
    let mut views: Vec<(&str, Value)> = Vec::new();
    for sample in examples::samples()? {
        let refuse = |refused| anyhow::Error::msg(structops_gen::report::render(&refused, false));
        let interface = Source::read(&sample.root.join("src/ops.rs"))
            .map_err(refuse)?
            .interface()
            .map_err(refuse)?;
        views.extend(target::stubs::views(&interface));
        views.extend(
            target::jobs(&interface, &target::Paths::default(), &[])
                .into_iter()
                .map(|job| (job.output.template, job.view)),
        );
    }
    views.push(imported()?);
    let pages = pages()?;
    views.extend(pages.into_iter().map(|page| (page.template, page.view)));
    let mut mistakes = Vec::new();
    let parts = parts();
    // A part is looked at where it is included, with the view of the whole.
    for (name, text) in TEMPLATES.iter().filter(|(name, _)| !parts.contains(*name)) {
        let template = Template::compile(text).with_context(|| (*name).to_owned())?;
        let roots: Vec<&Value> = views
            .iter()
            .filter(|(template, _)| template == name)
            .map(|(_, view)| view)
            .collect();
        Audit {
            name,
            mistakes: &mut mistakes,
        }
        .template(&template, &roots);
    }
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
    Ok(())
}

/// The audit itself must see the mistakes that strict mode lets through.
#[test]
fn the_audit_sees_a_typo_and_foreign_logic() -> Result<()> {
    let view = serde_json::json!({ "there": true, "list": [{ "x": 1 }], "nothing": null });
    for (text, wanted) in [
        ("{{#if typo}}a{{/if}}", "typo"),
        ("{{#each list}}{{y}}{{/each}}", "y"),
        ("{{#unless there}}a{{/unless}}", "unless"),
        ("{{lookup list 0}}", "lookup"),
        ("{{nothing.deeper}}", "nothing.deeper"),
        ("{{> kmod/nothing}}", "kmod/nothing"),
    ] {
        let mut mistakes = Vec::new();
        Audit {
            name: "test",
            mistakes: &mut mistakes,
        }
        .template(&Template::compile(text)?, &[&view]);
        assert!(
            mistakes.iter().any(|mistake| mistake.contains(wanted)),
            "{text}: {mistakes:?}"
        );
    }
    let mut mistakes = Vec::new();
    let text = "{{#if there}}{{#each list}}{{x}}{{/each}}{{/if}}{{#each list}}{{this}}{{/each}}";
    Audit {
        name: "test",
        mistakes: &mut mistakes,
    }
    .template(&Template::compile(text)?, &[&view]);
    assert!(mistakes.is_empty(), "{mistakes:?}");
    Ok(())
}

/// What a new project has beside what follows from its trait.
fn pages() -> Result<Vec<Page>> {
    let request = new::Request {
        name: Name::of("player", &[])?,
        parts: Vec::new(),
        is_bare: false,
        crates: Crates::Vendored,
    };
    Ok(request.pages()?)
}

/// What a type of Linux is imported with.
fn imported() -> Result<(&'static str, Value)> {
    let kernel = kernels::fetch("6.12")?;
    let vmlinux = Btf::of_file(&kernel.headers.join("vmlinux"), None)?;
    let request = Request::new("tcp_congestion_ops", import::VMLINUX);
    Ok(import::view_of(&vmlinux, &request)?)
}

/// The templates that others include.
fn parts() -> BTreeSet<String> {
    let included = |text: &&str| {
        let heads = text.split("{{> ").skip(1);
        let names = heads.filter_map(|rest| rest.split_once("}}").map(|(name, _)| name));
        names.map(str::to_owned).collect::<Vec<_>>()
    };
    TEMPLATES
        .iter()
        .flat_map(|(_, text)| included(text))
        .collect()
}

struct Audit<'a> {
    name: &'a str,
    mistakes: &'a mut Vec<String>,
}

impl Audit<'_> {
    /// Checks a template against the values that its paths may start from.
    fn template(&mut self, template: &Template, scopes: &[&Value]) {
        for element in &template.elements {
            match element {
                TemplateElement::RawString(_) | TemplateElement::Comment(_) => {}
                TemplateElement::Expression(helper) | TemplateElement::HtmlExpression(helper) => {
                    self.expression(helper, scopes);
                }
                TemplateElement::HelperBlock(helper) => self.block(helper, scopes),
                TemplateElement::PartialExpression(part) => {
                    self.part(part.name.as_name().unwrap_or_default(), scopes);
                }
                other => self.mistake(&format!(
                    "neither text, value, part, `if` nor `each`: {other:?}"
                )),
            }
        }
    }

    /// Another template in the place of this line, with the same view.
    fn part(&mut self, name: &str, scopes: &[&Value]) {
        let text = TEMPLATES.iter().find(|(other, _)| *other == name);
        match text.map(|(_, text)| Template::compile(text)) {
            Some(Ok(template)) => Audit {
                name,
                mistakes: self.mistakes,
            }
            .template(&template, scopes),
            _ => self.mistake(&format!("includes `{name}`, which is no template")),
        }
    }

    fn expression(&mut self, helper: &HelperTemplate, scopes: &[&Value]) {
        if helper.params.is_empty() {
            self.resolve(&helper.name, scopes);
        } else {
            self.mistake(&format!("calls a helper: {:?}", helper.name.as_name()));
        }
    }

    fn block(&mut self, helper: &HelperTemplate, scopes: &[&Value]) {
        let (Some(kind), [path]) = (helper.name.as_name(), helper.params.as_slice()) else {
            return self.mistake("a block without exactly one path");
        };
        let values = self.resolve(path, scopes);
        let inner: Vec<&Value> = match kind {
            "if" => scopes.to_vec(),
            "each" => values
                .iter()
                .filter_map(|value| value.as_array())
                .flatten()
                .collect(),
            other => return self.mistake(&format!("`{other}` is neither `if` nor `each`")),
        };
        if inner.is_empty() {
            self.mistake(&format!("no sample fills the list {:?}", path.as_name()));
        }
        for part in [&helper.template, &helper.inverse].into_iter().flatten() {
            self.template(part, &inner);
        }
    }

    /// The values at a path; a mistake unless some sample has it.
    fn resolve<'v>(&mut self, path: &Parameter, scopes: &[&'v Value]) -> Vec<&'v Value> {
        let Some(text) = path.as_name() else {
            self.mistake(&format!("not a path: {path:?}"));
            return Vec::new();
        };
        let found: Vec<&Value> = scopes.iter().filter_map(|scope| at(scope, text)).collect();
        if found.is_empty() {
            self.mistake(&format!("no view has `{text}`"));
        }
        found
    }

    fn mistake(&mut self, text: &str) {
        self.mistakes.push(format!("{}: {text}", self.name));
    }
}

fn at<'v>(scope: &'v Value, path: &str) -> Option<&'v Value> {
    if path == "this" {
        return Some(scope);
    }
    path.split('.').try_fold(scope, |value, key| value.get(key))
}

fn names_below(root: &Path, folder: &Path, names: &mut BTreeSet<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            names_below(root, &path, names)?;
        } else {
            let name = path.strip_prefix(root)?.to_string_lossy().into_owned();
            names.insert(name.strip_suffix(".hbs").unwrap_or(&name).to_owned());
        }
    }
    Ok(())
}
