//! Every broken rule as rustc shows it: `tests/ui/rules/<case>.rs` and `<case>.stderr`.

use std::fs;
use std::path::Path;

#[test]
fn rustc_shows_the_golden_texts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let cases = trybuild::TestCases::new();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        // Cases that the macro cannot see say so; the suite `rules` looks after these words.
        let text = fs::read(&path).unwrap();
        if !text.starts_with(b"//! macro: cannot see: ") {
            cases.compile_fail(Path::new("rules").join(path.file_name().unwrap()));
            count += 1;
        }
    }
    assert!(count > 0);
}
