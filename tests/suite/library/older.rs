//! Law of its day: versions with a gap between them, older law that a transitional clause keeps, and provisions that had
//! another number.

use super::scene::{Outcome, Scene};
use serde_json::{Value, json};

/// A club that began on a day of 2016 to 2018, with sessions and forms.
fn club(begun: &str, sessions: &[&str], forms: Value) -> Scene {
    let sessions: Vec<Value> = sessions
        .iter()
        .map(|day| json!({"date": day, "place": "x", "seats": 1, "attended": 1, "balance": 0}))
        .collect();
    let member = json!({"joined_on": "2012-01-01", "forms": forms,
        "clubs": [{"id": "k", "begun_on": begun, "sessions": sessions}]});
    Scene::at("2024-12-31").member(member)
}

fn whole(scene: &Scene) -> Outcome {
    scene.clone().args(&["--assume-complete"]).run()
}

fn kept(day: &str) -> Value {
    json!([{"date": day, "what": "keep_old", "club": "k"}])
}

/// Thirty days with the first one counted, until March 2017; a month from the day after, since April 2018.
#[test]
fn the_version_of_the_anchor_is_applied_and_a_gap_has_none() {
    let of = |begun: &str, session: &str| whole(&club(begun, &[session], json!([]))).only("LL-21");
    assert_eq!(of("2017-03-31", "2017-04-29"), "k conform met");
    assert_eq!(of("2017-03-31", "2017-04-30"), "k violation no-match");
    assert_eq!(of("2017-04-01", "2017-04-02"), "k not-applicable not-in-force");
    assert_eq!(of("2018-03-31", "2018-04-02"), "k not-applicable not-in-force");
    assert_eq!(of("2018-04-01", "2018-05-01"), "k conform met");
    assert_eq!(of("2018-04-01", "2018-05-02"), "k violation no-match");
    assert_eq!(of("2017-03", "2017-04-02"), "k undetermined partial-date", "in time for some days only");
    assert_eq!(of("2018-03", "2018-04-02"), "k not-applicable not-in-force");
    assert_eq!(of("2018", "2018-04-02"), "k undetermined anchor-unknown");
}

/// On the last day of a transitional clause the old law is applied where it was asked for; the day after it is not.
#[test]
fn older_law_is_applied_until_the_last_day_of_its_clause() {
    let of = |begun: &str, session: &str, asked: &str| whole(&club(begun, &[session], kept(asked)));
    let last = of("2018-09-30", "2018-10-29", "2018-10-01");
    assert_eq!(last.only("LL-21"), "k conform met");
    let line = last.of("LL-21")[0];
    assert_eq!((&line["in_force"], &line["due"]), (&json!(["2012-04-01", "2017-03-31"]), &json!("2018-10-29")));
    assert_eq!(line["citation"], "貸出規則 第21条第2号", "the number that the law had which is applied");
    assert_eq!(of("2018-09-30", "2018-10-30", "2018-10-01").only("LL-21"), "k violation no-match");
    assert_eq!(of("2018-09-30", "2018-10-30", "2018-10-15").only("LL-21"), "k conform met", "not asked for in time");
    let after = of("2018-10-01", "2018-10-31", "2018-10-02");
    assert_eq!(after.only("LL-21"), "k conform met");
    let line = after.of("LL-21")[0];
    assert_eq!((&line["in_force"], &line["citation"]), (&json!(["2018-04-01", null]), &json!("貸出規則 第21条第3号")));
    assert_eq!(of("2018-03-31", "2018-04-29", "2018-04-01").only("LL-21"), "k not-applicable not-in-force");
    let first = of("2018-04-01", "2018-05-01", "2018-04-01");
    assert_eq!(first.only("LL-21"), "k violation no-match", "thirty days, not a month");
}

#[test]
fn older_law_is_named_in_the_report() {
    let text = club("2018-09-30", &[], kept("2018-10-01")).report_of("LL-21");
    let words = "judged by the law of 2017-03-31, by `clubs under the old rules` (Lending Rules 附則";
    assert!(text.contains(words), "{text}");
}

/// Whether older law is kept must be known before anything else is judged.
#[test]
fn a_transitional_clause_that_cannot_be_told_leaves_the_duty_open() {
    let scene = |forms: Value| club("2018-09-30", &["2018-10-01"], forms);
    let open = scene(json!([])).complete(&["club"]).run();
    assert_eq!(open.only("LL-21"), "k undetermined open-kind");
    let partial = whole(&scene(json!([{"date": "2018-10", "what": "keep_old"}])));
    assert_eq!(partial.only("LL-21"), "k undetermined partial-date");
    let unsure = whole(&club("2018-09", &["2018-10-01"], json!([])));
    assert_eq!(unsure.only("LL-21"), "k conform met", "no version and no clause changes on any of these days");
}

