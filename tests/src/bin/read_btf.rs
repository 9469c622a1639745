//! Reads files with BTF and asks everything of each: first says its name, so that a crash
//! has one, then what came of it.

#[allow(
    unreachable_pub,
    reason = "the targets of the fuzzer have it from a library"
)]
#[path = "../../../runtime/fuzz/src/read.rs"]
mod read;

use std::io::{self, Write as _};
use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;
use struct_ops::btf::Btf;

/// Reads files with BTF.
#[derive(Parser)]
struct Cli {
    /// The kernel's types, for modules.
    #[arg(long)]
    base: Option<PathBuf>,
    files: Vec<PathBuf>,
}

fn main() -> Result<()> {
    libbpf_rs::set_print(None);
    let cli = Cli::parse();
    let base = cli.base.map(|path| Btf::of_file(&path, None)).transpose()?;
    let mut out = io::stdout().lock();
    for file in &cli.files {
        writeln!(out, "{}", file.display())?;
        match read::read(file, base.as_ref()) {
            Ok(read::Answers {
                descriptors,
                headers,
            }) => writeln!(out, "  descriptors: {descriptors}, headers: {headers}")?,
            Err(error) => writeln!(out, "  {error}")?,
        }
    }
    Ok(())
}
