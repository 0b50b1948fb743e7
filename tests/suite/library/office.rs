//! `tests/packs/library.ndjson`: a small library in which every verdict and every reason occurs, duty by duty.

use super::scene::{Outcome, PACK, kijun};
use kijun::cli::Exit;
use kijun::model::Verdict;
use serde_json::Value;
use std::collections::BTreeSet;

const NDJSON: &str = "tests/packs/library.ndjson";

fn office(pack: &str, more: &[&str]) -> Outcome {
    let mut args = vec!["check", NDJSON, "-r", pack, "--format", "ndjson", "--lang", "en"];
    args.extend(more);
    kijun(&args)
}

fn row(line: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let subject = match line["subject"].as_object() {
        None => "null".to_owned(),
        Some(subject) if subject["kind"] == "member" => "-".to_owned(),
        Some(subject) => text(&subject["key"]),
    };
    let window = match line["window"].as_object() {
        None => "-".to_owned(),
        Some(window) => match window.get("value") {
            Some(value) => text(value),
            None => format!("{}..{}", text(&window["from"]), text(&window["to"])),
        },
    };
    let [case, rule] = ["case", "rule"].map(|key| text(&line[key]));
    let [verdict, reason, due, cured] = ["verdict", "reason", "due", "cured_on"].map(|key| text(&line[key]));
    [case, rule, subject, window, verdict, reason, due, cured].join("\t")
}

fn rows(outcome: &Outcome) -> Vec<String> {
    outcome.lines.iter().filter(|line| line["type"] == "verdict").map(row).collect()
}

/// The answers were written from the rules by hand and are compared whole: no duty more, none less.
#[test]
fn every_duty_of_the_small_library_has_its_answer() {
    let answers = std::fs::read_to_string("tests/packs/library.tsv").unwrap();
    let answers: Vec<&str> = answers.lines().skip(1).collect();
    let outcome = office(PACK, &["--show", "all"]);
    assert_eq!(outcome.exit, Exit::Found, "{}", outcome.err);
    let found = rows(&outcome);
    for (answer, found) in answers.iter().zip(&found) {
        assert_eq!(answer, found);
    }
    assert_eq!(answers.len(), found.len());
}

#[test]
fn the_summary_counts_every_duty_whatever_is_shown() {
    let all = rows(&office(PACK, &["--show", "all"]));
    for show in ["all", "violation", "pending,exempt"] {
        let outcome = office(PACK, &["--show", show]);
        let summary = outcome.summary();
        for verdict in Verdict::ALL.map(Verdict::name) {
            let wanted = all.iter().filter(|row| row.split('\t').nth(4) == Some(verdict)).count() as u64;
            let count = |table: &str| summary[table][verdict].as_u64().unwrap();
            assert_eq!(count("duties") + count("advice"), wanted, "{verdict} with --show {show}");
        }
        let shown = outcome.lines.iter().filter(|line| line["type"] == "verdict");
        let wanted: Vec<&str> = show.split(',').collect();
        assert!(shown.clone().count() > 0);
        assert!(show == "all" || shown.clone().all(|line| wanted.contains(&line["verdict"].as_str().unwrap())));
    }
}

/// Reads the reasons from their table, so that a new one cannot be forgotten here.
#[test]
fn every_verdict_and_every_reason_occurs() {
    let tables =
        std::fs::read_dir("src/model").unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
    let table = tables.collect::<String>();
    let named = |of: &str| -> BTreeSet<&str> {
        let rows = table.lines().filter_map(|line| line.trim().strip_prefix(of)?.split('"').nth(1));
        rows.filter(|name| name.is_ascii()).collect()
    };
    let (verdicts, mut reasons) = (named("Verdict::"), named("Reason::"));
    // That one needs a file of waivers: `library::waivers`.
    assert!(reasons.remove("waived"));
    assert_eq!((verdicts.len(), reasons.len() >= 16), (7, true), "{verdicts:?} {reasons:?}");
    let outcome = office(PACK, &["--show", "all"]);
    let found = |key: &str| -> BTreeSet<&str> { outcome.lines.iter().filter_map(|line| line[key].as_str()).collect() };
    let (found_verdicts, found_reasons) = (found("verdict"), found("reason"));
    assert_eq!(verdicts.difference(&found_verdicts).collect::<Vec<_>>(), Vec::<&&str>::new());
    assert_eq!(reasons.difference(&found_reasons).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn the_examples_of_the_pack_hold() {
    let outcome = kijun(&["test", PACK, "--lang", "en"]);
    assert_eq!(outcome.exit, Exit::Clean, "{}{}", outcome.text, outcome.err);
    assert!(outcome.text.ends_with("19 passed, 0 failed\n"), "{}", outcome.text);
}

/// Each verdict but a condition that is false before any version is looked at names the version it was judged by.
#[test]
fn citation_and_force_are_those_of_the_version() {
    let outcome = office(PACK, &["--show", "all", "--select", "LL-5"]);
    let of = |subject: &str| {
        let found = outcome.of("LL-5").into_iter().find(|line| line["subject"]["key"] == subject);
        let line = found.unwrap();
        (line["citation"].as_str().unwrap().to_owned(), line["in_force"].clone())
    };
    assert_eq!(of("b1"), ("貸出規則 第5条（旧）".to_owned(), serde_json::json!(["2010-04-01", "2019-03-31"])));
    assert_eq!(of("a1"), ("貸出規則 第5条・通知 2".to_owned(), serde_json::json!(["2020-04-01", null])));
    assert_eq!(of("b3").1, Value::Null);
}
