//! Quantifiers and connectives in three values.

use super::scene::Scene;
use serde_json::{Value, json};

/// The verdicts of requirements over one loan with these renewals are the expected ones.
fn check(renewals: &Value, closed: bool, requirements: &[(String, &str)]) {
    let member = json!({"left_on": "unknown", "loans": [{"id": "a", "lent_on": "2024-05-01", "branch": "x", "renewals": renewals}]});
    let mut scene = Scene::at("2024-12-31").member(member);
    if closed {
        scene = scene.complete(&["loan"]).shown();
    }
    for (at, (require, _)) in requirements.iter().enumerate() {
        scene = scene.probe_named(&format!("P-{at}"), &format!("for l : loan\nanchor l.lent_on\nrequire {require}"));
    }
    let found = scene.run();
    for (at, (require, expected)) in requirements.iter().enumerate() {
        assert_eq!(
            found.only(&format!("P-{at}")),
            format!("a {expected}"),
            "{require} over {renewals}, closed: {closed}"
        );
    }
}

const HOLDS: &str = "conform met";
const MISSING: &str = "undetermined missing-field";
const OPEN: &str = "undetermined open-kind";

fn days(days: &[&str]) -> Value {
    days.iter().map(|day| json!({"date": day, "by": "letter"})).collect()
}

#[test]
fn exists_none_each_over_closed_and_open_worlds() {
    let june = "(r.date in 2024-06)";
    for (renewals, closed, exists, none, each) in [
        (days(&["2024-06-01"]), true, HOLDS, "violation not-met", HOLDS),
        (days(&["2024-06-01"]), false, HOLDS, "violation not-met", OPEN),
        (days(&["2024-05-01"]), true, "violation no-match", HOLDS, "violation not-met"),
        (days(&["2024-05-01"]), false, OPEN, OPEN, "violation not-met"),
        (days(&["2024-06-01", "2024-05-01"]), true, HOLDS, "violation not-met", "violation not-met"),
        (days(&["unknown"]), true, MISSING, MISSING, MISSING),
        (days(&["unknown", "2024-06-01"]), true, HOLDS, "violation not-met", MISSING),
        (days(&["unknown", "2024-05-01"]), true, MISSING, MISSING, "violation not-met"),
        (days(&["unknown"]), false, MISSING, MISSING, MISSING),
        (json!("none"), false, "violation no-match", HOLDS, "not-applicable vacuous"),
        (json!([]), true, "violation no-match", HOLDS, "not-applicable vacuous"),
        (json!([]), false, OPEN, OPEN, OPEN),
    ] {
        let requirements = [
            (format!("exists renewal r in l.renewals {june}"), exists),
            (format!("none renewal r in l.renewals {june}"), none),
            ("each renewal r in l.renewals : r.date in 2024-06".to_owned(), each),
            ("each r in l.renewals : r.date in 2024-06".to_owned(), each),
        ];
        check(&renewals, closed, &requirements);
    }
}

/// A range where the number is not known: from what is sure to what may be.
#[test]
fn count_is_a_range() {
    let count = "count renewal r in l.renewals (r.date in 2024-06)";
    let three = days(&["2024-06-01", "2024-06-30", "unknown", "2024-05-31"]);
    let rows = [
        (">= 2", HOLDS, HOLDS),
        (">= 3", MISSING, MISSING),
        (">= 4", "violation not-met", MISSING),
        ("<= 1", "violation not-met", "violation not-met"),
        ("<= 2", MISSING, MISSING),
        ("<= 3", HOLDS, MISSING),
        ("= 2", MISSING, MISSING),
        ("= 4", "violation not-met", MISSING),
        ("= 1", "violation not-met", "violation not-met"),
        ("!= 1", HOLDS, HOLDS),
    ];
    let condition = |condition: &str| format!("{count} {condition}");
    check(&three, true, &rows.map(|(of, closed, _)| (condition(of), closed)));
    check(&three, false, &rows.map(|(of, _, open)| (condition(of), open)));
    check(&days(&["2024-06-01"]), true, &[(format!("1 <= {count} < 2"), HOLDS), (format!("{count} + 1 = 2"), HOLDS)]);
    check(&json!("none"), false, &[(condition("= 0"), HOLDS)]);
    check(&json!("unknown"), true, &[(condition("= 0"), MISSING)]);
}

