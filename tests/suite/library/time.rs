//! The calendar in expressions: periods that expire, ages, corresponding days, open days, periods of the year.

use super::scene::Scene;
use serde_json::{Value, json};

/// What each condition is worth for one member: every one is a rule of its own in the same run.
pub fn worth(member: Value, conditions: &[&str]) -> Vec<&'static str> {
    let mut whole = json!({"joined_on": "2012-01-01"});
    whole.as_object_mut().unwrap().extend(member.as_object().unwrap().clone());
    let scene = Scene::at("2025-03-31").member(whole).args(&["--assume-complete", "--select", "T-"]);
    let probes = conditions.iter().enumerate();
    let scene = probes.fold(scene, |scene, (at, condition)| {
        let clauses = format!("anchor 2024-01-01\ndue 2024-01-02\nrequire {condition}");
        scene.probe_named(&format!("T-{at}"), &clauses)
    });
    let found = scene.run();
    (0..conditions.len()).map(|at| truth(&found.only(&format!("T-{at}")))).collect()
}

fn truth(duty: &str) -> &'static str {
    match duty.split(' ').next() {
        Some("conform") => "true",
        Some("violation") => "false",
        _ => "unknown",
    }
}

/// Every condition is true.
pub fn hold(member: Value, conditions: &[&str]) {
    let found = worth(member, conditions);
    let wrong: Vec<_> = conditions.iter().zip(&found).filter(|(_, truth)| **truth != "true").collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Conditions with what each is worth.
pub fn are(member: Value, cases: &[(&str, &str)]) {
    let conditions: Vec<&str> = cases.iter().map(|(condition, _)| *condition).collect();
    let found = worth(member, &conditions);
    let wrong: Vec<_> = cases.iter().zip(&found).filter(|((_, wanted), found)| wanted != *found).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_period_of_days_ends_with_its_last_day() {
    hold(
        json!({}),
        &[
            "expiry(2024-01-31, 30 days, first_day: excluded) = 2024-03-01",
            "expiry(2024-01-31, 30 days, first_day: included) = 2024-02-29",
            "expiry(2024-02-28, 1 day, first_day: excluded) = 2024-02-29",
            "expiry(2024-02-28, 1 day, first_day: included) = 2024-02-28",
            "満了日(2023-02-28, 1日間, 初日: 不算入) = 2023-03-01",
        ],
    );
}

/// The eve of the corresponding day of the first day; the month's last day where it has none.
#[test]
fn a_period_of_months_or_years_ends_on_the_eve() {
    hold(
        json!({}),
        &[
            "expiry(2024-01-31, 1 month, first_day: excluded) = 2024-02-29",
            "expiry(2024-01-31, 1 month, first_day: included) = 2024-02-29",
            "expiry(2023-01-30, 1 month, first_day: excluded) = 2023-02-28",
            "expiry(2024-01-15, 1 month, first_day: excluded) = 2024-02-15",
            "expiry(2024-01-15, 1 month, first_day: included) = 2024-02-14",
            "expiry(2024-06-30, 1 month, first_day: excluded) = 2024-07-31",
            "expiry(2024-06-30, 1 month, first_day: included) = 2024-07-29",
            "expiry(2024-02-29, 1 year, first_day: included) = 2025-02-28",
            "expiry(2024-02-29, 1 year, first_day: excluded) = 2025-02-28",
            "expiry(2023-02-28, 1 year, first_day: excluded) = 2024-02-29",
            "expiry(2023-04-01, 3 years, first_day: included) = 2026-03-31",
            "満了日(2024-03-31, 2か月, 初日: 算入) = 2024-05-30",
        ],
    );
}

/// A day known only to the month makes the range between what its first and its last day give.
#[test]
fn a_partial_day_makes_a_range() {
    let member = json!({"clubs": [{"id": "k", "begun_on": "2024-01", "leader_born": "2004"}]});
    let of = |e: &str| format!("each club k : {e}");
    let cases = [
        ("expiry(k.begun_on, 1 month, first_day: excluded) <= 2024-02-29", "true"),
        ("expiry(k.begun_on, 1 month, first_day: excluded) <= 2024-02-28", "unknown"),
        ("expiry(k.begun_on, 1 month, first_day: excluded) < 2024-02-01", "false"),
        ("corresponding_day(k.begun_on, 2 months) <= 2024-03-31", "true"),
        ("corresponding_day(k.begun_on, 2 months) <= 2024-03-30", "unknown"),
        ("corresponding_day(k.begun_on, 1 month) <= 2024-03-01", "unknown"),
        ("open_day(k.begun_on, desk, shift: next) = 2024-01-04", "unknown"),
        ("open_day(k.begun_on, desk, shift: next) >= 2024-01-04", "true"),
        ("open_day(k.begun_on, desk, shift: previous) >= 2023-12-28", "true"),
        ("open_day(k.begun_on, desk, shift: previous) >= 2023-12-29", "unknown"),
        ("days_in([k.begun_on, 2024-01-31]) >= 1", "true"),
        ("days_in([k.begun_on, 2024-01-31]) >= 2", "unknown"),
        ("days_in([k.begun_on, 2024-01-31]) > 31", "false"),
    ];
    let written: Vec<(String, &str)> = cases.iter().map(|(condition, worth)| (of(condition), *worth)).collect();
    are(member, &written.iter().map(|(condition, worth)| (condition.as_str(), *worth)).collect::<Vec<_>>());
}

/// An age is attained at the end of the eve of the birthday; who was born on 29 February attains it on 28 February.
#[test]
fn an_age_is_attained_on_the_eve() {
    hold(
        json!({}),
        &[
            "attains(1959-04-01, 0 years) = 1959-03-31",
            "attains(1959-04-01, 65 years) = 2024-03-31",
            "attains(1959-04-02, 65 years) = 2024-04-01",
            "age(1959-04-01, 2024-03-31) = 64",
            "age(1959-04-01, 2024-04-01) = 65",
            "attains(2004-02-29, 18 years) = 2022-02-28",
            "age(2004-02-29, 2022-02-28) = 17",
            "age(2004-02-29, 2022-03-01) = 18",
            "attains(2004-02-29, 20 years) = 2024-02-28",
            "age(2004-02-29, 2024-02-28) = 19",
            "age(2004-02-29, 2024-02-29) = 20",
            "age(2024-05-01, 2024-05-01) = 0",
            "age(2024-05-01, 2020-01-01) = 0",
            "年齢(2000-01-01, 2024-01-01) = 24",
            "年齢到達日(2000-01-01, 24年) = 2023-12-31",
        ],
    );
}

#[test]
fn an_age_of_a_partial_birth_is_a_range() {
    let member = json!({"clubs": [{"id": "k", "begun_on": "2024-06-10", "leader_born": "2006-06"}]});
    are(
        member,
        &[
            ("each club k : recorded(k.leader_born) and age(k.leader_born, k.begun_on) >= 17", "true"),
            ("each club k : recorded(k.leader_born) and age(k.leader_born, k.begun_on) >= 18", "unknown"),
            ("each club k : recorded(k.leader_born) and age(k.leader_born, k.begun_on) >= 19", "false"),
            ("each club k : recorded(k.leader_born) and attains(k.leader_born, 18 years) <= 2024-06-29", "true"),
            ("each club k : recorded(k.leader_born) and attains(k.leader_born, 18 years) < 2024-05-31", "false"),
        ],
    );
}

/// The day of the same number; none where the month has no such day.
#[test]
fn a_corresponding_day_may_be_absent() {
    are(
        json!({}),
        &[
            ("corresponding_day(2024-01-15, 1 month) = 2024-02-15", "true"),
            ("corresponding_day(2024-01-30, 1 month) = absent", "true"),
            ("corresponding_day(2024-01-29, 1 month) = 2024-02-29", "true"),
            ("corresponding_day(2024-02-29, 1 year) = absent", "true"),
            ("corresponding_day(2024-02-29, 4 years) = 2028-02-29", "true"),
            ("corresponding_day(2024-01-30, 31 days) = 2024-03-01", "true"),
            ("recorded(corresponding_day(2024-01-30, 1 month))", "false"),
            ("corresponding_day(2024-01-30, 1 month) <= 2024-12-31", "false"),
            ("(corresponding_day(2024-01-30, 1 month) else 2024-03-01) = 2024-03-01", "true"),
            ("応当日(2024-01-15, 1か月) = 2024-02-15", "true"),
        ],
    );
}

/// Both ends of an interval are days of it; one without an end has more days than any number.
#[test]
fn days_of_an_interval_are_counted_with_both_ends() {
    let member = json!({"clubs": [{"id": "k", "begun_on": "2024-06-10", "ended_on": "2024-07-09"}]});
    are(
        member,
        &[
            ("days_in([2024-02-28, 2024-03-01]) = 3", "true"),
            ("days_in([2024-02-28, 2024-02-28]) = 1", "true"),
            ("days_in([2024-02-28, 2024-02-27]) = 0", "true"),
            ("each club k : days_in(k.period) = 30", "true"),
            ("日数([2024-01-01, 2024-12-31]) = 366", "true"),
            ("each club k : days_in([k.begun_on, k.ended_on + 1 day]) > 30", "true"),
        ],
    );
    let open = json!({"clubs": [{"id": "k", "begun_on": "2024-06-10"}]});
    are(
        open,
        &[("each club k : days_in(k.period) >= 30", "true"), ("each club k : days_in(k.period) < 1000", "false")],
    );
    let unknown = json!({"clubs": [{"id": "k", "begun_on": "2024-06-10", "ended_on": "unknown"}]});
    are(unknown, &[("each club k : days_in(k.period) >= 30", "unknown")]);
}

/// Weekends, the turn of the year, one day of every year, single days.
#[test]
fn an_open_day_is_found_both_ways() {
    hold(
        json!({}),
        &[
            "open_day(2024-05-01, desk, shift: next) = 2024-05-01",
            "open_day(2024-05-01, desk, shift: previous) = 2024-05-01",
            "open_day(2024-05-03, desk, shift: next) = 2024-05-07",
            "open_day(2024-05-06, desk, shift: previous) = 2024-05-02",
            "open_day(2023-12-29, desk, shift: next) = 2024-01-04",
            "open_day(2024-01-03, desk, shift: previous) = 2023-12-28",
            "open_day(2022-05-05, desk, shift: next) = 2022-05-06",
            "開庁日(2024-07-15, 窓口, ずらす: 後) = 2024-07-16",
            "開庁日(2024-07-15, 窓口, ずらす: 前) = 2024-07-12",
            "open_day(2012-01-01, desk, shift: next) = 2012-01-04",
        ],
    );
    are(
        json!({}),
        &[
            ("open_day(2012-01-01, desk, shift: previous) <= 2012-01-01", "unknown"),
            ("open_day(2025-04-01, desk, shift: next) >= 2025-04-01", "unknown"),
            ("open_day(2025-03-31, desk, shift: next) = 2025-03-31", "true"),
            ("open_day(2025-03-31, desk, shift: next) = 2025-03-31 or true", "true"),
        ],
    );
}

fn half_years(clubs: Value, rule: &str) -> Vec<String> {
    let member = json!({"joined_on": "2012-01-01", "clubs": clubs});
    let found = Scene::at("2025-03-31").member(member).args(&["--assume-complete"]).run();
    let windows = found.duties(rule).into_iter();
    windows.map(|duty| duty.split(' ').next().unwrap().to_owned()).collect()
}

/// Half-years from April and from October; the second crosses the year's end.
#[test]
fn periods_of_the_year_are_touched_or_covered_whole() {
    let club = |id: &str, from: &str, to: &str| json!({"id": id, "begun_on": from, "ended_on": to});
    let [first, second, third] =
        ["2023-04-01..2023-09-30", "2023-10-01..2024-03-31", "2024-04-01..2024-09-30"].map(str::to_owned);
    let one = json!([club("a", "2023-09-30", "2024-04-01")]);
    assert_eq!(half_years(one.clone(), "LL-23-touched"), [first.clone(), second.clone(), third.clone()]);
    assert_eq!(half_years(one, "LL-23"), std::slice::from_ref(&second));
    let short = json!([club("a", "2023-10-02", "2024-03-31")]);
    assert_eq!(half_years(short.clone(), "LL-23"), ["not-applicable"]);
    assert_eq!(half_years(short, "LL-23-touched"), std::slice::from_ref(&second));
    let together = json!([club("a", "2023-10-01", "2023-12-31"), club("b", "2024-01-01", "2024-03-31")]);
    assert_eq!(half_years(together, "LL-23"), std::slice::from_ref(&second), "only together they cover it");
    let gap = json!([club("a", "2023-10-01", "2023-12-30"), club("b", "2024-01-01", "2024-03-31")]);
    assert_eq!(half_years(gap, "LL-23"), ["not-applicable"]);
}

#[test]
fn a_period_that_may_be_touched_is_no_violation() {
    let of = |begun: &str, rule: &str| {
        let member =
            json!({"joined_on": "2012-01-01", "clubs": [{"id": "a", "begun_on": begun, "ended_on": "2024-03-31"}]});
        Scene::at("2025-03-31").member(member).args(&["--assume-complete"]).run().duties(rule)
    };
    let (whole, part) = ("2023-10-01..2024-03-31", "2023-04-01..2023-09-30");
    assert_eq!(of("2023-10", "LL-23"), [format!("{whole} undetermined partial-date")]);
    assert_eq!(of("2023-10", "LL-23-touched"), [format!("{whole} violation no-match")]);
    let both = of("2023", "LL-23-touched");
    assert!(both.contains(&format!("{part} undetermined partial-date")), "{both:?}");
    assert!(both.contains(&format!("{whole} violation no-match")), "{both:?}");
}

/// Months and periods are made up to a horizon only; a question that reaches past it cannot be answered before its day.
#[test]
fn what_lies_past_the_horizon_is_not_counted_as_nothing() {
    let of = |as_of: &str, require: &str| {
        let visits = json!([{"date": "2024-08-11", "mode": "door"}]);
        let scene = Scene::at("2025-09-30").member(json!({"joined_on": "2024-08-10", "visits": visits}));
        let probe = format!("due c.joined_on + 1 year\nrequire {require}");
        scene.probe(&probe).args(&["--assume-complete", "--as-of", as_of]).run().only("P")
    };
    let year = "[c.joined_on, c.joined_on + 1 year]";
    let months = format!("size(months({year}, partial: include)) >= 13");
    assert_eq!(of("2024-09-30", &months), "pending not-due");
    assert_eq!(of("2025-08-11", &months), "conform met");
    let each = format!("each h in half_years({year}, partial: exclude) : exists visit v (v.date in h)");
    assert_eq!(of("2024-09-30", &each), "pending not-due");
    assert_eq!(of("2025-08-11", &each), "violation not-met");
    assert_eq!(of("2024-09-30", &format!("size(months({year}, partial: include)) <= 4")), "violation not-met");
    let open = "each h in half_years(c.membership) : exists visit v (v.date in h)";
    assert_eq!(of("2024-09-30", open), "pending not-due");
}
