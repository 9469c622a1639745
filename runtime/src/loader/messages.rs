//! What libbpf prints during one call, kept instead of printed.

use std::cell::RefCell;
use std::sync::{Mutex, PoisonError};

use libbpf_rs::{PrintCallback, PrintLevel};

use crate::sys::print::{self, Keeper, Wish};

type Printer = Option<(PrintLevel, PrintCallback)>;

/// libbpf has one callback per process: one call at a time may replace it.
static TURN: Mutex<()> = Mutex::new(());

thread_local! {
    /// This thread's call; `None` when it has none under way.
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

/// The messages of one call.
struct Kept {
    /// More detail than this is not kept.
    level: PrintLevel,
    messages: Vec<Message>,
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
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let before = libbpf_rs::get_print();
    let restore = Restore::replace(before);
    let result = work();
    let messages = KEPT.take().map(|kept| kept.messages).unwrap_or_default();
    drop(restore);
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
    fn replace(before: Printer) -> Self {
        let level = before.map_or(PrintLevel::Info, |(level, _)| level.max(PrintLevel::Info));
        let messages = Vec::new();
        KEPT.set(Some(Kept { level, messages }));
        print::replace::<ThisThread>();
        Self
    }
}

impl Drop for Restore {
    fn drop(&mut self) {
        print::restore();
        KEPT.set(None);
    }
}

/// Keeps for the thread that libbpf prints on.
struct ThisThread;

impl Keeper for ThisThread {
    fn wish(level: PrintLevel) -> Wish {
        let wish = KEPT.try_with(|kept| match &*kept.borrow() {
            Some(kept) if level <= kept.level => Wish::Keep,
            Some(_) => Wish::Drop,
            None => Wish::PassOn,
        });
        // A thread that ends has no storage left, and no call under way.
        wish.unwrap_or(Wish::PassOn)
    }

    fn keep(level: PrintLevel, text: String) {
        KEPT.with_borrow_mut(|kept| {
            if let Some(kept) = kept {
                kept.messages.push(Message { level, text });
            }
        });
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
