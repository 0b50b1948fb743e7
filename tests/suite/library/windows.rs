//! Windows: months of intervals in their four readings, runs of months, distinct values, the horizon.

use super::scene::Scene;
use serde_json::json;

/// One member from 2024-01-15 to 2024-04-10, visited in January and April only.
fn quarter() -> Scene {
    Scene::at("2024-09-30").complete(&["visit"]).member(json!({
        "joined_on": "2024-01-15", "left_on": "2024-04-10",
        "visits": [{"date": "2024-01-31", "mode": "stop"}, {"date": "2024-04-01", "mode": "stop"}],
    }))
}

#[test]
fn the_four_readings_of_a_partial_month() {
    let found = quarter().run();
    let empty = ["2024-02 violation no-match", "2024-03 violation no-match"];
    let (first, last) = ("2024-01 conform met", "2024-04 conform met");
    assert_eq!(found.duties("LL-1"), [first, empty[0], empty[1], last]);
    assert_eq!(found.duties("LL-1-whole"), empty);
    assert_eq!(found.duties("LL-1-later"), [empty[0], empty[1], last]);
    assert_eq!(found.duties("LL-1-first"), [first]);
}

#[test]
fn a_membership_that_begins_on_the_first_has_no_partial_first_month() {
    let whole =
        json!({"joined_on": "2024-02-01", "left_on": "2024-02-29", "visits": [{"date": "2024-02-29", "mode": "stop"}]});
    let found = Scene::at("2024-09-30").complete(&["visit"]).member(whole).run();
    for rule in ["LL-1", "LL-1-whole", "LL-1-later"] {
        assert_eq!(found.only(rule), "2024-02 conform met", "{rule}");
    }
    assert_eq!(found.only("LL-1-first"), "not-applicable vacuous");
}

#[test]
fn one_day_is_a_partial_month() {
    let day =
        json!({"joined_on": "2024-02-29", "left_on": "2024-02-29", "visits": [{"date": "2024-02-01", "mode": "stop"}]});
    let found = Scene::at("2024-09-30").complete(&["visit"]).member(day).run();
    assert_eq!(found.only("LL-1"), "2024-02 conform met");
    assert_eq!(found.only("LL-1-first"), "2024-02 conform met");
    assert_eq!(found.only("LL-1-whole"), "not-applicable vacuous");
    assert_eq!(found.only("LL-1-later"), "not-applicable vacuous");
}

fn loan(id: &str, from: &str, to: &str) -> serde_json::Value {
    json!({"id": id, "lent_on": from, "taken_back": to, "branch": "x"})
}

/// Of several loans, the months of their union: adjacent days join, a gap of one day does not.
#[test]
fn adjacent_intervals_fill_a_month_together() {
    let scene = |second: &str| {
        let loans = [loan("b", second, "2024-05-03"), loan("a", "2024-03-20", "2024-04-15")];
        let found = Scene::at("2024-09-30").complete(&["loan", "reminder"]).args(&["--assume-complete"]);
        found.member(json!({"loans": loans})).run().duties("LL-4")
    };
    assert_eq!(scene("2024-04-16"), ["2024-04 violation no-match"]);
    assert_eq!(scene("2024-04-10"), ["2024-04 violation no-match"]);
    assert_eq!(scene("2024-04-17"), ["not-applicable vacuous"]);
}

#[test]
fn a_month_that_two_intervals_touch_counts_once() {
    let loans = [loan("a", "2024-03-20", "2024-03-22"), loan("b", "2024-03-25", "2024-04-02")];
    let scene = Scene::at("2024-09-30").args(&["--assume-complete"]).member(json!({"loans": loans}));
    let found = scene.probe("per m in months({ l.period for loan l }, partial: include)\nrequire false").run();
    assert_eq!(found.duties("P"), ["2024-03 violation not-met", "2024-04 violation not-met"]);
}

