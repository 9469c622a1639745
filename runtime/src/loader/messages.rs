//! What libbpf prints during one call, kept instead of printed.

use std::cell::RefCell;
use std::sync::{Mutex, MutexGuard, PoisonError};

use libbpf_rs::{PrintCallback, PrintLevel, set_print};

type Printer = Option<(PrintLevel, PrintCallback)>;

/// libbpf has one callback per process: one call at a time may replace it.
static TURN: Mutex<()> = Mutex::new(());

/// What the callback was before, for messages of other threads.
static BEFORE: Mutex<Printer> = Mutex::new(None);

thread_local! {
    /// The messages of this thread's call; `None` when it has none under way.
    static KEPT: RefCell<Option<Vec<Message>>> = const { RefCell::new(None) };
}

/// One message as libbpf wrote it, with its `libbpf: ` prefix and line ends.
#[derive(Debug)]
pub(super) struct Message {
    level: PrintLevel,
    text: String,
}

/// Runs `work` and keeps what libbpf prints meanwhile on this thread.
///
/// On success the messages go on to the callback that was set before; on failure they
/// are the second half of the error.
pub(super) fn keep<R, E>(work: impl FnOnce() -> Result<R, E>) -> Result<R, (E, String)> {
    let turn = lock(&TURN);
    let restore = Restore::replace();
    let result = work();
    let messages = KEPT.take().unwrap_or_default();
    drop(restore);
    let before = *lock(&BEFORE);
    drop(turn);
    match result {
        Ok(value) => {
            for message in messages {
                forward(before, message);
            }
            Ok(value)
        }
        Err(error) => Err((error, join(messages))),
    }
}

/// Puts the previous callback back, also when `work` panics.
struct Restore;

impl Restore {
    fn replace() -> Self {
        KEPT.set(Some(Vec::new()));
        let before = libbpf_rs::get_print();
        *lock(&BEFORE) = before;
        let level = before.map_or(PrintLevel::Info, |(level, _)| level.max(PrintLevel::Info));
        set_print(Some((level, on_message)));
        Self
    }
}

impl Drop for Restore {
    fn drop(&mut self) {
        set_print(*lock(&BEFORE));
        KEPT.set(None);
    }
}

fn on_message(level: PrintLevel, text: String) {
    let mut message = Some(Message { level, text });
    KEPT.with_borrow_mut(|kept| {
        if let Some(kept) = kept {
            kept.extend(message.take());
        }
    });
    if let Some(message) = message {
        let before = *lock(&BEFORE);
        forward(before, message);
    }
}

fn forward(printer: Printer, message: Message) {
    if let Some((level, print)) = printer
        && message.level <= level
    {
        print(message.level, message.text);
    }
}

fn join(messages: Vec<Message>) -> String {
    messages.into_iter().map(|message| message.text).collect()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