fn transition(id: &str, law_of: &str) -> String {
    format!("transition {id} \"{id}\"\n  basis NB \"8\"\n  rules P\n  for c : member\n  law_of {law_of}")
}

fn probe_scene(rules: &[String]) -> Scene {
    let rule = "version 2000-01-01..2009-12-31\nrequire false\nversion 2020-01-01..\nrequire true";
    let scene = Scene::at("2024-06-30").member(json!({})).probe(rule);
    rules.iter().fold(scene, |scene, rule| scene.rules(rule))
}

fn probe(rules: &[String]) -> Outcome {
    whole(&probe_scene(rules))
}

/// Two clauses of one day are one; of different days a person decides, with both places.
#[test]
fn transitional_clauses_that_name_different_days_clash() {
    assert_eq!(probe(&[]).only("P"), "conform met");
    assert_eq!(probe(&[transition("PT-1", "2009-12-31")]).only("P"), "violation not-met");
    let same = probe(&[transition("PT-1", "2009-12-31"), transition("PT-2", "2009-12-31")]);
    assert_eq!(same.only("P"), "violation not-met");
    let other = probe(&[transition("PT-1", "2009-12-31"), transition("PT-2", "2001-01-01")]);
    assert_eq!(other.only("P"), "judgement exceptions-clash");
    let places = other.of("P")[0]["locations"].as_array().unwrap().clone();
    let rules: Vec<&Value> = places.iter().filter(|place| place["role"] == "rule").collect();
    assert_eq!(rules.len(), 2, "{places:?}");
    let text = probe_scene(&[transition("PT-1", "2009-12-31"), transition("PT-2", "2001-01-01")]).report_of("P");
    assert!(text.contains("transitional clauses keep the law of different days"), "{text}");
}

#[test]
fn a_day_on_which_no_law_was_in_force_gives_no_duty() {
    for day in ["2010-01-01", "2019-12-31", "1999-12-31"] {
        assert_eq!(probe(&[transition("PT-1", day)]).only("P"), "not-applicable not-in-force", "{day}");
    }
}

/// Parameters are those of the older law too.
#[test]
fn older_law_has_its_parameters() {
    let of = |rule: &str| {
        let scene = Scene::at("2024-06-30").member(json!({})).args(&["--assume-complete"]);
        scene.probe("require loan_days = 14 days").rules(rule).run().only("P")
    };
    assert_eq!(of(""), "violation not-met");
    assert_eq!(of(&transition("PT-1", "2020-03-31")), "conform met");
    assert_eq!(of(&transition("PT-1", "2020-04-01")), "violation not-met");
}

/// The number a provision had on the duty's day: the longest part that had another one is replaced.
#[test]
fn a_provision_is_cited_by_the_number_of_its_day() {
    let of = |begun: &str, rule: &str| {
        let found = whole(&club(begun, &[], json!([])));
        found.of(rule)[0]["citation"].as_str().unwrap().to_owned()
    };
    assert_eq!(of("2018-03-31", "LL-20"), "貸出規則 第19条の2第1項・貸出規則 第19条第1項・貸出規則 第20条の2");
    assert_eq!(of("2018-04-01", "LL-20"), "貸出規則 第20条第2項・貸出規則 第20条第1項・貸出規則 第20条の2");
    assert_eq!(of("2015-03-31", "LL-21"), "貸出規則 第21条第3号");
    assert_eq!(of("2015-04-01", "LL-21"), "貸出規則 第21条第2号");
    assert_eq!(of("2018-03-31", "LL-21"), "貸出規則 第21条第2号");
    assert_eq!(of("2018-04-01", "LL-21"), "貸出規則 第21条第3号");
    assert_eq!(of("2018-03-31", "LL-28"), "貸出規則 第28条");
}

/// So are exceptions and rules applied mutatis mutandis.
#[test]
fn exceptions_and_applied_rules_are_cited_by_the_number_of_the_day_too() {
    let text = |begun: &str| {
        let young = json!({"id": "k", "begun_on": begun, "leader_born": "2010-01-01"});
        let member = json!({"joined_on": "2012-01-01", "clubs": [young]});
        Scene::at("2024-12-31").member(member).report_of("LL-21")
    };
    let old = text("2017-03-01");
    assert!(old.contains("instead (Lending Rules art 19_2 para 1)"), "{old}");
    let new = text("2018-04-01");
    assert!(new.contains("instead (Lending Rules art 20 para 2)"), "{new}");
    let circle = json!({"joined_on": "2012-01-01", "circles": [{"id": "a", "opened_on": "2017-03-31"}]});
    let found = whole(&Scene::at("2024-12-31").member(circle));
    assert_eq!(found.of("LL-22/LL-21")[0]["citation"], "貸出規則 第22条（準用：貸出規則 第21条第2号）");
}