#[test]
fn runs_slide_month_by_month_and_stop_at_a_gap() {
    let loans = [loan("a", "2024-01-31", "2024-03-01"), loan("b", "2024-05-10", "2024-07-20")];
    let visits = json!([{"date": "2024-02-10", "mode": "door"}, {"date": "2024-06-30", "mode": "stop"}]);
    let member = json!({"loans": loans, "visits": visits});
    let found = Scene::at("2024-09-30").args(&["--assume-complete"]).member(member).run();
    let twos = [
        "2024-01-01..2024-02-29 conform met",
        "2024-02-01..2024-03-31 conform met",
        "2024-05-01..2024-06-30 violation no-match",
        "2024-06-01..2024-07-31 violation no-match",
    ];
    assert_eq!(found.duties("LL-2"), twos);
    let threes = ["2024-01-01..2024-03-31 conform met", "2024-05-01..2024-07-31 violation no-match"];
    assert_eq!(found.duties("LL-2-quarter"), threes);
}

#[test]
fn a_run_longer_than_the_intervals_makes_no_duty() {
    let loans = [loan("a", "2024-01-31", "2024-02-01")];
    let found = Scene::at("2024-09-30").args(&["--assume-complete"]).member(json!({"loans": loans})).run();
    assert_eq!(found.duties("LL-2").len(), 1);
    assert_eq!(found.only("LL-2-quarter"), "not-applicable vacuous");
}

/// 2024-06-30 and 92 days is 2024-09-30; a day less and September is no whole month any more.
#[test]
fn windows_end_92_days_after_the_as_of_date() {
    let open = |as_of: &str| {
        let member = json!({"joined_on": "2024-06-01", "visits": [{"date": "2024-06-05", "mode": "stop"}]});
        Scene::at(as_of).complete(&["visit"]).member(member).run()
    };
    let months = |duties: Vec<String>| -> Vec<String> {
        duties.iter().map(|duty| duty.split(' ').next().unwrap().to_owned()).collect()
    };
    let found = open("2024-06-30");
    assert_eq!(months(found.duties("LL-1")), ["2024-06", "2024-07", "2024-08", "2024-09"]);
    assert_eq!(months(found.duties("LL-1-whole")), ["2024-06", "2024-07", "2024-08", "2024-09"]);
    let found = open("2024-06-29");
    assert_eq!(months(found.duties("LL-1")), ["2024-06", "2024-07", "2024-08", "2024-09"]);
    assert_eq!(months(found.duties("LL-1-whole")), ["2024-06", "2024-07", "2024-08"]);
    let found = open("2024-05-31");
    assert_eq!(months(found.duties("LL-1")), ["2024-06", "2024-07", "2024-08"]);
}

#[test]
fn distinct_values_are_one_duty_each() {
    let of = |id: &str, branch: &str, copies: i64| json!({"id": id, "lent_on": "2024-05-01", "branch": branch, "copies": copies});
    let loans = [of("a", "west", 2), of("b", "east", 10), of("c", "west", 2)];
    let member = json!({"joined_on": "2023-01-01", "loans": loans, "visits": [{"date": "2023-05-01", "mode": "stop", "where_at": "east"}]});
    let scene = Scene::at("2024-09-30").args(&["--assume-complete"]).member(member);
    let found = scene.clone().run();
    assert_eq!(found.duties("LL-3"), ["=east conform met", "=west violation no-match"]);
    let found = scene.probe("per n in distinct { l.copies for loan l where recorded(l.copies) }\nrequire n <= 5").run();
    assert_eq!(found.duties("P"), ["=10 violation not-met", "=2 conform met"]);
}

#[test]
fn a_window_may_be_a_record() {
    let loans = [loan("a", "2024-05-01", "2024-05-02"), loan("b", "2024-05-01", "2024-05-02")];
    let reminders =
        json!([{"date": "2024-06-01", "loan": "b"}, {"date": "2024-06-02", "loan": "b"}, {"date": "2024-06-02"}]);
    let member = json!({"loans": loans, "reminders": reminders});
    let found = Scene::at("2024-09-30").args(&["--assume-complete"]).member(member).run();
    assert_eq!(found.only("LL-3-loan"), "=b violation no-match");
}

