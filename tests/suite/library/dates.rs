//! Dates known only in part, on every side of every comparison, in arithmetic and in functions; and the words that say
//! that there is nothing, or that it is not known.

use super::scene::Scene;
use kijun::calendar::parse_date;
use serde_json::{Value, json};

fn loan(id: &str, more: Value) -> Value {
    let mut loan = json!({"id": id, "lent_on": "2024-01-01", "branch": "x"});
    loan.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    loan
}

/// One duty a loan, in order of their ids.
fn of_loans(loans: Vec<Value>, clauses: &str) -> Vec<String> {
    let scene =
        Scene::at("2024-12-31").args(&["--assume-complete"]).member(json!({"joined_on": "2020-01-01", "loans": loans}));
    scene.probe(&format!("for l : loan\nanchor 2024-01-01\n{clauses}")).run().duties("P")
}

/// Conditions over the same loans in one run, each with the verdict of every loan.
fn check<const N: usize>(loans: Vec<Value>, conditions: &[(String, [&str; N])]) {
    let mut scene =
        Scene::at("2024-12-31").args(&["--assume-complete"]).member(json!({"joined_on": "2020-01-01", "loans": loans}));
    for (at, (condition, _)) in conditions.iter().enumerate() {
        scene = scene.probe_named(&format!("P-{at}"), &format!("for l : loan\nanchor 2024-01-01\nrequire {condition}"));
    }
    let found = scene.run();
    for (at, (condition, expected)) in conditions.iter().enumerate() {
        let ids = loans.iter().map(|loan| loan["id"].as_str().unwrap());
        let expected: Vec<String> = ids.zip(expected).map(|(id, words)| format!("{id} {words}")).collect();
        assert_eq!(found.duties(&format!("P-{at}")), expected, "{condition} over {loans:?}");
    }
}

const HOLDS: &str = "conform met";
const FAILS: &str = "violation not-met";
const UNSURE: &str = "undetermined partial-date";

/// What the comparison of every pair of days says.
fn by_days(a: &str, b: &str, holds: fn(i32, i32) -> bool) -> &'static str {
    let days = |text: &str| {
        let date = parse_date(text).unwrap();
        date.lo.0..=date.hi.0
    };
    let (mut some, mut none) = (false, false);
    for x in days(a) {
        for y in days(b) {
            *(if holds(x, y) { &mut some } else { &mut none }) = true;
        }
    }
    match (some, none) {
        (true, false) => HOLDS,
        (false, _) => FAILS,
        _ => UNSURE,
    }
}

#[test]
fn a_comparison_holds_if_it_holds_for_all_days_and_fails_if_for_none() {
    let dates = ["2023-12-31", "2024-05-01", "2024-05-31", "2024-05", "2024-06-01", "2024-06", "2024", "R6.5"];
    type Holds = fn(i32, i32) -> bool;
    let operators: [(&str, Holds); 9] = [
        ("<=", |a, b| a <= b),
        ("<", |a, b| a < b),
        (">=", |a, b| a >= b),
        (">", |a, b| a > b),
        ("=", |a, b| a == b),
        ("!=", |a, b| a != b),
        ("≦", |a, b| a <= b),
        ("≧", |a, b| a >= b),
        ("≠", |a, b| a != b),
    ];
    let pairs: Vec<(&str, &str)> = dates.iter().flat_map(|a| dates.iter().map(move |b| (*a, *b))).collect();
    let loans = pairs.iter().enumerate();
    let loans: Vec<Value> =
        loans.map(|(at, (a, b))| loan(&format!("{at:03}"), json!({"promised_on": a, "lost_on": b}))).collect();
    let mut scene =
        Scene::at("2024-12-31").args(&["--assume-complete"]).member(json!({"joined_on": "2020-01-01", "loans": loans}));
    for (at, (operator, _)) in operators.iter().enumerate() {
        let require =
            format!("require recorded(l.promised_on) and recorded(l.lost_on) and l.promised_on {operator} l.lost_on");
        scene = scene.probe_named(&format!("P-{at}"), &format!("for l : loan\nanchor l.lent_on\n{require}"));
    }
    let found = scene.run();
    for (rule, (operator, holds)) in operators.iter().enumerate() {
        let duties = found.duties(&format!("P-{rule}"));
        assert_eq!(duties.len(), pairs.len());
        for (at, (a, b)) in pairs.iter().enumerate() {
            assert_eq!(duties[at], format!("{at:03} {}", by_days(a, b, *holds)), "{a} {operator} {b}");
        }
    }
}

