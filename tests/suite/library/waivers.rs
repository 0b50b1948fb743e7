//! Waivers on the care-free pack: windows, duties of the office, and what nobody can accept.

use super::scene::{Outcome, Scene};
use serde_json::{Value, json};
use std::fs;

/// A member of three months without a visit, checked with one waiver.
fn run(about: &str) -> Outcome {
    with(about, json!({"card": "A9", "joined_on": "2024-07-10"}))
}

fn with(about: &str, member: Value) -> Outcome {
    let file = tempfile::NamedTempFile::new().unwrap();
    let terms = "reason = \"r\"\napproved_by = \"b\"\napproved_on = 2024-09-01\nexpires = 2025-03-31";
    fs::write(file.path(), format!("[[waiver]]\n{about}\n{terms}\n")).unwrap();
    let scene = Scene::at("2024-09-30").member(member).shown();
    scene.args(&["--assume-complete", "--waivers", &file.path().to_string_lossy()]).run()
}

#[test]
fn one_month_is_accepted_and_the_others_are_not() {
    let before = run("rule = \"LL-1\"\ncase = \"A9\"\nwindow = \"2020-01\"").duties("LL-1");
    assert!(before.iter().filter(|duty| duty.contains("violation")).count() > 1, "{before:?}");
    let after = run("rule = \"LL-1\"\ncase = \"A9\"\nwindow = \"2024-08\"").duties("LL-1");
    let changed: Vec<_> = before.iter().zip(&after).filter(|(before, after)| before != after).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].0.contains("2024-08") && changed[0].1.ends_with("exempt waived"), "{changed:?}");
}

/// A rule and a case alone are about several months: a waiver is for one finding, so nothing is accepted.
#[test]
fn a_waiver_is_for_one_finding() {
    let ran = run("rule = \"LL-1\"\ncase = \"A9\"");
    assert!(!ran.text.contains("\"waived\"") && ran.text.contains("K-waiver-several"), "{}", ran.text);
}

/// What was kept needs no acceptance.
#[test]
fn what_is_kept_is_not_accepted() {
    let ran = run("rule = \"LL-20\"\ncase = \"A9\"");
    assert!(!ran.text.contains("\"waived\"") && ran.text.contains("K-waiver-unused"), "{}", ran.text);
}

/// What a person must decide may be accepted for now; it says so, and is no judgement on record.
#[test]
fn what_a_person_must_decide_may_be_accepted() {
    let loan =
        json!([{"id": "a", "lent_on": "2024-06-03", "taken_back": "2024-06-04", "branch": "x", "lost_on": "2024-06"}]);
    let member = json!({"card": "A9", "joined_on": "2024-06-01", "loans": loan});
    let of = |subject: &str| {
        let about = format!("rule = \"LL-5\"\ncase = \"A9\"\nsubject = \"{subject}\"");
        with(&about, member.clone()).duties("LL-5")
    };
    assert_eq!(of("loan:b"), ["a judgement exception-unknown"]);
    assert_eq!(of("loan:a"), ["a exempt waived"]);
}
