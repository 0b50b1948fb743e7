//! A duty from its anchor to its verdict: versions, due dates, what was cured, the pack's `applies`.

use super::scene::Scene;
use serde_json::{Value, json};

const NO_MATCH: &str = "violation no-match";

/// Loans of these days, everything complete, at the end of 2024.
fn loans(days: &[&str]) -> Scene {
    let loans: Vec<Value> = days
        .iter()
        .enumerate()
        .map(|(at, day)| json!({"id": format!("{at}"), "lent_on": day, "branch": "x", "handback": "none"}))
        .collect();
    Scene::at("2024-12-31")
        .args(&["--assume-complete"])
        .member(json!({"joined_on": "2000-01-01", "left_on": "2000-01-02", "loans": loans}))
}

fn numbered(words: &[&str]) -> Vec<String> {
    words.iter().enumerate().map(|(at, words)| format!("{at} {words}")).collect()
}

/// LL-5 is in force to 2019-03-31 and again from 2020-04-01, and nothing comes back in between.
#[test]
fn the_anchor_picks_the_version_and_a_gap_has_none() {
    let found = loans(&["2010-03-31", "2010-04-01", "2019-03-31", "2019-04-01", "2020-03-31", "2020-04-01"]).run();
    let gap = "not-applicable not-in-force";
    assert_eq!(found.duties("LL-5"), numbered(&[gap, NO_MATCH, NO_MATCH, gap, gap, NO_MATCH]));
    let forces: Vec<&Value> = found.of("LL-5").into_iter().map(|line| &line["in_force"]).collect();
    let (old, new) = (json!(["2010-04-01", "2019-03-31"]), json!(["2020-04-01", null]));
    assert_eq!(forces, [&Value::Null, &old, &old, &Value::Null, &Value::Null, &new]);
}

#[test]
fn an_anchor_that_may_lie_in_two_versions_or_in_none_is_unknown() {
    let found = loans(&["2019-03", "2019", "2019-04", "2020", "2020-04", "unknown", "none", "2010", "2009"]).run();
    let unknown = "undetermined anchor-unknown";
    let expected = [
        NO_MATCH,
        unknown,
        "not-applicable not-in-force",
        unknown,
        NO_MATCH,
        unknown,
        "not-applicable condition",
        unknown,
        "not-applicable not-in-force",
    ];
    assert_eq!(found.duties("LL-5"), numbered(&expected));
}

/// The handback of the first version must be at the counter, of the second anywhere.
#[test]
fn each_version_has_its_own_requirement() {
    let loan = |id: &str, lent: &str, back: &str, counter: bool| json!({"id": id, "lent_on": lent, "branch": "x", "handback": {"date": back, "at_counter": counter}});
    let loans = [
        loan("0", "2019-03-01", "2019-03-15", false),
        loan("1", "2019-03-01", "2019-03-15", true),
        loan("2", "2020-04-01", "2020-04-22", false),
        loan("3", "2020-04-01", "2020-04-23", true),
        loan("4", "2019-03-01", "2019-03-16", true),
    ];
    let found = Scene::at("2024-12-31")
        .args(&["--assume-complete"])
        .member(json!({"joined_on": "2000-01-01", "loans": loans}))
        .run();
    assert_eq!(found.duties("LL-5"), numbered(&[NO_MATCH, "conform met", "conform met", NO_MATCH, NO_MATCH]));
    let dues: Vec<&str> = found.of("LL-5").into_iter().map(|line| line["due"].as_str().unwrap()).collect();
    assert_eq!(
        dues,
        ["2019-03-15", "2019-03-15", "2020-04-22", "2020-04-22", "2019-03-15"],
        "the parameter changes too"
    );
}

/// On the day before and on the due day it is pending, the day after it is not.
#[test]
fn a_duty_is_pending_through_its_due_day() {
    let at = |as_of: &str| {
        loans(&["2024-05-10"]).args(&["--as-of", as_of]).probe(
        "for l : loan\nanchor l.lent_on\ndue l.lent_on + 21 days\nrequire exists visit v (v.date in [l.lent_on, l.lent_on + 21 days])").run().only("P")
    };
    assert_eq!(at("2024-05-30"), "0 pending not-due");
    assert_eq!(at("2024-05-31"), "0 pending not-due");
    assert_eq!(at("2024-06-01"), "0 violation no-match");
}

