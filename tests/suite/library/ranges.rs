//! Values that are ranges, ends that are not known, and lists that are recorded as none.

use super::doubts::found;
use super::scene::Scene;
use super::time::{are, hold};
use serde_json::{Value, json};

fn whole(member: Value) -> Scene {
    Scene::at("2025-03-31").member(member).args(&["--assume-complete"])
}

fn loan(more: Value) -> Value {
    let mut loan = json!({"id": "a", "lent_on": "2024-01-15", "taken_back": "2024-02-15", "branch": "x"});
    loan.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({"loans": [loan]})
}

#[test]
fn years_are_twelve_months() {
    hold(
        json!({}),
        &[
            "2024-01 + 1 year = 2025-01",
            "2024-03 - 2 years = 2022-03",
            "2024-01-15 + 1 year = 2025-01-15",
            "2024-02-29 - 2 years = 2022-02-28",
            "expiry(2024-01-15, 2 years, first_day: excluded) = 2026-01-15",
            "loan_days = 21 days",
            "not (loan_days = 14 days)",
        ],
    );
}

/// None or one, times a number.
#[test]
fn a_product_of_ranges_lies_between_its_ends() {
    let count = "count visit v (v.date <= 2024-01-10)";
    are(
        json!({"visits": [{"date": "2024-01", "mode": "stop"}]}),
        &[
            (&format!("({count}) * 5 >= 0"), "true"),
            (&format!("({count}) * 5 >= 5"), "unknown"),
            (&format!("({count}) * 5 <= 0"), "unknown"),
            (&format!("({count}) * 5 <= 5"), "true"),
            (&format!("({count}) * (0 - 3) >= 0 - 3"), "true"),
            (&format!("({count}) * (0 - 3) >= 0"), "unknown"),
            (&format!("({count}) * (0 - 3) <= 0 - 3"), "unknown"),
            (&format!("({count}) * (0 - 3) <= 0"), "true"),
        ],
    );
}

#[test]
fn a_sum_counts_what_is_recorded_as_none_as_nothing() {
    let session =
        |date: &str, balance: Value| json!({"date": date, "place": "x", "seats": 1, "attended": 0, "balance": balance});
    let club = |sessions: Value| json!({"clubs": [{"id": "k", "begun_on": "2024-01-01", "sessions": sessions}]});
    let sum = |words: &str| {
        format!("each club k : sum({{ s.balance for session s in k.sessions where s.date <= 2024-01-10 }}) {words}")
    };
    are(club(json!([session("2024-01-02", json!(3)), session("2024-01-03", json!("none"))])), &[(&sum("= 3"), "true")]);
    are(club(json!([session("2024-01", json!(0))])), &[(&sum("= 0"), "true")]);
    are(
        club(json!([session("2024-01", json!(2))])),
        &[(&sum("<= 2"), "true"), (&sum(">= 0"), "true"), (&sum(">= 1"), "unknown")],
    );
    are(
        club(json!([session("2024-01", json!(-2))])),
        &[(&sum("<= 0"), "true"), (&sum(">= 0 - 2"), "true"), (&sum(">= 0"), "unknown")],
    );
}

#[test]
fn what_is_joined_belongs_only_where_its_collection_does() {
    let session =
        |date: &str| json!({"date": date, "place": "x", "seats": 1, "attended": 0, "balance": 0, "topics": ["book"]});
    let club = json!({"clubs": [{"id": "k", "begun_on": "2024-01-01", "sessions": [session("2024-01")]}]});
    let size = |words: &str| {
        format!(
            "each club k : size(joined({{ s.topics for session s in k.sessions where s.date <= 2024-01-10 }})) {words}"
        )
    };
    are(club, &[(&size(">= 1"), "unknown"), (&size("<= 1"), "true")]);
}

#[test]
fn days_are_counted_only_between_ends_that_are_known() {
    let club = |more: Value| {
        let mut club = json!({"id": "k", "begun_on": "2024-01-10", "ended_on": "2024-05"});
        club.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({"clubs": [club]})
    };
    are(club(json!({"ended_on": "unknown"})), &[("each club k : days_in(k.period) >= 1", "unknown")]);
    are(club(json!({"begun_on": "unknown"})), &[("each club k : days_in(k.period) >= 0", "unknown")]);
    are(
        club(json!({"ended_on": "none"})),
        &[
            ("each club k : days_in([k.ended_on, k.ended_on]) >= 1", "unknown"),
            ("each club k : days_in([k.begun_on, k.ended_on]) >= 1000", "true"),
        ],
    );
    let end = ("each club k : k.period.end <= 2024-05-31", "true");
    are(club(json!({"begun_on": "unknown"})), &[end, ("each club k : k.period.end <= 2024-05-15", "unknown")]);
    are(club(json!({"ended_on": "unknown"})), &[("each club k : k.period.start = 2024-01-10", "true")]);
}