/// What the collection rests on may be open: then it is not known that there is no window.
#[test]
fn no_window_is_vacuous_only_where_nothing_can_be_missing() {
    let scene = Scene::at("2024-09-30").member(json!({}));
    assert_eq!(scene.clone().run().only("LL-2"), "undetermined open-kind");
    assert_eq!(scene.clone().args(&["--assume-complete=loan"]).run().only("LL-2"), "not-applicable vacuous");
    let scene = Scene::at("2024-09-30").member(json!({"loans": "none"}));
    let probe = "per w in runs(2, { l.period for loan l in c.loans })\nrequire false";
    assert_eq!(scene.probe(probe).run().only("P"), "not-applicable vacuous");
}

/// An end that is not known makes months that may be none; where the duty is kept they need not be told.
#[test]
fn an_unknown_end_makes_months_that_may_be() {
    let member =
        json!({"joined_on": "2024-05-10", "left_on": "unknown", "visits": [{"date": "2024-06-05", "mode": "stop"}]});
    let found = Scene::at("2024-07-31").complete(&["visit"]).member(member).run();
    assert_eq!(
        found.duties("LL-1")[..3],
        ["2024-05 violation no-match", "2024-06 conform met", "2024-07 pending not-due"]
    );
    let found = Scene::at("2024-09-01")
        .complete(&["visit"])
        .member(json!({"joined_on": "2024-05-10", "left_on": "unknown",
        "visits": [{"date": "2024-05-05", "mode": "stop"}]}))
        .run();
    assert_eq!(found.duties("LL-1")[..2], ["2024-05 conform met", "2024-06 undetermined missing-field"]);
}

/// A start known to the month: it lies in the month, but whether the month is whole is not known.
#[test]
fn a_partial_start_makes_its_month_sure_and_its_wholeness_unknown() {
    let member = |visits| json!({"joined_on": "2024-05", "left_on": "2024-06-30", "visits": visits});
    let none = Scene::at("2024-09-01")
        .complete(&["visit"])
        .member(member(json!([{"date": "2024-06-05", "mode": "stop"}])))
        .run();
    assert_eq!(none.duties("LL-1"), ["2024-05 violation no-match", "2024-06 conform met"]);
    assert_eq!(none.duties("LL-1-whole"), ["2024-05 undetermined partial-date", "2024-06 conform met"]);
    assert_eq!(none.duties("LL-1-later"), ["2024-05 undetermined partial-date", "2024-06 conform met"]);
    assert_eq!(none.only("LL-1-first"), "2024-05 undetermined partial-date");
}

#[test]
fn an_unknown_start_is_not_the_same_as_no_month() {
    let member = json!({"joined_on": "unknown", "visits": [{"date": "2024-06-05", "mode": "stop"}]});
    let scene = Scene::at("2024-09-01").complete(&["visit"]).member(member);
    for windows in ["months(c.membership, partial: include)", "runs(2, c.membership)"] {
        let probe = format!("anchor 2024-01-01\nper m in {windows}\nrequire false");
        assert_eq!(scene.clone().probe(&probe).run().only("P"), "undetermined missing-field", "{windows}");
    }
}

#[test]
fn a_value_that_stands_twice_is_one_duty() {
    let loans = [loan("a", "2024-05-01", "2024-05-02"), loan("b", "2024-05-01", "2024-05-02")];
    let scene = Scene::at("2024-09-30").args(&["--assume-complete"]).member(json!({"loans": loans}));
    assert_eq!(scene.probe("per b in { l.branch for loan l }\nrequire true").run().only("P"), "=x conform met");
}

#[test]
fn a_window_that_is_a_code_goes_by_its_name() {
    let member = json!({"loans": [{"id": "a", "lent_on": "2024-05-01", "branch": "x", "kind": "雑誌"}]});
    let scene = Scene::at("2024-09-30").args(&["--assume-complete"]).member(member);
    let probe = "per k in distinct { l.kind for loan l where recorded(l.kind) }\nrequire true";
    assert_eq!(scene.probe(probe).run().only("P"), "=journal conform met");
}

#[test]
fn a_window_that_is_an_open_interval_ends_at_the_horizon() {
    let member = json!({"loans": [{"id": "a", "lent_on": "2024-05-01", "branch": "x"}]});
    let scene = Scene::at("2024-06-30").args(&["--assume-complete"]).member(member);
    let found = scene.probe("per i in { l.period for loan l }\nrequire true").run();
    assert_eq!(found.only("P"), "2024-05-01..2024-09-30 conform met");
}