/// What no later record could mend is a violation before its due date; what is already done is conform.
#[test]
fn before_the_due_date_only_what_is_still_open_is_pending() {
    let member = json!({"visits": [{"date": "2024-05-05", "mode": "stop"}], "loans": [{"id": "a", "lent_on": "2024-05-05", "branch": "x"}]});
    let scene = Scene::at("2024-05-10").args(&["--assume-complete"]).member(member);
    let of = |require: &str| scene.clone().probe(&format!("due 2024-05-31\nrequire {require}")).run().only("P");
    assert_eq!(of("exists visit v (v.date <= 2024-05-31)"), "conform met");
    assert_eq!(of("exists visit v (v.date in [2024-05-06, 2024-05-31])"), "pending not-due");
    assert_eq!(of("exists visit v (v.date <= 2024-05-04)"), "violation no-match");
    assert_eq!(
        of("exists visit v (v.date in [2024-05-06, 2024-05-10])"),
        "pending not-due",
        "the as-of day is not over"
    );
    assert_eq!(of("exists visit v (v.date in [2024-05-06, 2024-05-09])"), "violation no-match");
    assert_eq!(of("none visit v"), "violation not-met");
    assert_eq!(of("none visit v (v.mode = door)"), "pending not-due");
    assert_eq!(of("each visit v : v.mode = stop"), "pending not-due");
    assert_eq!(of("each visit v : v.mode = door"), "violation not-met");
    assert_eq!(of("count visit v <= 1"), "pending not-due");
    assert_eq!(of("count visit v >= 1"), "conform met");
    assert_eq!(of("count visit v = 0"), "violation not-met");
    assert_eq!(of("2024-01-01 > 2024-02-01"), "violation not-met");
}

/// The `due` clause, else the end of the window, else the anchor.
#[test]
fn what_is_due_when() {
    let member = json!({"joined_on": "2024-02-10", "left_on": "2024-03-05"});
    let scene = Scene::at("2024-12-31").args(&["--assume-complete"]).member(member);
    let due = |clauses: &str| -> Vec<String> {
        let found = scene.clone().probe(&format!("{clauses}\nrequire false")).run();
        found.of("P").into_iter().map(|line| line["due"].as_str().unwrap_or("-").to_owned()).collect()
    };
    assert_eq!(due(""), ["2024-02-10"]);
    assert_eq!(due("due c.joined_on + 1 month"), ["2024-03-10"]);
    assert_eq!(due("per m in months(c.membership, partial: include)"), ["2024-02-29", "2024-03-31"]);
    assert_eq!(
        due("per m in months(c.membership, partial: include)\ndue m.end + 5 days"),
        ["2024-03-05", "2024-04-05"]
    );
    assert_eq!(due("per w in runs(2, c.membership)"), ["2024-03-31"]);
    assert_eq!(due("due c.left_on"), ["2024-03-05"]);
}

/// A due date known to the month: pending before it may be due, decided when it must have been.
#[test]
fn a_partial_due_date_is_due_on_some_day_of_its_range() {
    let at = |as_of: &str, due: &str| {
        let member = json!({"loans": [{"id": "a", "lent_on": "2024-01-05", "branch": "x", "promised_on": due}]});
        let scene = Scene::at(as_of).args(&["--assume-complete"]).member(member);
        let probe = "for l : loan\nanchor l.lent_on\ndue l.promised_on else l.lent_on\nrequire exists visit v (v.date <= 2024-12-31)";
        scene.probe(probe).run().only("P")
    };
    assert_eq!(at("2024-05-01", "2024-05"), "a pending not-due");
    assert_eq!(at("2024-06-01", "2024-05"), "a violation no-match");
    assert!(at("2024-05-15", "2024-05").starts_with("a undetermined"));
    assert_eq!(at("2024-05-15", "2024-05-15"), "a pending not-due");
}

/// A due date recorded as none never comes.
#[test]
fn a_due_date_that_is_none_never_comes() {
    let scene = Scene::at("2024-05-10").args(&["--assume-complete"]).member(json!({}));
    let found = scene.probe("due c.left_on\nrequire exists visit v").run();
    assert_eq!((found.only("P"), &found.of("P")[0]["due"]), ("pending not-due".to_owned(), &Value::Null));
}