#[test]
fn each_takes_only_what_satisfies_its_conditions() {
    let each = "each renewal r in l.renewals (r.date in 2024-06) : r.date <= 2024-06-15";
    for (renewals, expected) in [
        (days(&["2024-06-15", "2024-05-01", "2024-07-01"]), HOLDS),
        (days(&["2024-06-16"]), "violation not-met"),
        (days(&["2024-06"]), "undetermined partial-date"),
        (days(&["2024"]), "undetermined partial-date"),
    ] {
        check(&renewals, true, &[(each.to_owned(), expected)]);
    }
    // Over nothing it is vacuous, unless something else is required too.
    let vacuous = "not-applicable vacuous";
    let requirements =
        [(each.to_owned(), vacuous), (format!("({each}) and ({each})"), vacuous), (format!("true and {each}"), HOLDS)];
    check(&days(&["2024-05-01"]), true, &requirements);
}

/// A chain holds if each neighbouring pair does.
#[test]
fn chains_compare_neighbours() {
    let none = "violation no-match";
    let chains = [
        ("2024-06-01 <= r.date <= 2024-06-10", HOLDS),
        ("2024-06-01 < r.date < 2024-06-10", none),
        ("2024-06-10 < r.date <= 2024-06-10", none),
        ("2024-07-01 > r.date >= 2024-06-10 > l.lent_on", HOLDS),
        ("2024-07-01 > r.date >= 2024-06-10 > 2024-06-11", none),
        ("l.lent_on < r.date in 2024-06", HOLDS),
    ];
    let requirements = chains.map(|(chain, expected)| (format!("exists renewal r in l.renewals ({chain})"), expected));
    check(&days(&["2024-06-10"]), true, &requirements);
}

/// Kleene's tables, with a value that is not known in each place.
#[test]
fn connectives_are_kleenes() {
    let words = [("true", 2), ("false", 0), ("2024-01-01 < l.parent.left_on", 1)];
    let verdict = |rank: i32| ["violation not-met", MISSING, HOLDS][rank as usize];
    let mut requirements = Vec::new();
    for (a, x) in words {
        requirements.push((format!("not ({a})"), verdict(2 - x)));
        for (b, y) in words {
            requirements.push((format!("{a} and {b}"), verdict(x.min(y))));
            requirements.push((format!("{a} or {b}"), verdict(x.max(y))));
            requirements.push((format!("{a} implies {b}"), verdict((2 - x).max(y))));
        }
    }
    check(&json!("none"), true, &requirements);
}

/// From the loosest to the tightest: implies (to the right), or, and, not, comparison, else, plus.
#[test]
fn operators_bind_as_the_page_says() {
    let rows = [
        ("true or true and false", HOLDS),
        ("(true or true) and false", "violation not-met"),
        ("false implies true implies false", HOLDS),
        ("(false implies true) implies false", "violation not-met"),
        ("true or false implies false", "violation not-met"),
        ("not false and false", "violation not-met"),
        ("not (false and false)", HOLDS),
        ("not 2024-01-01 > 2024-02-01", HOLDS),
        ("not not true", HOLDS),
        ("2024-01-01 + 1 month = 2024-02-01", HOLDS),
        ("l.promised_on else l.lent_on + 1 day = 2024-05-02", HOLDS),
        ("10 - 3 - 2 = 5", HOLDS),
        ("1 + 2 = 3 and not 1 + 2 != 3", HOLDS),
    ];
    check(&json!("none"), true, &rows.map(|(expression, expected)| (expression.to_owned(), expected)));
}

#[test]
fn else_goes_on_to_the_first_that_is_recorded() {
    check(&json!("none"), true, &[("(l.promised_on else l.lost_on else l.lent_on) = 2024-05-01".to_owned(), HOLDS)]);
}

#[test]
fn case_names_the_root_whatever_it_is_called() {
    check(&json!("none"), true, &[("case.joined_on <= l.lent_on and 事例.入会日 <= l.lent_on".to_owned(), HOLDS)]);
}
