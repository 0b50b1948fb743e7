//! Sums, sizes, shares and products: at exactly the limit and one beyond, with values and members that are not known.

use super::scene::{Outcome, Scene};
use super::time::are;
use serde_json::{Value, json};

/// One session by seats taken, seats, place and topics; `null` is not recorded.
fn session(attended: Value, seats: Value, more: Value) -> Value {
    let mut session = json!({"date": "2024-06-15", "place": "x", "attended": attended, "seats": seats, "balance": 0});
    session.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    session
}

fn held(sessions: &[Value]) -> Value {
    json!({"clubs": [{"id": "k", "begun_on": "2024-06-10", "ended_on": "2024-09-30", "sessions": sessions}]})
}

fn scene(sessions: &[Value]) -> Scene {
    let mut member = held(sessions);
    member["joined_on"] = json!("2012-01-01");
    Scene::at("2025-03-31").member(member)
}

fn whole(sessions: &[Value]) -> Outcome {
    scene(sessions).args(&["--assume-complete"]).run()
}

fn crowd(sessions: &[(Value, Value)]) -> String {
    let sessions: Vec<Value> =
        sessions.iter().map(|(attended, seats)| session(attended.clone(), seats.clone(), json!({}))).collect();
    whole(&sessions).only("LL-28")
}

/// 80.0 % is within 80 %, exactly and without rounding.
#[test]
fn a_ratio_at_the_limit_is_within_it() {
    assert_eq!(crowd(&[(json!(80), json!(100))]), "k conform met");
    assert_eq!(crowd(&[(json!(81), json!(100))]), "k violation not-met");
    assert_eq!(crowd(&[(json!(4), json!(5))]), "k conform met");
    let many = |last: i64| {
        let mut sessions = vec![(json!(80), json!(100)); 9];
        sessions.push((json!(last), json!(100)));
        crowd(&sessions)
    };
    assert_eq!((many(80), many(81)), ("k conform met".to_owned(), "k violation not-met".to_owned()));
    assert_eq!(crowd(&[(json!(0), json!(1))]), "k conform met");
}

/// A value that is not recorded lies between the bounds of its field: from 0 up, and from 1 to 100.
#[test]
fn a_missing_value_lies_between_the_bounds_of_its_field() {
    let missing = Value::Null;
    assert_eq!(crowd(&[(missing.clone(), json!(10))]), "k undetermined missing-field");
    assert_eq!(crowd(&[(json!(9), json!(10)), (missing.clone(), json!(1))]), "k violation not-met", "at least 9 of 11");
    assert_eq!(crowd(&[(json!(8), json!(9)), (missing.clone(), json!(1))]), "k undetermined missing-field");
    assert_eq!(crowd(&[(json!(0), missing.clone())]), "k conform met", "nobody of however many");
    assert_eq!(crowd(&[(json!(80), missing.clone())]), "k undetermined missing-field", "of 100, or of fewer");
    assert_eq!(crowd(&[(json!(81), missing.clone())]), "k violation not-met", "of no more than 100");
    assert_eq!(crowd(&[(json!(5), json!(5)), (json!(0), missing.clone())]), "k undetermined missing-field");
    assert_eq!(crowd(&[(json!(4), json!(4)), (json!(0), missing)]), "k conform met", "four of five or of more");
}

/// The report names the record and the field that a sum, a share or a choice of members lacks.
#[test]
fn what_a_sum_lacks_is_named() {
    let report = |sessions: &[Value], rule: &str| scene(sessions).report_of(rule);
    let crowded =
        report(&[session(json!(9), json!(10), json!({})), session(Value::Null, json!(10), json!({}))], "LL-28");
    assert!(crowded.contains("session of 2024-06-15: `attended` is not recorded"), "{crowded}");
    let mut places = places(&["a", "a", "a", "a", "unknown"]);
    assert!(report(&places, "LL-27").contains("session of 2024-06-15: `place` is not recorded"));
    places.truncate(4);
    let month = session(json!(0), json!(1), json!({"date": "2024"}));
    let report = report(&[month], "LL-31");
    assert!(report.contains("`date` is not known to the day"), "{report}");
    let open = scene(&places).run();
    let line = open.of("LL-29")[0].clone();
    assert_eq!((&line["verdict"], &line["reason"]), (&json!("undetermined"), &json!("open-kind")));
}

