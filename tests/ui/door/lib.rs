//! The crate in whose place the cases of `tests/ui/rules/` are compiled.
