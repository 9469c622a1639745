//! libbpf's print callback, in bytes: the one of libbpf-rs aborts the process on a message
//! that is no UTF-8, as the verifier writes when it quotes a Latin-1 source line.

use std::ffi::{c_char, c_int, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

use libbpf_rs::PrintLevel;
use libbpf_sys::{libbpf_print_fn_t, libbpf_print_level};

use super::printf::render;

/// Who keeps messages, asked on the thread that libbpf prints on.
pub(crate) trait Keeper {
    /// What to do with a message of that level.
    fn wish(level: PrintLevel) -> Wish;

    /// Takes a message that [`wish`](Keeper::wish) wants kept.
    fn keep(level: PrintLevel, text: String);
}

/// What to do with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wish {
    Keep,
    Drop,
    /// The thread is not the keeper's: the callback before gets it.
    PassOn,
}

/// What the callback was before, for messages of other threads.
static BEFORE: Mutex<libbpf_print_fn_t> = Mutex::new(None);

/// `libbpf_print_fn_t` with `va_list` as the pointer that every C ABI of Linux passes it as;
/// bindgen's type differs from platform to platform.
type RawPrinter = extern "C" fn(libbpf_print_level, *const c_char, *mut c_void) -> c_int;

/// Gives what libbpf prints to `K` until [`restore`]; one caller at a time.
pub(crate) fn replace<K: Keeper>() {
    let printer: RawPrinter = on_print::<K>;
    // SAFETY: same signature, but for the spelling of `va_list`.
    let printer = unsafe { std::mem::transmute::<RawPrinter, libbpf_print_fn_t>(printer) };
    // Held over the exchange, so that no other thread reads what is not there yet.
    let mut before = lock();
    // SAFETY: the callback is a function of this crate, it lives as long as the process.
    *before = unsafe { libbpf_sys::libbpf_set_print(printer) };
}

/// Puts back the callback that [`replace`] found.
pub(crate) fn restore() {
    // SAFETY: libbpf had this callback before.
    unsafe { libbpf_sys::libbpf_set_print(*lock()) };
}

extern "C" fn on_print<K: Keeper>(
    level: libbpf_print_level,
    format: *const c_char,
    args: *mut c_void,
) -> c_int {
    // C frames lie above, and a panic may not pass them.
    let wish = catch_unwind(AssertUnwindSafe(|| {
        let wish = K::wish(PrintLevel::from(level));
        if wish == Wish::Keep {
            // SAFETY: libbpf passes a format and its arguments, which nobody read before.
            K::keep(PrintLevel::from(level), unsafe { render(format, args) });
        }
        wish
    }));
    if matches!(wish, Ok(Wish::PassOn)) {
        // SAFETY: `args` was not read: the message is not kept.
        unsafe { pass_on(level, format, args) };
    }
    0 // libbpf ignores it
}

/// Gives another thread's message to the callback before.
///
/// # Safety
///
/// `format` ends with NUL, `args` is its `va_list`, which is used up.
unsafe fn pass_on(level: libbpf_print_level, format: *const c_char, args: *mut c_void) {
    let Some(before) = *lock() else { return };
    // SAFETY: same signature, but for the spelling of `va_list`; libbpf had it as callback.
    let before = unsafe { std::mem::transmute::<libbpf_print_fn_t, RawPrinter>(Some(before)) };
    before(level, format, args);
}

fn lock() -> MutexGuard<'static, libbpf_print_fn_t> {
    BEFORE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;
    use std::ffi::CString;
    use std::ptr;

    thread_local! {
        static TEXT: RefCell<String> = const { RefCell::new(String::new()) };
    }

    struct Everything;

    impl Keeper for Everything {
        fn wish(_: PrintLevel) -> Wish {
            Wish::Keep
        }

        fn keep(_: PrintLevel, text: String) {
            TEXT.with_borrow_mut(|kept| kept.push_str(&text));
            if text.contains("panic") {
                std::panic::resume_unwind(Box::new("a keeper that panics"));
            }
        }
    }

    /// Has libbpf quote the path of a file that is not there.
    fn quote(path: &[u8]) -> String {
        let path = CString::new(path).unwrap();
        // SAFETY: `path` ends with NUL, and the options may be NULL.
        let object = unsafe { libbpf_sys::bpf_object__open_file(path.as_ptr(), ptr::null()) };
        assert!(object.is_null());
        TEXT.take()
    }

    /// One test: the callback belongs to the whole process.
    #[test]
    fn bytes_length_and_panics_do_no_harm() {
        replace::<Everything>();
        assert!(quote(b"/nonexistent/caf\xe9.o").contains("/caf\u{fffd}.o"));
        let long = [b"/x".repeat(1500).as_slice(), b"/end.o"].concat();
        assert!(quote(&long).contains("/x/x/end.o"));
        assert!(quote(b"/nonexistent/panic.o").contains("/panic.o"));
        restore();
    }
}