/// A number outside the bounds is a data error, and is judged as one that is missing.
#[test]
fn a_number_outside_its_bounds_is_told_and_judged_as_missing() {
    let of = |attended: Value, seats: Value| whole(&[session(attended, seats, json!({}))]);
    for (attended, seats, key) in [(80, 101, "seats"), (80, 0, "seats"), (-1, 10, "attended")] {
        let found = of(json!(attended), json!(seats));
        let notices = found.notices("K-out-of-range");
        assert_eq!(notices.len(), 1, "{attended} of {seats}");
        assert!(notices[0]["message"].as_str().unwrap().contains(&format!("`{key}`")), "{}", notices[0]);
        assert_eq!(found.only("LL-28"), "k undetermined missing-field");
    }
    assert_eq!(of(json!(81), json!(1000)).only("LL-28"), "k violation not-met", "no room has more than 100 seats");
    assert!(of(json!(0), json!(1)).notices("K-out-of-range").is_empty());
    assert!(of(json!(0), json!(100)).notices("K-out-of-range").is_empty());
}

fn places(names: &[&str]) -> Vec<Value> {
    let place = |name: &&str| session(json!(0), json!(1), json!({"place": name}));
    names.iter().map(place).collect()
}

#[test]
fn a_share_of_the_commonest_is_counted_of_all() {
    let of = |names: &[&str]| whole(&places(names)).only("LL-27");
    assert_eq!(of(&["a", "a", "a", "a", "b"]), "k conform met");
    assert_eq!(of(&["a", "a", "a", "a", "a"]), "k violation not-met");
    assert_eq!(of(&["a", "a", "a", "a", "a", "b"]), "k violation not-met");
    assert_eq!(of(&["a", "a", "a", "a"]), "k not-applicable condition", "too few to judge");
    assert_eq!(of(&["a", "a", "a", "a", "unknown"]), "k undetermined missing-field", "four of five, or five");
    assert_eq!(of(&["a", "a", "a", "b", "unknown"]), "k conform met", "at most four of five");
    assert_eq!(of(&["a", "a", "a", "a", "a", "a", "a", "a", "a", "unknown"]), "k violation not-met", "nine of ten");
    let found = whole(&places(&["b", "a", "a", "a", "a", "a"]));
    assert_eq!(found.of("LL-27")[0]["message"], "too many sessions of club k were at a");
}

/// More sessions than the export holds may lower a share as well as raise it, and add to a size without bound.
#[test]
fn an_open_collection_has_no_share_and_no_greatest_size() {
    let open = |names: &[&str], rule: &str| scene(&places(names)).run().only(rule);
    assert_eq!(open(&["a", "a", "a", "a", "a"], "LL-27"), "k undetermined open-kind");
    assert_eq!(open(&["a", "a"], "LL-27"), "k undetermined open-kind", "there may be five");
    assert_eq!(open(&["a"], "LL-29"), "k undetermined open-kind");
    let probe = |condition: &str| {
        let probe = format!("for k : club\nanchor k.begun_on\nrequire {condition}");
        scene(&places(&["a", "b"])).probe(&probe).run().only("P")
    };
    assert_eq!(probe("size({ s.date for session s in k.sessions }) >= 2"), "k conform met");
    assert_eq!(probe("size({ s.date for session s in k.sessions }) <= 2"), "k undetermined open-kind");
    assert_eq!(probe("size({ s.date for session s in k.sessions }) < 2"), "k violation not-met");
    assert_eq!(probe("sum({ s.seats for session s in k.sessions }) >= 2"), "k conform met", "seats only add");
    assert_eq!(probe("sum({ s.seats for session s in k.sessions }) < 2"), "k violation not-met");
    assert_eq!(probe("sum({ s.balance for session s in k.sessions }) >= 0"), "k undetermined open-kind");
}