#[test]
fn a_partial_date_against_a_written_day_on_either_side() {
    let loans = vec![loan("a", json!({"promised_on": "2024-05"})), loan("b", json!({"promised_on": "2024-05-31"}))];
    let conditions = [
        ("l.promised_on <= 2024-05-31", [HOLDS, HOLDS]),
        ("2024-05-31 >= l.promised_on", [HOLDS, HOLDS]),
        ("l.promised_on < 2024-05-31", [UNSURE, FAILS]),
        ("2024-05-31 > l.promised_on", [UNSURE, FAILS]),
        ("2024-06-01 <= l.promised_on", [FAILS, FAILS]),
        ("l.promised_on = 2024-05-31", [UNSURE, HOLDS]),
        ("2024-05-31 != l.promised_on", [UNSURE, FAILS]),
        ("l.promised_on in 2024-05", [HOLDS, HOLDS]),
        ("l.promised_on in 2024年6月", [FAILS, FAILS]),
        ("l.promised_on in [2024-05-01, 2024-05-30]", [UNSURE, FAILS]),
        ("l.promised_on in [2024-04-30, 2024-05-31]", [HOLDS, HOLDS]),
        ("2024-05-15 in [l.promised_on, 2024-06-30]", [UNSURE, FAILS]),
        ("2024-05-15 in [2024-01-01, l.promised_on]", [UNSURE, HOLDS]),
        ("2024-06-01 in [l.promised_on, 2024-06-30]", [HOLDS, HOLDS]),
        ("2024-05-01 <= l.promised_on < 2024-06-01", [HOLDS, HOLDS]),
        ("2024-05-01 < l.promised_on < 2024-06-01", [UNSURE, HOLDS]),
        ("2024-04-01 < 2024-05-01 <= l.promised_on <= 2024-05-30", [UNSURE, FAILS]),
        ("l.promised_on in {2024-05-31, 2024-05-30}", [UNSURE, HOLDS]),
    ];
    let conditions =
        conditions.map(|(condition, expected)| (format!("recorded(l.promised_on) and {condition}"), expected));
    check(loans, &conditions);
}

#[test]
fn arithmetic_and_functions_carry_the_range() {
    let loans = vec![loan("a", json!({"promised_on": "2024-05"})), loan("b", json!({"promised_on": "2024"}))];
    let conditions = [
        ("l.promised_on + 30 days <= 2024-06-30", [HOLDS, UNSURE]),
        ("l.promised_on + 31 days <= 2024-06-30", [UNSURE, UNSURE]),
        ("l.promised_on + 1 month <= 2024-06-30", [HOLDS, UNSURE]),
        ("l.promised_on - 1か月 >= 2024-04-01", [HOLDS, UNSURE]),
        ("l.promised_on + 1 year in [2025-01-01, 2025-12-31]", [HOLDS, HOLDS]),
        ("end_of_month(l.promised_on) = 2024-05-31", [HOLDS, UNSURE]),
        ("月末(l.promised_on) >= 2024-01-31", [HOLDS, HOLDS]),
        ("month_of(l.promised_on) = 2024-05", [HOLDS, UNSURE]),
        ("next_month(month_of(l.promised_on)) = 2024-06", [HOLDS, UNSURE]),
        ("previous_month(month_of(l.promised_on)).end = 2024-04-30", [HOLDS, UNSURE]),
        ("min(l.promised_on, 2024-01-01) = 2024-01-01", [HOLDS, HOLDS]),
        ("max(l.promised_on, 2024-05-31) = 2024-05-31", [HOLDS, UNSURE]),
        ("earliest({ k.promised_on for loan k where recorded(k.promised_on) }) <= 2024-05-31", [HOLDS, HOLDS]),
        ("latest({ k.promised_on for loan k where recorded(k.promised_on) }) >= 2024-05-31", [UNSURE, UNSURE]),
    ];
    let conditions =
        conditions.map(|(condition, expected)| (format!("recorded(l.promised_on) and {condition}"), expected));
    check(loans, &conditions);
}

