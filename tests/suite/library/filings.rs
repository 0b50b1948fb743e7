//! Filings: in time from the day they may be handed in until their last day, both moved where the desk is closed.

use super::scene::{Outcome, Scene};
use serde_json::{Value, json};

/// A club of Wednesday 2024-05-15. Ten days before is a Sunday, and the Monday is closed too, so the desk takes its form
/// from Tuesday 05-07; ten days after is a Saturday, so it does until Monday 05-27.
fn told_on(days: &[&str], begun: &str) -> Scene {
    let forms: Vec<Value> = days.iter().map(|day| json!({"date": day, "what": "event", "club": "k"})).collect();
    let clubs = json!([{"id": "k", "begun_on": begun}, {"id": "other", "begun_on": "2023-05-10"}]);
    Scene::at("2025-03-31").member(json!({"joined_on": "2012-01-01", "clubs": clubs, "forms": forms}))
}

fn of(days: &[&str]) -> Outcome {
    told_on(days, "2024-05-15").args(&["--assume-complete"]).run()
}

fn first(found: &Outcome) -> String {
    found.duties("LL-20").remove(0)
}

#[test]
fn a_form_counts_from_its_first_day_to_its_last() {
    for (day, verdict) in [
        ("2024-05-06", "k violation no-match"),
        ("2024-05-07", "k conform met"),
        ("2024-05-27", "k conform met"),
        ("2024-05-28", "k violation no-match"),
        ("2024-05", "k undetermined partial-date"),
        ("2024-06", "k violation no-match"),
        ("unknown", "k undetermined missing-field"),
    ] {
        assert_eq!(first(&of(&[day])), verdict, "{day}");
    }
    assert_eq!(first(&of(&["2024-05-06", "2024-05-28"])), "k violation no-match", "one early and one late are none");
    assert_eq!(first(&of(&["2024-05-06", "2024-05-28", "2024-05-10"])), "k conform met");
}

/// The finding names the last day, says by how much the nearest form misses it, and when the duty was caught up with.
#[test]
fn a_late_form_is_shown_with_its_distance() {
    let found = of(&["2024-05-28"]);
    let line = found.of("LL-20")[0];
    assert_eq!((&line["due"], &line["cured_on"]), (&json!("2024-05-27"), &json!("2024-05-28")));
    assert_eq!(line["message"], "club k was not made known by 2024-05-27");
    let near = line["locations"].as_array().unwrap().iter().find(|place| place["role"] == "nearest").unwrap();
    assert_eq!(near["text"], "2024-05-28");
    let early = of(&["2024-05-06"]);
    assert_eq!(early.of("LL-20")[0]["cured_on"], Value::Null, "an early form cures nothing");
}

#[test]
fn until_its_last_day_a_form_may_still_come() {
    let of = |as_of: &str| {
        let scene = told_on(&[], "2024-05-15").args(&["--assume-complete", "--as-of", as_of]);
        first(&scene.run())
    };
    assert_eq!(of("2024-05-15"), "k pending not-due");
    assert_eq!(of("2024-05-27"), "k pending not-due");
    assert_eq!(of("2024-05-28"), "k violation no-match");
}

/// The world is closed for a filing by the declaration of its forms over the time in which they count.
#[test]
fn a_filing_is_missing_only_where_the_forms_are_whole() {
    let open = told_on(&["2020-01-15"], "2024-05-15").complete(&["club"]);
    assert_eq!(first(&open.run()), "k undetermined open-kind");
    let covered = |from: &str, to: &str| first(&open.clone().complete_for("form", from, to).run());
    assert_eq!(covered("2024-05-07", "2024-05-27"), "k violation no-match");
    assert_eq!(covered("2024-05-08", "2024-05-27"), "k undetermined open-kind");
    assert_eq!(covered("2024-05-07", "2024-05-26"), "k undetermined open-kind");
}

/// What the form says counts: another purpose or another club's is none, one that names no club is anybody's.
#[test]
fn a_form_about_something_else_is_none() {
    let of = |form: Value| {
        let clubs = json!([{"id": "k", "begun_on": "2024-05-15"}, {"id": "other", "begun_on": "2023-05-10"}]);
        let member = json!({"joined_on": "2012-01-01", "clubs": clubs, "forms": [form]});
        first(&Scene::at("2025-03-31").member(member).args(&["--assume-complete"]).run())
    };
    let form = |what: &str, club: Value| json!({"date": "2024-05-20", "what": what, "club": club});
    assert_eq!(of(form("event", json!("k"))), "k conform met");
    assert_eq!(of(form("event", json!(null))), "k conform met");
    assert_eq!(of(form("event", json!("other"))), "k violation no-match");
    assert_eq!(of(form("extension", json!("k"))), "k violation no-match");
    assert_eq!(of(form("不明", json!("k"))), "k undetermined missing-field");
}

/// Which days are closed is known for a time only; outside it the last day is not known, and nothing is a violation.
#[test]
fn outside_the_table_of_closed_days_nothing_is_late() {
    let of = |begun: &str, day: &[&str]| {
        let scene = told_on(day, begun).args(&["--assume-complete", "--as-of", "2025-06-30"]);
        scene.run().duties("LL-20").into_iter().find(|duty| duty.starts_with('k')).unwrap()
    };
    assert_eq!(of("2025-03-21", &[]), "k violation no-match", "the table's last day, a Monday, is its last day");
    let unknown = of("2025-03-22", &[]);
    assert!(unknown.starts_with("k undetermined "), "{unknown}");
}

/// Back instead of on: an extension is asked for by the last open day before the loan is due.
#[test]
fn a_last_day_may_move_back() {
    let of = |day: &str| {
        let member = json!({"joined_on": "2012-01-01", "loans": [{"id": "a", "lent_on": "2024-06-24", "branch": "x"}],
            "forms": [{"date": day, "what": "extension", "loan": "a"}]});
        let probe = "for l : loan\nanchor l.lent_on\ndue deadline asked_for(l)\nrequire filed asked_for(l)";
        Scene::at("2024-09-30").member(member).args(&["--assume-complete"]).probe(probe).run()
    };
    // Due on Monday 2024-07-15, a closed day; the desk was open last on Friday 07-12.
    assert_eq!(of("2024-07-12").only("P"), "a conform met");
    assert_eq!(of("2024-07-13").only("P"), "a violation no-match");
    assert_eq!(of("2024-07-13").of("P")[0]["due"], "2024-07-12");
    assert_eq!(of("2012-01-01").only("P"), "a conform met", "without `opens` there is no too early");
}
