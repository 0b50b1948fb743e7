//! Why a duty cannot be told: every cause is told, and what would have to be recorded first is its reason.

use super::scene::Scene;
use super::time::are;
use serde_json::{Value, json};

/// The duties of several rules in one run: each has its clauses, and what is found.
pub fn found(scene: Scene, cases: &[(&str, &[&str])]) {
    let probes = cases.iter().enumerate();
    let scene = probes.fold(scene, |scene, (at, (clauses, _))| scene.probe_named(&format!("T-{at}"), clauses));
    let outcome = scene.args(&["--select", "T-"]).run();
    let wrong = cases.iter().enumerate().filter_map(|(at, (clauses, wanted))| {
        let found = outcome.duties(&format!("T-{at}"));
        (found != *wanted).then_some((clauses, found))
    });
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A member for whom everything is recorded.
fn whole(member: Value) -> Scene {
    Scene::at("2025-03-31").member(member).args(&["--assume-complete"])
}

/// What a condition comes to, each with its reason.
fn reasons(scene: Scene, cases: &[(&str, &str)]) {
    let clauses: Vec<String> =
        cases.iter().map(|(condition, _)| format!("anchor 2024-01-01\ndue 2024-01-02\nrequire {condition}")).collect();
    let wanted: Vec<[&str; 1]> = cases.iter().map(|(_, reason)| [*reason]).collect();
    let cases: Vec<(&str, &[&str])> =
        clauses.iter().zip(&wanted).map(|(clauses, wanted)| (clauses.as_str(), wanted.as_slice())).collect();
    found(scene, &cases);
}

fn club(more: Value) -> Value {
    let mut club = json!({"id": "k", "begun_on": "2024-01-10", "ended_on": "2024-06-30"});
    club.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    club
}

#[test]
fn a_number_is_in_doubt_for_what_it_was_counted_from() {
    let member = json!({
        "visits": [{"date": "2024-01", "mode": "stop"}],
        "clubs": [club(json!({"begun_on": "2024-01", "leader_born": "2006"}))],
    });
    let born = "earliest({ k.leader_born for club k where recorded(k.leader_born) })";
    reasons(
        whole(member),
        &[
            ("count visit v (v.date <= 2024-01-10) <= 0", "undetermined partial-date"),
            ("2 + count visit v (v.date <= 2024-01-10) <= 2", "undetermined partial-date"),
            (
                "each club k : recorded(k.leader_born) implies age(k.leader_born, 2024-06-15) >= 18",
                "undetermined partial-date",
            ),
            (&format!("age({born}, 2024-06-15) >= 18"), "undetermined partial-date"),
            ("each club k : days_in([k.begun_on, 2024-01-31]) >= 2", "undetermined partial-date"),
            ("each club k : days_in([2024-01-01, k.begun_on]) >= 2", "undetermined partial-date"),
            ("each club k : days_in([k.begun_on, k.begun_on]) >= 2", "undetermined partial-date"),
        ],
    );
    let scene = Scene::at("2025-03-31").member(json!({})).complete(&["loan"]);
    reasons(
        scene,
        &[
            ("count loan l + count visit v <= 5", "undetermined open-kind"),
            ("count visit v + count loan l <= 5", "undetermined open-kind"),
            ("5 - count loan l - count visit v >= 0", "undetermined open-kind"),
        ],
    );
}

/// Something is recorded, so that nothing stands in for it.
#[test]
fn what_is_computed_and_cannot_be_told_is_not_replaced() {
    let member = json!({
        "visits": [{"date": "2024-01", "mode": "stop", "entered_on": "2024-01-05"}],
        "clubs": [club(json!({"begun_on": "2024-01", "leader_born": "2006"}))],
    });
    let entered = "earliest({ v.entered_on for visit v where v.date <= 2024-01-10 and recorded(v.entered_on) })";
    reasons(
        whole(member),
        &[
            (
                "each club k : recorded(k.leader_born) implies (month_of(k.leader_born) else 2006-01) = 2006-01",
                "undetermined partial-date",
            ),
            (
                "each club k : (corresponding_day(k.begun_on, 1 month) else 2024-02-01) = 2024-02-01",
                "undetermined partial-date",
            ),
            (&format!("{entered} = 2024-01-05"), "undetermined partial-date"),
            (&format!("({entered} else 2024-01-05) = 2024-01-05"), "undetermined partial-date"),
        ],
    );
}

/// It is to be recorded; there is no date that would only have to be known better.
#[test]
fn an_end_that_is_not_recorded_is_missing() {
    let ends = |from: &str, to: &str| whole(json!({"clubs": [club(json!({"begun_on": from, "ended_on": to}))]}));
    let (end, start) = ("each club k : k.period.end >= 2024-01-01", "each club k : k.period.start <= 2024-12-31");
    reasons(ends("2024-01-10", "unknown"), &[(end, "undetermined missing-field"), (start, "conform met")]);
    reasons(ends("unknown", "2024-06-30"), &[(end, "conform met"), (start, "undetermined missing-field")]);
    reasons(ends("unknown", "none"), &[(end, "conform met"), (start, "undetermined missing-field")]);
    reasons(ends("unknown", "unknown"), &[(end, "undetermined missing-field"), (start, "undetermined missing-field")]);
    reasons(ends("2024-01", "2023-12"), &[(end, "violation not-met"), (start, "conform met")]);
}

/// An export declares the outermost kind below the root, so that is what is named as not declared.
#[test]
fn what_is_nested_is_declared_by_what_it_stands_in() {
    let pack = kijun::input::load(&["tests/packs/library".to_owned()]).unwrap().remove(0);
    let schema = &kijun::pipeline::compile_rules(&[pack]).unwrap().program.schema;
    let declared = |kind: &str| {
        let kind = kijun::judge::declarable(schema, schema.kind_named(kind).unwrap());
        schema.kind(kind).name.en.clone()
    };
    assert_eq!(["session", "club", "handback", "visit"].map(declared), ["club", "club", "loan", "visit"]);
}

/// Nothing is awaited for an anchor, so a record that does not count for it is not asked to be completed.
#[test]
fn what_does_not_count_for_an_anchor_is_not_named_as_missing() {
    let anchor = "anchor earliest({ v.date for visit v where exists reminder r (r.date <= 2099-12-31) })";
    let report = |reminders: Value| {
        let member = json!({"visits": [{"date": "unknown", "mode": "stop"}], "reminders": reminders});
        let scene = Scene::at("2025-03-31").member(member).probe(&format!("{anchor}\nrequire true"));
        scene.report_of("P").contains("`date` is not recorded")
    };
    assert!(!report(json!("none")) && !report(json!([])));
    assert!(report(json!([{"date": "2024-02-01"}])));
}

/// Members that only may belong widen the earliest and the latest at one end each.
#[test]
fn a_date_that_only_may_belong_widens_the_earliest_and_the_latest() {
    let entered = |entered: &str| {
        let visit = |date: &str, entered: &str| json!({"date": date, "mode": "stop", "entered_on": entered});
        json!({"visits": [visit("2024-01-02", "2024-01-20"), visit("2024-01", entered)]})
    };
    let these = "{ v.entered_on for visit v where v.date <= 2024-01-10 and recorded(v.entered_on) }";
    are(
        entered("2024-01-03"),
        &[
            (&format!("earliest({these}) >= 2024-01-05"), "unknown"),
            (&format!("earliest({these}) >= 2024-01-03"), "true"),
            (&format!("earliest({these}) <= 2024-01-20"), "true"),
            (&format!("latest({these}) = 2024-01-20"), "true"),
        ],
    );
    are(
        entered("2024-01-25"),
        &[
            (&format!("latest({these}) >= 2024-01-22"), "unknown"),
            (&format!("latest({these}) >= 2024-01-20"), "true"),
            (&format!("latest({these}) <= 2024-01-25"), "true"),
            (&format!("earliest({these}) = 2024-01-20"), "true"),
        ],
    );
}

/// A value may be distinct only perhaps: it is a member for sure where no other can be the same.
#[test]
fn a_date_known_in_part_is_distinct_perhaps() {
    let born = |days: &[&str]| {
        let clubs = days.iter().enumerate().map(|(at, day)| club(json!({"id": format!("k{at}"), "leader_born": day})));
        json!({"clubs": clubs.collect::<Vec<_>>()})
    };
    let these = "distinct { k.leader_born for club k where recorded(k.leader_born) }";
    let first = format!("earliest({these}) <= 2006-05-15");
    let size = |size: &str| format!("size({these}) {size}");
    for order in [["2006-05-10", "2006-05"], ["2006-05", "2006-05-10"]] {
        are(
            born(&order),
            &[(&first, "true"), (&size("= 2"), "unknown"), (&size("<= 2"), "true"), (&size(">= 1"), "true")],
        );
    }
    are(born(&["2006-05", "2006-06-01"]), &[(&size("= 2"), "true")]);
    are(born(&["2006-05"]), &[(&size("= 1"), "true")]);
}

/// Windows of a record that surely makes them are sure, whatever another record may make.
#[test]
fn one_record_that_surely_makes_a_window_is_enough() {
    let loan = |id: &str, lent: &str| json!({"id": id, "lent_on": lent, "branch": "x"});
    let these = "{ l.branch for loan l where l.lent_on <= 2024-01-10 }";
    let probe = |per: &str| format!("per b in {per}\nanchor 2024-01-01\nrequire false");
    for order in [["2024-01-05", "2024-01"], ["2024-01", "2024-01-05"]] {
        let scene = whole(json!({"loans": [loan("a", order[0]), loan("b", order[1])]}));
        let cases = [probe(these), probe(&format!("distinct {these}"))];
        let wanted: &[&str] = &["=x violation not-met"];
        found(scene, &[(&cases[0], wanted), (&cases[1], wanted)]);
    }
}

#[test]
fn a_month_is_in_doubt_for_what_its_interval_is() {
    let months =
        |of: &str| format!("for c : member\nper m in months({of}, partial: include)\nanchor m.start\nrequire false");
    let (periods, some) = ("{ k.period for club k }", |cond: &str| format!("{{ k.period for club k where {cond} }}"));
    let short = |more: Value| {
        let mut all = json!({"begun_on": "2024-01-10", "ended_on": "2024-02-10"});
        all.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        whole(json!({"clubs": [club(all)]}))
    };
    let of = |scene: Scene, per: &str, wanted: [&str; 2]| found(scene, &[(&months(per), &wanted)]);
    let (sure, first) = ("2024-01 violation not-met", "2024-01 undetermined partial-date");
    of(short(json!({"ended_on": "2024-02"})), periods, [sure, "2024-02 violation not-met"]);
    let year = json!({"begun_on": "2024-01-01", "ended_on": "2024"});
    let duties = found_of(short(year), &months(periods));
    assert_eq!((duties[0].as_str(), duties[11].as_str()), (sure, "2024-12 undetermined partial-date"));
    let year = json!({"begun_on": "2024", "ended_on": "2024-12-31"});
    let duties = found_of(short(year), &months(periods));
    assert_eq!((duties[0].as_str(), duties[11].as_str()), (first, "2024-12 violation not-met"));
    let duties = found_of(short(json!({"ended_on": "unknown"})), &months(periods));
    assert_eq!(&duties[..2], [sure, "2024-02 undetermined missing-field"]);
    let born = short(json!({"leader_born": "2006"}));
    of(
        born,
        &some("recorded(k.leader_born) implies k.leader_born <= 2006-06-15"),
        [first, "2024-02 undetermined partial-date"],
    );
    let missing = "2024-02 undetermined missing-field";
    of(short(json!({})), &some("5 / count visit v <= 80%"), ["2024-01 undetermined missing-field", missing]);
}

fn found_of(scene: Scene, clauses: &str) -> Vec<String> {
    scene.probe(clauses).run().duties("P")
}
