//! Compiles the BPF program and writes its skeleton to `OUT_DIR`.

use std::env;
use std::error::Error;
use std::path::PathBuf;

use libbpf_cargo::SkeletonBuilder;

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let clang = env::var("CLANG").unwrap_or_else(|_| "clang".to_owned());
    SkeletonBuilder::new()
        .source("src/bpf/jukebox_ops.bpf.c")
        .clang(&clang)
        .build_and_generate(out.join("jukebox_ops.skel.rs"))?;
    println!("cargo::rerun-if-changed=src/bpf");
    println!("cargo::rerun-if-env-changed=CLANG");
    Ok(())
}