/// A month's end in the arithmetic of the Civil Code: the corresponding day, else the last.
#[test]
fn months_and_years_stop_at_the_end_of_a_month() {
    let day = |text: &str| vec![loan("a", json!({"promised_on": text}))];
    let check = |from: &str, sum: &str, to: &str| {
        let condition = format!("require recorded(l.promised_on) and l.promised_on {sum} = {to}");
        assert_eq!(of_loans(day(from), &condition), ["a conform met"], "{from} {sum} = {to}");
    };
    check("2024-01-31", "+ 1 month", "2024-02-29");
    check("2023-01-31", "+ 1 month", "2023-02-28");
    check("2024-02-29", "+ 1 year", "2025-02-28");
    check("2024-03-31", "- 1 month", "2024-02-29");
    check("2024-05-31", "+ 2 months", "2024-07-31");
    check("2024-02-28", "+ 1 day", "2024-02-29");
}

/// The order of a list, and what stands before, where a date that decides is known in part.
#[test]
fn positions_are_ranges_where_the_order_is_not_known() {
    let loans = |second: &str| {
        vec![
            json!({"id": "a", "lent_on": "2024-05-10", "branch": "x"}),
            json!({"id": "b", "lent_on": second, "branch": "x"}),
            json!({"id": "c", "lent_on": "2024-06-10", "branch": "x"}),
        ]
    };
    let missing = "undetermined missing-field";
    let check = |second: &str, rows: &[(&str, [&str; 3])]| {
        let rows: Vec<_> = rows.iter().map(|(condition, expected)| ((*condition).to_owned(), *expected)).collect();
        check(loans(second), &rows);
    };
    check(
        "2024-05-20",
        &[("position(l) = 2", [FAILS, HOLDS, FAILS]), ("previous(l).lent_on = 2024-05-20", [missing, FAILS, HOLDS])],
    );
    check("2024-05-10", &[("position(l) = 2", [FAILS, HOLDS, FAILS])]);
    check(
        "2024-06-11",
        &[("順番(l) = 3", [FAILS, HOLDS, FAILS]), ("前の(l).lent_on <= 2024-05-10", [missing, FAILS, HOLDS])],
    );
    check(
        "2024-05",
        &[
            ("position(l) = 1", [missing, missing, FAILS]),
            ("position(l) <= 2", [HOLDS, HOLDS, FAILS]),
            ("previous(l).lent_on = 2024-05-10", [UNSURE, UNSURE, UNSURE]),
        ],
    );
}

/// What a field may hold in place of a value, by type: nothing, none, not known.
#[test]
fn nothing_recorded_none_and_unknown_are_three_things() {
    let fields: [(&str, Value); 6] = [
        ("kind", json!("映像")),
        ("copies", json!(3)),
        ("promised_on", json!("2024-05-01")),
        ("branch", json!("west")),
        ("lost_on", json!("R6.5")),
        ("topics", json!(["book"])),
    ];
    let values = |value: &Value| {
        let words = ["none", "なし", "unknown", "不明"].map(|word| json!(word));
        [vec![Value::Null], words.to_vec(), vec![value.clone()]].concat()
    };
    for (field, value) in fields {
        let loans: Vec<Value> = values(&value)
            .into_iter()
            .enumerate()
            .map(|(at, value)| loan(&format!("{at}"), json!({field: value})))
            .collect();
        let recorded = of_loans(loans.clone(), &format!("require recorded(l.{field})"));
        let expected = [FAILS, FAILS, FAILS, FAILS, FAILS, HOLDS];
        let numbered = |words: [&str; 6]| -> Vec<String> {
            words.iter().enumerate().map(|(at, words)| format!("{at} {words}")).collect()
        };
        assert_eq!(recorded, numbered(expected), "recorded({field})");
        if field == "topics" {
            continue;
        }
        let missing = "undetermined missing-field";
        let absent = of_loans(loans.clone(), &format!("require l.{field} = absent"));
        assert_eq!(absent, numbered([missing, HOLDS, HOLDS, missing, missing, FAILS]), "{field} = absent");
        let not_absent = of_loans(loans, &format!("require なし ≠ l.{field}"));
        assert_eq!(not_absent, numbered([missing, FAILS, FAILS, missing, missing, HOLDS]), "absent != {field}");
    }
}