/// A member that only may belong adds something between nothing and itself.
#[test]
fn a_member_that_only_may_belong_makes_a_range() {
    let dated = |date: &str, seats: i64, balance: i64| {
        session(json!(0), json!(seats), json!({"date": date, "balance": balance}))
    };
    let member = held(&[dated("2024-06-15", 10, -5), dated("2024-07", 20, -7), dated("2024-08-31", 40, 100)]);
    let over = |what: &str, condition: &str| {
        let these = format!("{{ s.{what} for session s in k.sessions where s.date <= 2024-07-15 }}");
        format!("each club k : {}", condition.replace("THESE", &these))
    };
    let cases = [
        (over("seats", "sum(THESE) >= 10"), "true"),
        (over("seats", "sum(THESE) >= 11"), "unknown"),
        (over("seats", "sum(THESE) <= 30"), "true"),
        (over("seats", "sum(THESE) <= 29"), "unknown"),
        (over("seats", "sum(THESE) >= 31"), "false"),
        (over("balance", "sum(THESE) <= 0 - 5"), "true"),
        (over("balance", "sum(THESE) >= 0 - 12"), "true"),
        (over("balance", "sum(THESE) >= 0 - 11"), "unknown"),
        (over("seats", "size(THESE) >= 1"), "true"),
        (over("seats", "size(THESE) = 1"), "unknown"),
        (over("seats", "size(THESE) <= 2"), "true"),
        // Of two that occur as often the least: the one that may belong changes nothing.
        (over("seats", "top(THESE) = 10"), "true"),
        (over("seats", "top(THESE) = 20"), "false"),
        (over("place", "top(THESE) = \"x\""), "true"),
        (over("place", "top_share(THESE) = 100%"), "true"),
    ];
    let cases: Vec<(&str, &str)> = cases.iter().map(|(condition, worth)| (condition.as_str(), *worth)).collect();
    are(member, &cases);
}

/// Two dates of which one is known only to the month may be one and the same.
#[test]
fn distinct_values_that_may_be_the_same_are_not_two() {
    let on = |date: &str| session(json!(0), json!(1), json!({"date": date}));
    let of = |first: &str, second: &str, condition: &str| {
        let these = "distinct { s.date for session s in k.sessions }";
        let probe = format!("for k : club\nanchor k.begun_on\nrequire {}", condition.replace("THESE", these));
        scene(&[on(first), on(second)]).args(&["--assume-complete"]).probe(&probe).run().only("P")
    };
    assert_eq!(of("2024-06-15", "2024-06-16", "size(THESE) = 2"), "k conform met");
    assert_eq!(of("2024-06-15", "2024-06-15", "size(THESE) = 1"), "k conform met");
    assert_eq!(of("2024-06-15", "2024-07", "size(THESE) = 2"), "k conform met");
    for (first, second) in [("2024-06-15", "2024-06"), ("2024-06", "2024-06-15")] {
        assert_eq!(of(first, second, "size(THESE) >= 2"), "k undetermined partial-date", "{first} {second}");
        assert_eq!(of(first, second, "size(THESE) >= 1"), "k conform met", "{first} {second}");
        assert_eq!(of(first, second, "size(THESE) <= 2"), "k conform met", "{first} {second}");
        assert_eq!(of(first, second, "2024-06-15 in THESE"), "k conform met", "{first} {second}");
    }
}