#[test]
fn a_due_date_that_is_not_known_leaves_its_reason() {
    let scene = Scene::at("2024-05-10").args(&["--assume-complete"]).member(json!({"left_on": "unknown"}));
    assert_eq!(scene.probe("due c.left_on\nrequire exists visit v").run().only("P"), "undetermined missing-field");
}

/// `where`: false takes the duty away; unknown counts only where the requirement is not met anyway.
#[test]
fn a_condition_that_is_not_known_counts_only_against_a_failure() {
    let of = |condition: &str, require: &str| {
        let scene = Scene::at("2024-12-31").args(&["--assume-complete"]).member(json!({"left_on": "unknown"}));
        scene.probe(&format!("where {condition}\nrequire {require}")).run().only("P")
    };
    assert_eq!(of("c.left_on < 2024-01-01", "true"), "conform met");
    assert_eq!(of("c.left_on < 2024-01-01", "false"), "undetermined missing-field");
    assert_eq!(of("c.joined_on > 2024-01-01", "false"), "not-applicable condition");
    assert_eq!(of("c.joined_on > 2024-01-01", "true"), "not-applicable condition");
    assert_eq!(of("c.joined_on = 2024-01-01", "false"), "violation not-met");
    assert_eq!(of("c.left_on < 2024-01-01 and c.joined_on > 2024-01-01", "false"), "not-applicable condition");
    assert_eq!(of("c.left_on < 2024-01-01 or c.joined_on = 2024-01-01", "false"), "violation not-met");
}

/// Outside what `applies` says the pack makes no duty at all; where that cannot be told, it applies.
#[test]
fn the_pack_applies_on_the_anchor_of_each_duty() {
    let member = |joined: &str| {
        json!({"joined_on": joined, "left_on": "2024-02-29", "loans": [
        {"id": "a", "lent_on": "2024-01-31", "branch": "x"}, {"id": "b", "lent_on": "2024-02-01", "branch": "x"}]})
    };
    let of = |joined: &str| Scene::at("2024-06-30").args(&["--assume-complete"]).member(member(joined)).run();
    assert_eq!(of("2024-01-31").duties("LL-7"), ["a conform met", "b conform met"]);
    assert_eq!(of("2024-02-01").duties("LL-7"), ["b conform met"]);
    assert_eq!(of("2024-03-01").duties("LL-7"), Vec::<String>::new());
    assert_eq!(of("unknown").duties("LL-7"), ["a conform met", "b conform met"]);
    assert_eq!(of("2024-07-01").duties("LL-12"), Vec::<String>::new(), "without a record, the as-of date decides");
    assert_eq!(of("2024-06-30").only("LL-12"), "null not-applicable no-record");
    let later = of("2025-01-01");
    assert!(
        later.lines.iter().all(|line| line["type"] != "verdict" || line["subject"]["kind"] != "loan"),
        "{}",
        later.text
    );
}

#[test]
fn a_rule_without_a_window_makes_no_duty_where_the_pack_does_not_apply() {
    let found = Scene::at("2024-06-30").member(json!({"joined_on": "2025-01-01"})).run();
    assert_eq!(found.duties("LL-2"), Vec::<String>::new());
}

fn cured(visits: Value, require: &str) -> String {
    let scene = Scene::at("2024-12-31").args(&["--assume-complete"]).member(json!({"visits": visits}));
    let found = scene.probe(&format!("due 2024-05-31\nrequire {require}")).run();
    let line = found.of("P")[0];
    let cured = line["cured_on"].as_str().unwrap_or("-");
    format!("{} {cured}", line["verdict"].as_str().unwrap())
}

/// A violation carries the day from which it was cured: of a record that fails only for being late.
#[test]
fn a_late_record_cures() {
    let require = "exists visit v (v.date in 2024-05, v.mode = door)";
    let door = |date: &str| json!({"date": date, "mode": "door"});
    assert_eq!(cured(json!([door("2024-05-31")]), require), "conform -");
    assert_eq!(cured(json!([door("2024-07-03"), door("2024-06-01")]), require), "violation 2024-06-01");
    assert_eq!(cured(json!([door("2024-04-30")]), require), "violation -");
    assert_eq!(cured(json!([{"date": "2024-06-01", "mode": "stop"}]), require), "violation -");
    assert_eq!(cured(json!([door("2024-06")]), require), "violation 2024-06-30");
    let both =
        "exists visit v (v.date in 2024-05, v.mode = door) and exists visit v (v.date <= 2024-05-31, v.mode = stop)";
    let visits = json!([door("2024-06-01"), {"date": "2024-06-05", "mode": "stop"}]);
    assert_eq!(cured(visits, both), "violation 2024-06-05", "the last of the two");
    let either = both.replace(" and ", " or ");
    let visits = json!([door("2024-06-01"), {"date": "2024-06-05", "mode": "stop"}]);
    assert_eq!(cured(visits, &either), "violation 2024-06-01", "the first of the two");
    let each = "each visit v : v.date <= 2024-05-31";
    assert_eq!(
        cured(json!([door("2024-05-01"), door("2024-06-02"), door("2024-06-01")]), each),
        "violation 2024-06-02"
    );
    assert_eq!(cured(json!([door("2024-06-02")]), "none visit v"), "violation -");
}

