//! Last days that are known in part, and reasons of what fails.

use super::doubts::found;
use super::scene::Scene;
use serde_json::{Value, json};

fn at(day: &str, club: Value) -> Scene {
    let mut whole = json!({"id": "k", "begun_on": "2024-01-10", "ended_on": "none"});
    whole.as_object_mut().unwrap().extend(club.as_object().unwrap().clone());
    Scene::at(day).member(json!({"clubs": [whole]})).args(&["--assume-complete"])
}

/// On the last day that it may be, the last day is not over.
#[test]
fn a_last_day_that_may_be_today_is_not_over() {
    let rule = "for k : club\nanchor 2024-01-01\ndue k.begun_on\n";
    let open = format!("{rule}require exists visit v (v.date <= k.begun_on)");
    let fails = format!("{rule}require 1 > 2");
    let club = || json!({"begun_on": "2024-05"});
    let cases = |open_one: &'static str| [(open.clone(), open_one), (fails.clone(), "k violation not-met")];
    for (day, wanted) in [
        ("2024-05-01", "k pending not-due"),
        ("2024-05-02", "k undetermined partial-date"),
        ("2024-05-31", "k undetermined partial-date"),
        ("2024-06-01", "k violation no-match"),
    ] {
        for (rule, wanted) in cases(wanted) {
            found(at(day, club()), &[(&rule, &[wanted])]);
        }
    }
}

/// Up to the horizon all months are made, and no more may come.
#[test]
fn an_interval_that_ends_on_the_horizon_is_whole() {
    let rule = |words: &str| {
        format!("for k : club\nanchor 2024-01-01\nrequire size(months(k.period, partial: include)) {words}")
    };
    let end = |end: &str| at("2024-09-30", json!({"begun_on": "2024-09-01", "ended_on": end}));
    found(end("2024-12-31"), &[(&rule("= 4"), &["k conform met"])]);
    found(end("2025-01-01"), &[(&rule("<= 4"), &["k undetermined not-due"])]);
}

#[test]
fn what_fails_for_want_of_a_record_says_so() {
    let of = |condition: &str| format!("anchor 2024-01-01\nrequire {condition}");
    let none = "exists reminder r (r.date <= 2024-02-01)";
    let (no_match, not_met): (&[&str], &[&str]) = (&["violation no-match"], &["violation not-met"]);
    let all = [
        (of(none), no_match),
        (of("1 > 2"), not_met),
        (of(&format!("({none}) or 1 > 2")), no_match),
        (of("2 > 3 or 1 > 2"), not_met),
        (of(&format!("1 < 2 and ({none})")), no_match),
        (of(&format!("1 > 2 and ({none})")), not_met),
        (of(&format!("({none}) and 1 > 2")), no_match),
    ];
    let all: Vec<(&str, &[&str])> = all.iter().map(|(rule, wanted)| (rule.as_str(), *wanted)).collect();
    found(at("2024-09-30", json!({})), &all);
}

/// Two exceptions of one effect combine; both have to be a lawful overlap for it to be called one.
#[test]
fn an_exception_beside_a_lawful_overlap_is_an_exception() {
    let rules = |more: &str| {
        format!("suppress S-1 \"重なり\"\n  basis NB \"1\"\n  rules P\n  for c : member\n  when true\n{more}")
    };
    let exception =
        "exception E-1 \"例外\"\n  basis NB \"2\"\n  rules P\n  for c : member\n  when true\n  effect exempt\n";
    let of = |more: &str| {
        at("2024-09-30", json!({})).probe("anchor 2024-01-01\nrequire 1 > 2").rules(&rules(more)).run().only("P")
    };
    assert_eq!(of(""), "exempt overlap");
    assert_eq!(of(exception), "exempt exception");
}
