//! What the command line says of itself: help texts, completions, manual pages.

use std::fs;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};
use structops_tests::tool::{self, stdout_of};
use structops_tests::{compile, golden};

#[test]
fn help_texts_are_the_golden_ones() -> Result<()> {
    let tool_help = help(&[])?;
    golden::compare("tests/help/structops-gen.txt", &tool_help)?;
    for name in commands(&tool_help) {
        golden::compare(&format!("tests/help/{name}.txt"), &help(&[name])?)?;
    }
    Ok(())
}

/// The names that the tool's own help lists.
fn commands(help: &str) -> Vec<&str> {
    let lines = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    lines
        .take_while(|line| !line.is_empty())
        // Further lines of a description are indented by more.
        .filter_map(|line| {
            line.strip_prefix("  ")
                .filter(|line| !line.starts_with(' '))
        })
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect()
}

fn help(command: &[&str]) -> Result<String> {
    let mut tool = Command::new(tool::program()?);
    let output = tool
        .args(command)
        .arg("--help")
        .stdin(Stdio::null())
        .output()?;
    stdout_of(output)
}

#[test]
fn bash_completes_commands_and_options() -> Result<()> {
    let script = "source <(\"$TOOL\" completions bash) && set -- $(complete -p structops-gen) && \
        while [ \"$1\" != -F ]; do shift; done && function=$2 && \
        ask() { COMP_WORDS=(\"$@\") COMP_CWORD=$(($# - 1)) COMPREPLY=(); \
            \"$function\" structops-gen \"${@: -1}\" \"${@: -2:1}\"; echo \"${COMPREPLY[@]}\"; } && \
        ask structops-gen gen && ask structops-gen test --kern && ask structops-gen doctor --for b";
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", script])
        .env("TOOL", tool::program()?);
    let text = compile::run(&mut bash)?;
    assert_eq!(text, "generate\n--kernels --kernel\nbuild\n");
    Ok(())
}

#[test]
fn every_shell_has_completions() -> Result<()> {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let mut tool = Command::new(tool::program()?);
        let text = stdout_of(tool.args(["completions", shell]).output()?)?;
        assert!(
            text.contains("generate") && text.contains("doctor"),
            "{shell}"
        );
    }
    let output = Command::new(tool::program()?)
        .args(["completions", "csh"])
        .output()?;
    assert_eq!(output.status.code(), Some(2));
    Ok(())
}

#[test]
fn every_command_has_a_manual_page() -> Result<()> {
    let text = stdout_of(Command::new(tool::program()?).arg("man").output()?)?;
    assert!(text.contains(".TH structops-gen 1"), "{text}");
    let folder = tempfile::tempdir()?;
    let output = Command::new(tool::program()?)
        .args(["man", "--dir", "pages"])
        .current_dir(folder.path())
        .output()?;
    assert_eq!(stdout_of(output)?, "");
    let tool_help = help(&[])?;
    let names = commands(&tool_help);
    for name in &names {
        let page = folder.path().join(format!("pages/structops-gen-{name}.1"));
        let text = fs::read_to_string(&page).with_context(|| format!("no page of {name}"))?;
        assert!(
            text.contains(&format!(".TH structops-gen-{name} 1")),
            "{text}"
        );
        assert!(
            text.contains(".SH SYNOPSIS") && text.contains("fB"),
            "{text}"
        );
    }
    let pages = fs::read_dir(folder.path().join("pages"))?.count();
    assert_eq!(pages, names.len() + 1);
    Ok(())
}

#[test]
fn everything_works_without_standard_input() -> Result<()> {
    let script = "exec \"$TOOL\" doctor --for generate <&-";
    let mut shell = Command::new("sh");
    let text = compile::run(shell.args(["-c", script]).env("TOOL", tool::program()?))?;
    assert!(text.contains("all is well"), "{text}");
    Ok(())
}