/// `none open`: null and a missing key say that there is no end; "unknown" does not.
#[test]
fn an_open_end_is_what_the_schema_says_null_means() {
    let ends =
        [json!({}), json!({"taken_back": null}), json!({"taken_back": "none"}), json!({"taken_back": "unknown"})];
    let loans: Vec<Value> = ends.into_iter().enumerate().map(|(at, end)| loan(&format!("{at}"), end)).collect();
    let found = of_loans(loans.clone(), "require l.taken_back = absent");
    assert_eq!(found, ["0 conform met", "1 conform met", "2 conform met", "3 undetermined missing-field"]);
    let found = of_loans(loans, "require 2030-01-01 in l.period");
    assert_eq!(found, ["0 conform met", "1 conform met", "2 conform met", "3 undetermined missing-field"]);
}

#[test]
fn a_list_may_be_known_to_be_empty_and_may_hold_what_is_not_known() {
    let lists = [
        json!(null),
        json!([]),
        json!("none"),
        json!("不明"),
        json!(["film"]),
        json!(["film", "unknown"]),
        json!(["図書"]),
    ];
    let loans: Vec<Value> =
        lists.into_iter().enumerate().map(|(at, list)| loan(&format!("{at}"), json!({"topics": list}))).collect();
    let missing = "undetermined missing-field";
    let expected = [missing, missing, FAILS, missing, FAILS, missing, HOLDS];
    let expected: Vec<String> = expected.iter().enumerate().map(|(at, words)| format!("{at} {words}")).collect();
    assert_eq!(of_loans(loans.clone(), "require book in l.topics"), expected);
    let expected = [missing, missing, "not-applicable vacuous", missing, FAILS, missing, HOLDS];
    let expected: Vec<String> = expected.iter().enumerate().map(|(at, words)| format!("{at} {words}")).collect();
    let each = of_loans(loans, "require each t in l.topics : t in {book, journal}");
    // One that is not a book decides, whatever the other is.
    let fails = expected.iter().map(|words| words.replace("5 undetermined missing-field", "5 violation not-met"));
    assert_eq!(each, fails.collect::<Vec<_>>());
}

#[test]
fn yes_and_no_are_known_or_not() {
    let damages = ["true", "false", "none", "unknown"];
    let values = [json!(true), json!(false), json!("none"), json!("unknown")];
    for (written, value) in damages.iter().zip(values) {
        let loans = vec![loan("a", json!({"damages": [{"page": 1, "repaired": value}]}))];
        let found = of_loans(loans, "require exists damage d in l.damages (d.repaired)");
        let expected = match *written {
            "true" => "a conform met",
            "unknown" => "a undetermined missing-field",
            _ => "a violation no-match",
        };
        assert_eq!(found, [expected], "{written}");
    }
}

/// A key that leads nowhere is said, and what it names is not known.
#[test]
fn a_dangling_reference_is_unknown_and_reported() {
    let member = json!({"loans": [loan("a", json!({}))], "reminders": [
        {"date": "2024-05-01", "loan": "a"}, {"date": "2024-05-02", "loan": "zz"},
        {"date": "2024-05-03", "loan": "none"}, {"date": "2024-05-04"}]});
    let scene = Scene::at("2024-12-31").args(&["--assume-complete"]).member(member);
    let recorded = scene.clone().probe("for r : reminder\nanchor r.date\nrequire recorded(r.loan)").run();
    let days = |words: [&str; 4]| -> Vec<String> {
        words.iter().enumerate().map(|(at, words)| format!("2024-05-0{} {words}", at + 1)).collect()
    };
    assert_eq!(
        recorded.duties("P"),
        days([HOLDS, HOLDS, FAILS, FAILS]),
        "the record has a value, though it leads nowhere"
    );
    let notices = recorded.notices("K-dangling-reference");
    assert_eq!((notices.len(), &notices[0]["locations"][0]["text"]), (1, &json!("zz")));
    let missing = "undetermined missing-field";
    let absent = scene.clone().probe("for r : reminder\nanchor r.date\nrequire r.loan = absent").run();
    assert_eq!(absent.duties("P"), days([FAILS, missing, HOLDS, missing]));
}