/// The nearest miss: fewest failed conditions, then the least distance in days, then the key.
#[test]
fn the_nearest_miss_is_shown_at_the_condition_that_fails() {
    let nearest = |visits: Value, require: &str| -> Vec<String> {
        let scene = Scene::at("2024-12-31").args(&["--assume-complete"]).member(json!({"visits": visits}));
        let found = scene.probe(&format!("due 2024-05-31\nrequire {require}")).run();
        let places = found.of("P")[0]["locations"].as_array().unwrap().clone();
        let nearest = places.iter().filter(|place| place["role"] == "nearest");
        nearest
            .map(|place| format!("{} {}", place["pointer"].as_str().unwrap(), place["text"].as_str().unwrap_or("-")))
            .collect()
    };
    let require = "exists visit v (v.date in 2024-05, v.mode = door, recorded(v.where_at))";
    let visit = |date: &str, mode: &str, at: Option<&str>| json!({"date": date, "mode": mode, "where_at": at});
    let far = visit("2024-08-01", "door", Some("x"));
    let two = visit("2024-05-05", "phone", None);
    assert_eq!(nearest(json!([two, far]), require), ["/visits/1/date 2024-08-01"], "one condition failed, however far");
    let near = visit("2024-06-02", "door", Some("x"));
    assert_eq!(nearest(json!([far, near, two]), require), ["/visits/1/date 2024-06-02"], "then the days");
    let early = visit("2024-04-30", "door", Some("x"));
    assert_eq!(nearest(json!([far, near, early]), require), ["/visits/2/date 2024-04-30"], "before as well as after");
    let too_early = visit("2024-03-01", "door", Some("x"));
    assert_eq!(nearest(json!([too_early, near]), require), ["/visits/1/date 2024-06-02"], "the days before the key");
    let mode = visit("2024-05-09", "phone", Some("x"));
    assert_eq!(nearest(json!([near, mode]), require), ["/visits/1/mode phone"], "what is no date has no distance");
    let later = visit("2024-05-10", "phone", Some("x"));
    assert_eq!(nearest(json!([later, mode]), require), ["/visits/1/mode phone"], "then the key");
    assert_eq!(
        nearest(json!([visit("2024-09-09", "phone", None)]), require),
        Vec::<String>::new(),
        "one that fails in all is not near"
    );
}

#[test]
fn the_date_of_the_record_may_stand_on_either_side() {
    let door = json!([{"date": "2024-06-05", "mode": "door"}]);
    assert_eq!(cured(door, "exists visit v (2024-05-31 >= v.date, v.mode = door)"), "violation 2024-06-05");
}

/// What made the duty, and what satisfied it, have their places.
#[test]
fn duty_and_evidence_have_places() {
    let member = json!({"joined_on": "2024-05-01", "visits": [{"date": "2024-04-05", "mode": "door"}, {"date": "2024-05-05", "mode": "door"}],
        "loans": [{"id": "a", "lent_on": "2024-05-02", "branch": "x"}]});
    let scene = Scene::at("2024-12-31").args(&["--assume-complete"]).member(member);
    let probe = "for l : loan\nanchor l.lent_on\ndue l.lent_on\nrequire exists visit v (v.date in 2024-05)";
    let found = scene.probe(probe).run();
    let places: Vec<String> = found.of("P")[0]["locations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|place| format!("{} {}", place["role"].as_str().unwrap(), place["pointer"].as_str().unwrap_or("-")))
        .collect();
    assert_eq!(places, ["duty /loans/0/lent_on", "evidence /visits/1/date", "rule -"]);
}
