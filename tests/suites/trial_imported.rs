//! `structops-gen test` of a type that the kernel has already.

use std::fs;

use anyhow::{Context as _, Result};
use serde_json::Value;
use structops_tests::kernels;
use structops_tests::trial::{Project, command};

/// Nothing is built but the loader, and nothing is inserted.
#[test]
fn a_type_of_linux_is_tried_without_a_module() -> Result<()> {
    let kernel = kernels::fetch("6.12")?;
    let project = Project::imported("tcp_congestion_ops", &kernel.headers.join("vmlinux"))?;
    fs::write(
        project.path("own.sh"),
        "test -z \"$STRUCTOPS_MODULES\"\n\"$STRUCTOPS_LOADER\" --check\ncat /proc/modules\n",
    )?;
    let mut run = command(&project.path(""))?;
    run.args(["--kernels", "6.12", "--format", "json", "--check", "own.sh"]);
    let output = run.output()?;
    let errors = String::from_utf8_lossy(&output.stderr);
    let result: Value = serde_json::from_slice(&output.stdout).context(errors.into_owned())?;
    assert_eq!(output.status.code(), Some(0), "{result:#}");
    let kernel = &result["kernels"][0];
    let steps = kernel["steps"].as_array().context("no steps")?;
    let names: Vec<_> = steps
        .iter()
        .filter_map(|step| step["name"].as_str())
        .collect();
    assert_eq!(
        names,
        [
            "kernel",
            "boot",
            "preflight",
            "loader",
            "check own.sh",
            "log"
        ]
    );
    assert!(!project.path("kmod").exists());
    Ok(())
}
