//! Compiles the BPF programs; refuses sources of the module that the trait has outgrown.

fn main() -> Result<(), structops_gen::build::Error> {
    structops_gen::build::run()
}
