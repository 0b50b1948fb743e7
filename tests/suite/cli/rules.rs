//! Rule packs that cannot be used: exit 2, every mistake with its place, nothing judged.

use crate::support::{Folder, Ran, binary, check, exactly, good, read};
use kijun::cli::Exit;

/// Judges a good case by the rules of a folder.
fn by(folder: &Folder) -> Ran {
    let records = Folder::new().complete().case(&good("U-1"));
    check(&[&records.path(), "-r", &folder.path()])
}

/// Refused: nothing on standard output, these parts on standard error.
fn refused(ran: &Ran, parts: &[&str]) {
    assert_eq!((ran.exit, ran.out.as_str()), (Exit::Usage, ""), "{}", ran.err);
    for part in parts {
        assert!(ran.err.contains(part), "{part:?} in {}", ran.err);
    }
}

/// A small pack of its own, and one rule more.
fn pack(rule: &str) -> Folder {
    Folder::new().with("pack.kijun", read("fixtures/bad/rules-ten/pack.kijun")).with("rule.kijun", rule)
}

fn rule(require: &str) -> String {
    format!(
        "rule B-1 \"貸出\"\n  basis LAW art 1\n  class must\n  force 2020-04-01..\n  for l : loan\n  anchor l.lent_on\n  \
         require {require}\n  message ja \"だめ\" en \"no\"\n"
    )
}

