//! What the suites share: where things lie, how things are compiled, which kernels to run on.

pub mod case;
pub mod compile;
pub mod door;
pub mod examples;
pub mod golden;
pub mod hostile;
pub mod kernels;
pub mod pages;
pub mod place;
pub mod project;
pub mod random;
pub mod tool;
pub mod trial;
pub mod tutorial;
pub mod ui;
