//! `filled_in`: an empty field is a failure only where the export shows such fields, holds the record whole, and there is
//! no time left.

use super::scene::{Outcome, Scene};
use serde_json::{Value, json};

const PROBE: &str = "for l : loan\nanchor l.lent_on\ndue l.lent_on + 10 days\nrequire filled_in(l.kind)";

/// One loan without its kind (but for what is added to it), and another member's loan that shows the field.
fn scene(day: &str, loan: &Value) -> Scene {
    let mut own = json!({"id": "L1", "lent_on": "2024-03-01", "branch": "B1"});
    for (key, value) in loan.as_object().expect("a loan is an object") {
        own[key] = value.clone();
    }
    Scene::at(day).probe(PROBE).member(json!({"loans": [own]}))
}

fn shown(scene: Scene) -> Scene {
    scene.member(json!({"loans": [{"id": "L2", "lent_on": "2024-03-01", "branch": "B1", "kind": "book", "handback": "none", "renewals": "none", "damages": "none"}]}))
}

fn of(outcome: &Outcome) -> String {
    outcome.duties("P").first().cloned().unwrap_or_default()
}

#[test]
fn an_empty_field_of_a_record_that_is_held_whole_was_left_empty() {
    let found = shown(scene("2024-06-30", &json!({}))).complete(&["loan"]).run();
    assert_eq!(found.duties("P"), ["M1 L1 violation not-met", "M2 L2 conform met"]);
    assert_eq!(found.notices("K-fields-nowhere").len(), 0);
}

#[test]
fn without_a_declaration_at_the_records_day_it_cannot_be_told() {
    assert_eq!(of(&shown(scene("2024-06-30", &json!({}))).run()), "M1 L1 undetermined open-kind");
    let late = shown(scene("2024-06-30", &json!({}))).complete_for("loan", "2024-03-02", "");
    assert_eq!(of(&late.run()), "M1 L1 undetermined open-kind");
    let on_the_day = shown(scene("2024-06-30", &json!({}))).complete_for("loan", "2024-03-01", "2024-03-01");
    assert_eq!(of(&on_the_day.run()), "M1 L1 violation not-met");
}

#[test]
fn a_field_that_no_record_holds_is_not_shown_by_the_export() {
    let found = scene("2024-06-30", &json!({})).complete(&["loan"]).run();
    assert_eq!(of(&found), "L1 undetermined missing-field");
    let notices = found.notices("K-fields-nowhere");
    assert_eq!(notices.len(), 1, "one a kind");
    let message = notices[0]["message"].as_str().expect("a message is a text");
    assert!(message.contains("`loan`") && message.contains(": kind, handback, renewals, damages;"), "{message}");
    let derived = json!({"_derived": "a note", "id": "L2", "lent_on": "2024-03-01", "branch": "B1", "kind": "book"});
    let derived = scene("2024-06-30", &json!({})).member(json!({"loans": [derived]}));
    assert_eq!(
        of(&derived.complete(&["loan"]).run()),
        "M1 L1 undetermined missing-field",
        "nor does a derived one show it"
    );
    let assumed = scene("2024-06-30", &json!({})).args(&["--assume-complete"]).run();
    assert_eq!(of(&assumed), "L1 undetermined missing-field");
}

#[test]
fn what_the_field_says_itself_stands() {
    for (word, verdict) in
        [("none", "violation not-met"), ("unknown", "undetermined missing-field"), ("book", "conform met")]
    {
        let found = shown(scene("2024-06-30", &json!({"kind": word}))).run();
        assert_eq!(of(&found), format!("M1 L1 {verdict}"), "{word}");
    }
}

#[test]
fn a_derived_record_says_nothing_of_what_it_leaves_out() {
    let found = shown(scene("2024-06-30", &json!({"_derived": "a note"}))).complete(&["loan"]).run();
    assert_eq!(of(&found), "M1 L1 undetermined missing-field");
}

