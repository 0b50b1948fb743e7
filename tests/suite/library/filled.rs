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
