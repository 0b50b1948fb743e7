//! `kijun import` and `kijun init cases`: what was not read is told and counts, and no file of anybody's is overwritten.

use crate::support::{Folder, exactly};
use kijun::cli::Exit;

const STRANGE: &str = "番号,趣味\n9001,将棋\n";

/// Runs in English.
fn ran(words: &[&str]) -> crate::support::Ran {
    exactly(&[words, &["--lang", "en"]].concat())
}

#[test]
fn a_guess_tells_what_was_not_read() {
    let folder = Folder::new().with("in/broken.xlsx", [&b"PK\x03\x04"[..], b"[Content_Types].xml xl/"].concat());
    let broken = ran(&["import", "--guess", &folder.file("in"), "-r", "shared"]);
    assert_eq!(broken.exit, Exit::Unread, "{}", broken.err);
    assert!(broken.err.contains("broken.xlsx"), "{}", broken.err);
    let missing = ran(&["import", "--guess", &folder.file("none.csv"), "-r", "shared"]);
    assert_eq!(missing.exit, Exit::Unread, "{}", missing.err);
    assert!(missing.err.contains("none.csv"), "{}", missing.err);
}

#[test]
fn a_map_that_is_there_and_an_input_are_never_overwritten() {
    let folder = Folder::new().with("in/a.csv", STRANGE).with("my.map.toml", "# mine\n");
    let guess =
        |output: &str| ran(&["import", "--guess", &folder.file("in"), "-r", "shared", "-o", &folder.file(output)]);
    let there = guess("my.map.toml");
    assert_eq!(there.exit, Exit::Usage);
    assert!(there.err.contains("my.map.toml") && folder.read("my.map.toml") == "# mine\n", "{}", there.err);
    assert_eq!(guess("new.map.toml").exit, Exit::Clean);
    assert!(folder.read("new.map.toml").contains("趣味"));
    let own = ran(&["import", &folder.file("in"), "-r", "shared", "-o", &folder.file("in/a.csv")]);
    assert_eq!(own.exit, Exit::Usage);
    assert!(own.err.contains("inputs") && folder.read("in/a.csv") == STRANGE, "{}", own.err);
}

#[test]
fn people_who_are_left_out_of_an_empty_workbook_are_told() {
    let good = r#"{"case_id": "U-1", "client": {"name": "架空 一郎"}}"#;
    let folder = Folder::new().with("in/a.json", good).with("in/b.json", "{\"case_id\": \"U-2\",");
    let folder = folder.with("in/c.ndjson", [&b"{\"case_id\": \"\xff\"}\n"[..]].concat());
    let made = ran(&["init", "cases", "--clients", &folder.file("in"), "-o", &folder.file("book.xlsx")]);
    assert_eq!(made.exit, Exit::Unread, "{}", made.err);
    assert!(["b.json", "c.ndjson", "may be missing"].iter().all(|word| made.err.contains(word)), "{}", made.err);
    assert!(std::path::Path::new(&folder.file("book.xlsx")).is_file());
}
