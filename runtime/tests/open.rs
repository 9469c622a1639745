//! Opening takes no privileges; what libbpf says meanwhile belongs to the error.
#![cfg(feature = "loader")]

use std::sync::Mutex;

use libbpf_rs::{PrintCallback, PrintLevel, get_print, set_print};
use struct_ops::ErrorKind;

static PRINTED: Mutex<String> = Mutex::new(String::new());

fn print(_: PrintLevel, text: String) {
    if let Ok(mut printed) = PRINTED.lock() {
        printed.extend([text]);
    }
}

/// One test: the callback belongs to the whole process.
#[test]
fn a_failed_open_keeps_the_messages_and_restores_the_callback() {
    set_print(Some((PrintLevel::Debug, print)));
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "no ELF at all").unwrap();

    let threads: Vec<_> = (0..4)
        .map(|_| {
            let path = file.path().to_owned();
            std::thread::spawn(move || struct_ops::open_file(path).map(drop).unwrap_err())
        })
        .collect();
    for thread in threads {
        let error = thread.join().unwrap();
        assert_eq!(error.kind(), ErrorKind::Object);
        assert_eq!(error.log().matches("is not a proper ELF").count(), 1);
        assert!(error.to_string().contains("\n    elf: "), "{error}");
    }

    let (level, callback) = get_print().unwrap();
    assert_eq!(level, PrintLevel::Debug);
    assert!(std::ptr::fn_addr_eq(callback, print as PrintCallback));
    assert!(!PRINTED.lock().unwrap().contains("is not a proper ELF"));
}
