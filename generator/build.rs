//! A file that is added or removed must be noticed: what the program carries is embedded as
//! folders.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_CLI").is_some() {
        for folder in ["explain", "src", "templates", "vendor"] {
            println!("cargo::rerun-if-changed={folder}");
        }
    }
}