#[test]
fn a_pack_of_ones_own_replaces_everything() {
    let records = Folder::new()
        .with("kijun.toml", "[export]\nextracted = 2024-09-30\n")
        .with("1.json", r#"{ "case_id": "L-1", "loans": [{ "id": "1", "lent_on": "2024-05-01", "colour": "red" }] }"#);
    let folder = pack(&rule("l.lent_on <= 2024-04-30"));
    let ran = crate::support::ndjson(&[&records.path(), "-r", &folder.path()]);
    assert_eq!(ran.verdicts(), ["L-1 B-1 violation"], "{}", ran.err);
    assert_eq!(ran.summary()["rules"].as_array().map(Vec::len), Some(1));
    assert_eq!(ran.exit, Exit::Found);
    let one_file = crate::support::ndjson(&[&records.path(), "-r", &folder.file("pack.kijun")]);
    assert_eq!(one_file.exit, Exit::Nothing, "a pack without a rule judges nothing: {}", one_file.err);
}

#[test]
fn a_folder_that_is_not_there_is_named_with_the_nearest_pack() {
    let records = Folder::new().complete().case(&good("U-1"));
    refused(&check(&[&records.path(), "-r", "no/such/folder"]), &["there is no pack `no/such/folder`"]);
    refused(&check(&[&records.path(), "-r", "hom"]), &["there is no pack `hom`", "home ?"]);
    refused(&exactly(&["test", "no/such/folder", "--lang", "en"]), &["there is no pack `no/such/folder`"]);
}

#[test]
fn a_folder_without_a_rule_file_is_named() {
    let folder = Folder::new().with("readme.txt", "no rules");
    refused(&by(&folder), &["there is no rule file in", &folder.path()]);
}

#[test]
fn a_clause_over_64_kib_is_refused_with_its_place() {
    let long = rule(&vec!["l.lent_on >= 2020-04-01"; 3000].join(" and "));
    refused(&by(&pack(&long)), &["this clause is over 65536 bytes", "rule.kijun:7:10"]);
    let fits = rule(&vec!["l.lent_on >= 2020-04-01"; 2000].join(" and "));
    assert_ne!(by(&pack(&fits)).exit, Exit::Usage, "what is under the limit is judged");
}

#[test]
fn brackets_over_128_deep_are_refused_with_their_place() {
    let deep = |depth: usize| rule(&format!("{}l.lent_on >= 2020-04-01{}", "(".repeat(depth), ")".repeat(depth)));
    refused(&by(&pack(&deep(200))), &["brackets nest deeper than 128", "rule.kijun:7:139"]);
    refused(&by(&pack(&deep(100_000))), &["rule.kijun:7:"]);
    // on the main thread of the real program, whose stack is what a user has
    let (folder, records) = (pack(&deep(120)), Folder::new().complete().case(&good("U-1")));
    let output = binary().args(["check", &records.path(), "-r", &folder.path()]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(4), "what is under the limit is judged");
}

#[test]
fn a_long_row_of_nots_is_refused_or_read_but_never_a_crash() {
    let ran = by(&pack(&rule(&format!("{} l.lent_on >= 2020-04-01", "not ".repeat(10_000)))));
    refused(&ran, &["rule.kijun:7:"]);
}

#[test]
fn a_file_over_16_mib_is_refused_before_it_is_read() {
    let big = "# ".to_owned() + &"x".repeat(17 * 1024 * 1024);
    let folder = pack(&big);
    refused(&by(&folder), &["the rule file is over 16777216 bytes", "rule.kijun:1:1"]);
}

#[test]
fn a_file_that_is_not_utf_8_is_refused_with_its_place() {
    let folder = pack("").with("bad.kijun", b"# a comment\n# \x89\xcb\n");
    refused(&by(&folder), &["this is not UTF-8", "bad.kijun:2:3"]);
}

#[test]
fn every_mistake_of_every_file_is_in_one_run_and_in_both_languages() {
    let folder = pack(&rule("l.lent_om >= 2020-04-01")).with("more.kijun", "ruel B-2 \"x\"\n");
    let ran = by(&folder);
    refused(
        &ran,
        &["`loan` has no field `lent_om`", "lent_on ?", "there is no item keyword `ruel`", "rule ?", "error 2"],
    );
    let records = Folder::new().complete().case(&good("U-1"));
    let ja = check(&[&records.path(), "-r", &folder.path(), "--lang", "ja"]);
    refused(&ja, &["「lent_om」という項目はありません", "「ruel」という項目の語はありません"]);
}

#[test]
fn a_clause_that_cannot_be_read_is_not_said_to_be_missing() {
    let ran = by(&pack(&rule("l.lent_on >= 2024-02-30")));
    refused(&ran, &["there is no day `2024-02-30`", "error 1"]);
}

#[test]
fn the_test_command_tells_what_passed_and_fails_on_what_did_not() {
    let example = |verdict: &str| {
        format!(
            "\nexample \"一件\" of B-1\n  as_of 2024-09-30\n  given loan {{ id: \"1\", lent_on: 2024-05-01, colour: red }}\n  expect {verdict}\n"
        )
    };
    let run = |verdict: &str| {
        let folder = pack(&(rule("l.lent_on <= 2024-04-30") + &example(verdict)));
        exactly(&["test", &folder.path(), "--lang", "en"])
    };
    let ran = run("violation");
    assert_eq!((ran.exit, ran.err.as_str()), (Exit::Clean, ""));
    assert!(ran.out.ends_with("1 passed, 0 failed\n"), "{}", ran.out);
    let ran = run("conform");
    assert_eq!(ran.exit, Exit::Found);
    assert!(
        ran.out.contains("rule.kijun:13: B-1 「一件」: expected conform, found violation (not-met) 1"),
        "{}",
        ran.out
    );
    assert!(ran.out.ends_with("0 passed, 1 failed\n"), "{}", ran.out);
    let none = exactly(&["test", &pack(&rule("l.lent_on <= 2024-04-30")).path(), "--lang", "en"]);
    assert_eq!(none.exit, Exit::Nothing, "no example is nothing tested");
    assert!(none.out.contains("rules without an example: B-1"), "{}", none.out);
    let broken = exactly(&["test", &pack(&rule("l.lent_om <= 2024-04-30")).path(), "--lang", "en"]);
    assert_eq!((broken.exit, broken.out.as_str()), (Exit::Usage, ""));
}
