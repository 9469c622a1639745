//! Room for the parser, which is recursive.

use std::thread;

/// A source of nothing but minus signs must not end the stack. Untouched pages cost
/// nothing.
const SIZE: usize = 1 << 30;

/// Runs `work` where the parser has room; on the caller's stack where threads cannot be
/// had. `None` when it panicked, which then is on stderr already.
pub fn with_room<T: Send + 'static>(work: impl Fn() -> T + Copy + Send + 'static) -> Option<T> {
    match thread::Builder::new().stack_size(SIZE).spawn(work) {
        Ok(worker) => worker.join().ok(),
        Err(_) => Some(work()),
    }
}
