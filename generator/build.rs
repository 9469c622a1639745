//! A page that is added or removed must be noticed: the pages are embedded as a folder.

fn main() {
    println!("cargo::rerun-if-changed=explain");
}
