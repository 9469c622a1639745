//! macro: cannot see: rustc reads the file itself

// A source is UTF-8: café
