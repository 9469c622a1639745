//! Tests of the whole: golden files, diagnostics, kernel builds and the virtual machine.
