//! Groups, reviews and the sheet for taking over on the care-free pack: everything they say comes from its schema.

use super::scene::{PACK, kijun};

const MEMBERS: &str = "tests/packs/library.ndjson";

fn page(command: &str, more: &[&str]) -> String {
    kijun(&[&[command, MEMBERS, "-r", PACK], more].concat()).text
}

#[test]
fn members_are_grouped_by_the_branch_of_their_last_loan() {
    let page = page("check", &["--by", "loan.branch", "--lang", "en", "-q"]);
    let group = page.split("■ loan · branch: ").find(|group| group.lines().any(|line| line.starts_with("  A1")));
    assert!(group.expect("A1 has a group").starts_with("分館 ("), "{page}");
    let japanese = self::page("check", &["--by", "貸出.館", "--lang", "ja", "-q"]);
    assert!(japanese.contains("■ 貸出の館：分館"), "{japanese}");
}

/// A loan after the as-of date is not the last one yet.
#[test]
fn the_group_is_that_of_the_day() {
    let page = page("check", &["--by", "loan.branch", "--as-of", "2024-08-01", "--lang", "en", "-q"]);
    let group = page.split("■ loan · branch: ").find(|group| group.lines().any(|line| line.starts_with("  A1")));
    assert!(group.expect("A1 has a group").starts_with("本館 ("), "{page}");
}

#[test]
fn the_sheet_speaks_in_the_words_of_the_pack() {
    let page = page("review", &["--take-over", "A1", "--lang", "en", "--as-of", "2024-08-31"]);
    let part = |title: &str| page.split("【").find(|part| part.starts_with(title)).unwrap_or_default().to_owned();
    let current = part("What holds now");
    assert!(current.contains("member A1") && current.contains("loan a2") && !current.contains("loan a1"), "{current}");
    let loans = part("On record");
    let loans = loans.lines().find(|line| line.trim_start().starts_with("loan ")).expect("a row");
    let words: Vec<&str> = loans.split_whitespace().collect();
    assert_eq!(words, ["loan", "2", "2024-07-10", "2024-08-16", "throughout"]);
    let missing = part("Not on record");
    let (none, unknown) = missing.split_once("not known to be there").expect("both");
    assert!(none.contains("closure") && unknown.contains("seat"), "{missing}");
    assert!(!page.contains("架空"), "{page}");
}

#[test]
fn a_review_needs_no_word_of_the_pack() {
    let list = page("review", &["--format", "csv", "--months", "1"]);
    assert!(list.lines().any(|line| line.starts_with("A1,violations rotation,")), "{list}");
}