/// Nothing adds up to nothing, has no commonest member and no share of anything.
#[test]
fn an_empty_collection_is_nothing() {
    are(
        held(&[]),
        &[
            ("each club k : sum({ s.seats for session s in k.sessions }) = 0", "true"),
            ("each club k : size({ s.seats for session s in k.sessions }) = 0", "true"),
            ("each club k : recorded(top({ s.seats for session s in k.sessions }))", "false"),
            ("each club k : top_share({ s.place for session s in k.sessions }) <= 80%", "unknown"),
            ("each club k : sum({ s.seats for session s in k.sessions }) / 5 = 0%", "true"),
            ("each club k : 5 / sum({ s.seats for session s in k.sessions }) <= 80%", "unknown"),
        ],
    );
}

#[test]
fn numbers_multiply_before_they_add_and_ratios_are_exact() {
    are(
        json!({}),
        &[
            ("1 + 2 * 3 = 7", "true"),
            ("(1 + 2) * 3 = 9", "true"),
            ("2 * 3 - 1 = 5", "true"),
            ("1 / 3 < 33.4%", "true"),
            ("1 / 3 > 33.3%", "true"),
            ("1 / 8 = 12.5%", "true"),
            ("2 / 3 = 4 / 6", "true"),
            ("2 / 3 != 66.7%", "true"),
            ("0 / 5 = 0%", "true"),
            ("5 / 0 <= 80%", "unknown"),
            ("0 / 0 <= 80%", "unknown"),
            ("6 / 5 > 100%", "true"),
            ("１ ÷ ８ ＝ １２.５％", "true"),
        ],
    );
}

/// Two at -100 each are made up for by 100 a session; one more yen is a deficit.
#[test]
fn a_product_counts_at_its_limit() {
    let of = |balances: &[Value]| {
        let sessions: Vec<Value> =
            balances.iter().map(|balance| session(json!(0), json!(1), json!({"balance": balance}))).collect();
        whole(&sessions).only("LL-29")
    };
    assert_eq!(of(&[json!(-300), json!(100)]), "k conform met");
    assert_eq!(of(&[json!(-300), json!(99)]), "k violation not-met");
    assert_eq!(of(&[json!(-300), Value::Null]), "k undetermined missing-field", "its field has no bounds");
    assert_eq!(of(&[]), "k conform met");
}

#[test]
fn collections_of_collections_are_joined() {
    let of = |topics: &[Value]| {
        let sessions: Vec<Value> =
            topics.iter().map(|topics| session(json!(0), json!(1), json!({"topics": topics}))).collect();
        whole(&sessions).only("LL-30")
    };
    assert_eq!(of(&[json!(["book", "film"]), json!(["book"])]), "k conform met");
    assert_eq!(of(&[json!(["book"]), json!(["book"])]), "k violation not-met", "one topic");
    assert_eq!(of(&[json!(["film", "journal"]), json!(["film", "book"])]), "k violation not-met", "films came most");
    assert_eq!(of(&[json!(["film", "book"]), json!("none")]), "k conform met", "the first of several by its list");
    assert_eq!(of(&[json!(["book", "film"]), Value::Null]), "k undetermined missing-field");
    assert_eq!(of(&[json!(["book"])]), "k not-applicable condition");
}

/// Months without a session, of those that the club covers whole: July, August and September 2024.
#[test]
fn values_of_a_collection_are_chosen_by_a_condition() {
    let of = |days: &[&str]| {
        let sessions: Vec<Value> = days.iter().map(|day| session(json!(0), json!(1), json!({"date": day}))).collect();
        whole(&sessions).only("LL-31")
    };
    assert_eq!(of(&["2024-07-01", "2024-09-30"]), "k conform met");
    assert_eq!(of(&["2024-07-31"]), "k violation not-met");
    assert_eq!(of(&["2024-06-30", "2024-09-01"]), "k violation not-met");
    assert_eq!(of(&["2024-08", "2024-09"]), "k conform met");
    assert_eq!(of(&["2024"]), "k undetermined partial-date");
    let open = scene(&[session(json!(0), json!(1), json!({"date": "2024-08-01"}))]).run();
    assert_eq!(open.only("LL-31"), "k undetermined open-kind");
}