#[test]
fn months_lie_in_an_interval_and_runs_touch_it_with_each_of_theirs() {
    let club = |from: &str, to: &str| json!({"clubs": [{"id": "k", "begun_on": from, "ended_on": to}]});
    let of = |words: &str| format!("each club k : {words}");
    let month = |month: &str| of(&format!("{month} in k.period"));
    are(
        club("2024-01-10", "2024-06-30"),
        &[
            (&month("2024-01"), "false"),
            (&month("2024-02"), "true"),
            (&month("2024-06"), "true"),
            (&month("2024-07"), "false"),
            (&of("days_in([k.begun_on, 2024-01-05]) = 0"), "true"),
        ],
    );
    are(
        club("2024", "2025-02-28"),
        &[
            (&of("size(runs(2, k.period)) >= 2"), "true"),
            (&of("size(runs(2, k.period)) >= 3"), "unknown"),
            (&of("size(runs(2, k.period)) <= 13"), "true"),
        ],
    );
}

#[test]
fn a_list_is_recorded_where_it_has_entries() {
    are(loan(json!({"topics": ["book"]})), &[("each loan l : recorded(l.topics)", "true")]);
    are(loan(json!({"topics": "none"})), &[("each loan l : recorded(l.topics)", "false")]);
    are(loan(json!({})), &[("each loan l : recorded(l.topics)", "false")]);
}

/// Nothing was returned, so there is nothing to remark on.
#[test]
fn a_list_of_what_is_recorded_as_none_has_no_entries() {
    let rule = "for l : loan\nanchor l.lent_on\nrequire each t in l.handback.remarks : false";
    let cases = |wanted: &'static str| [(rule, [wanted])];
    for (more, wanted) in [
        (json!({"handback": "none"}), "a not-applicable vacuous"),
        (
            json!({"handback": {"date": "2024-02-01", "at_counter": true, "remarks": "none"}}),
            "a not-applicable vacuous",
        ),
        (json!({"handback": {"date": "2024-02-01", "at_counter": true, "remarks": ["book"]}}), "a violation not-met"),
        (json!({"handback": {"date": "2024-02-01", "at_counter": true}}), "a undetermined missing-field"),
        (json!({}), "a undetermined missing-field"),
    ] {
        for (rule, wanted) in cases(wanted) {
            found(whole(loan(more.clone())), &[(rule, &wanted)]);
        }
    }
}

/// A list that is not recorded leaves its windows in doubt.
#[test]
fn a_list_that_is_not_recorded_makes_no_windows_that_are_known() {
    let rule = "for l : loan\nper t in l.topics\nanchor l.lent_on\nrequire true";
    found(whole(loan(json!({}))), &[(rule, &["a undetermined missing-field"])]);
    found(whole(loan(json!({"topics": "none"}))), &[(rule, &["a not-applicable vacuous"])]);
    found(whole(loan(json!({"topics": ["film"]}))), &[(rule, &["a =film conform met"])]);
}

/// A run whose length is recorded as none is no run of one month.
#[test]
fn runs_are_of_as_many_months_as_are_recorded() {
    let runs =
        |words: &str| format!("each club k : each session s in k.sessions : size(runs(s.seats, k.period)) {words}");
    for (seats, words, worth) in [
        (json!(1), "= 6", "true"),
        (json!(2), "= 5", "true"),
        (json!(3), "= 4", "true"),
        (json!("none"), "= 6", "unknown"),
        (json!("unknown"), "= 6", "unknown"),
    ] {
        let session = json!({"date": "2024-01-10", "place": "x", "seats": seats, "attended": 0, "balance": 0});
        let club = json!({"id": "k", "begun_on": "2024-01-01", "ended_on": "2024-06-30", "sessions": [session]});
        are(json!({"clubs": [club]}), &[(&runs(words), worth)]);
    }
}

/// What cannot be read is not the next loan's.
#[test]
fn a_record_that_cannot_be_read_is_not_that_of_another() {
    let all = json!({"loans": [
        {"id": "a", "lent_on": "2024-01-15", "branch": "x", "handback": 5},
        {"id": "b", "lent_on": "2024-01-16", "branch": "x", "handback": {"date": "2024-02-01", "at_counter": true}},
    ]});
    let rule = "for l : loan\nanchor l.lent_on\nrequire l.handback.date <= 2030-01-01";
    found(whole(all), &[(rule, &["a undetermined missing-field", "b conform met"])]);
}