#[test]
fn there_is_time_to_fill_it_in_until_the_due_day_is_over() {
    let on = |day: &str| of(&shown(scene(day, &json!({}))).complete(&["loan"]).run());
    assert_eq!(on("2024-03-11"), "M1 L1 pending not-due");
    assert_eq!(on("2024-03-12"), "M1 L1 violation not-met");
}

/// A list that no record of the kind has, as the other side of a field that none holds.
#[test]
fn a_nested_list_that_no_record_has_is_not_shown_by_the_export() {
    let handed = |loans: Value| {
        let probe = "for l : loan\nanchor l.lent_on\nrequire exists handback h in l.handback";
        Scene::at("2024-06-30").probe(probe).complete(&["loan"]).member(json!({ "loans": loans }))
    };
    let loan = |id: &str| json!({"id": id, "lent_on": "2024-03-01", "branch": "B1"});
    let nowhere = handed(json!([loan("L1")])).run();
    assert_eq!(of(&nowhere), "L1 undetermined missing-field");
    let message = nowhere.notices("K-fields-nowhere")[0]["message"].as_str().unwrap().to_owned();
    assert!(message.contains("`loan`") && message.contains("handback"), "{message}");
    let mut back = loan("L2");
    back["handback"] = json!({"date": "2024-03-05", "at_counter": true});
    let shown = handed(json!([loan("L1"), back])).run();
    assert_eq!(shown.duties("P"), ["L1 violation no-match", "L2 conform met"]);
}

/// Whoever has nothing that could hold one is asked nothing; what windows are made of is as unknown as what a condition asks.
#[test]
fn an_unshown_list_is_unknown_only_where_a_record_may_hold_one() {
    let loan = json!({"id": "L1", "lent_on": "2024-03-01", "branch": "B1"});
    let of = |clauses: &str| {
        let scene = Scene::at("2024-06-30").complete(&["loan"]).member(json!({"loans": "none"}));
        scene.member(json!({"loans": [loan]})).probe(clauses).run()
    };
    let none = of("require none damage d");
    assert_eq!(none.duties("P"), ["M1 conform met", "M2 undetermined missing-field"]);
    let renewed = of("for d : renewal\nanchor d.date\nrequire true");
    assert_eq!(renewed.duties("P"), ["M1 null not-applicable no-record", "M2 null undetermined missing-field"]);
    let pages = of(
        "for l : loan\nanchor l.lent_on\nper x in distinct { d.page for damage d in l.damages where recorded(d.page) }\nrequire x > 0",
    );
    assert!(pages.duties("P").contains(&"M2 L1 undetermined missing-field".to_owned()), "{:?}", pages.duties("P"));
    let scene = Scene::at("2024-06-30").member(json!({"loans": [loan]})).complete(&["loan"]);
    let scene = scene.probe("for l : loan\nanchor l.lent_on\nrequire count damage d in l.damages <= 3");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("report.txt");
    scene.args(&["--format", &format!("text={}", file.to_string_lossy())]).run();
    let report = std::fs::read_to_string(file).expect("a report");
    assert!(report.contains("nothing in the export holds"), "a count says what it lacks: {report}");
}

/// What comes from a hidden field is hidden as an interval and as a month too.
#[test]
fn a_hidden_date_is_hidden_in_intervals_and_months() {
    let schema =
        "extend loan\n  field given_on 寄贈日 : date? personal\n  field given 寄贈の期間 : [lent_on, given_on]\n";
    let probe = "for l : loan\nanchor l.lent_on\nper m in months([l.lent_on, l.given_on else l.lent_on], partial: include)\n\
                 require false\nmessage ja \"{l.given}{l.given.end}\" en \"from {l.given} to {l.given.end}\"";
    let loan = json!({"id": "L1", "lent_on": "2019-12-24", "branch": "B1", "given_on": "2019-12-24"});
    let scene = Scene::at("2024-06-30").complete(&["loan"]).member(json!({"loans": [loan]})).rules(schema).probe(probe);
    let found = scene.run();
    let line = found.of("P")[0];
    assert!(!line["message"].as_str().unwrap().contains("2019"), "{line}");
    assert_eq!(line["window"], json!({"value": "■■"}));
}
