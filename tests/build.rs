//! Tells the tests where the libbpf lies that `libbpf-sys` built.

use std::env;

fn main() {
    let include = env::var("DEP_BPF_INCLUDE").unwrap_or_default();
    println!("cargo::rustc-env=LIBBPF_INCLUDE={include}");
    println!("cargo::rerun-if-changed=build.rs");
}
