//! Law beside a rule: requirements put in place of another, exceptions that combine or clash, older law that still
//! applies, numbers of provisions as they stood, rules applied with names read as others.

use super::scene::{Outcome, Scene};
use serde_json::{Value, json};

/// A club that began on 2024-06-10: a first session is due on 07-10, or on 09-08 where its leader is young.
fn club(more: Value) -> Value {
    let mut club = json!({"id": "k", "begun_on": "2024-06-10"});
    club.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    club
}

fn on(day: &str, club: Value, member: Value) -> Outcome {
    let mut whole = json!({"joined_on": "2012-01-01", "clubs": [club]});
    whole.as_object_mut().unwrap().extend(member.as_object().unwrap().clone());
    Scene::at(day).member(whole).args(&["--assume-complete"]).run()
}

fn first_session(day: &str, more: Value, member: Value) -> String {
    on(day, club(more), member).only("LL-21")
}

fn sessions(days: &[&str]) -> Value {
    days.iter().map(|day| json!({"date": day, "place": "x", "seats": 1, "attended": 1, "balance": 0})).collect()
}

fn form(day: &str) -> Value {
    json!({"forms": [{"date": day, "what": "event", "club": "k"}]})
}

fn scene_of(club: Value, member: Value) -> Scene {
    let mut whole = json!({"joined_on": "2012-01-01", "clubs": [club]});
    whole.as_object_mut().unwrap().extend(member.as_object().unwrap().clone());
    Scene::at("2024-12-31").member(whole)
}

/// Lines of the rule files at which an exception is written.
fn line_of(exception: &str) -> u64 {
    let text = include_str!("../../packs/library/law.kijun");
    text.lines().position(|line| line.starts_with(&format!("exception {exception} "))).unwrap() as u64 + 1
}

fn rule_lines(found: &Outcome, rule: &str) -> Vec<u64> {
    let places = found.of(rule)[0]["locations"].as_array().unwrap().clone();
    places.iter().filter(|place| place["role"] == "rule").map(|place| place["line"].as_u64().unwrap()).collect()
}

/// With its own last day: met until the ninetieth day, pending on it, a violation on the next.
#[test]
fn a_requirement_in_place_of_another_has_its_own_day() {
    let young = |days: &[&str]| json!({"leader_born": "2010-01-01", "sessions": sessions(days)});
    assert_eq!(first_session("2024-12-31", young(&["2024-07-11"]), json!({})), "k conform replaced");
    assert_eq!(first_session("2024-12-31", young(&["2024-09-08"]), json!({})), "k conform replaced");
    assert_eq!(first_session("2024-09-08", young(&[]), json!({})), "k pending not-due");
    assert_eq!(first_session("2024-09-09", young(&[]), json!({})), "k violation no-match");
    let late = on("2024-12-31", club(young(&["2024-09-09"])), json!({}));
    assert_eq!(late.only("LL-21"), "k violation no-match");
    let line = late.of("LL-21")[0];
    assert_eq!((&line["due"], &line["cured_on"]), (&json!("2024-09-08"), &json!("2024-09-09")));
    let old = json!({"leader_born": "1990-01-01", "sessions": sessions(&["2024-07-11"])});
    assert_eq!(first_session("2024-12-31", old, json!({})), "k violation no-match", "who is not young has a month");
    let eve = |born: &str| first_session("2024-12-31", json!({"leader_born": born}), json!({}));
    assert_eq!(eve("2006-06-10"), "k violation no-match", "eighteen on the day itself");
    let asked = on("2024-08-01", club(json!({"leader_born": "2006-06-11"})), json!({}));
    assert_eq!(asked.only("LL-21"), "k pending not-due", "seventeen on the eve");
}

/// Without one, the rule's last day stands.
#[test]
fn a_requirement_in_place_of_another_may_keep_the_rules_day() {
    let hired = || json!({"room": "借室"});
    let told = on("2024-12-31", club(hired()), form("2024-06-20"));
    assert_eq!(told.only("LL-21"), "k conform replaced");
    assert_eq!(told.of("LL-21")[0]["due"], "2024-07-10");
    assert_eq!(first_session("2024-07-10", hired(), json!({})), "k violation no-match", "its window is over");
    assert_eq!(first_session("2024-06-20", hired(), json!({})), "k pending not-due");
    assert_eq!(first_session("2024-12-31", hired(), form("2024-06-21")), "k violation no-match");
    let open = scene_of(club(hired()), json!({})).complete(&["club"]).run();
    assert_eq!(open.only("LL-21"), "k undetermined open-kind");
    let text = scene_of(club(hired()), form("2024-06-20")).report_of("LL-21");
    assert!(text.contains("judged by the requirement of `a hired room` instead (Notice 21)"), "{text}");
}

/// A requirement that is met needs no exception; the report says which one was not needed, and that changes nothing.
#[test]
fn an_exception_that_is_not_needed_is_said_to_be_unused() {
    let met = json!({"room": "借室", "leader_born": "2010-01-01", "sessions": sessions(&["2024-07-10"])});
    assert_eq!(first_session("2024-12-31", met.clone(), json!({})), "k conform met");
    let text = scene_of(club(met), json!({})).report_of("LL-21");
    for title in ["a young leader", "a hired room"] {
        assert!(text.contains(&format!("the requirement is met, so the exception `{title}` was not used")), "{text}");
    }
    let plain = scene_of(club(json!({"sessions": sessions(&["2024-07-10"])})), json!({})).report_of("LL-21");
    assert!(!plain.contains("was not used"), "{plain}");
}

const FLOOD: &str =
    r#"{"date": "2024-06-20", "matter": "flood", "answer": true, "why": "disaster", "signed": "架空 花子"}"#;

fn flood(more: Value) -> Value {
    let mut decision: Value = serde_json::from_str(FLOOD).unwrap();
    decision.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({"decisions": [decision]})
}

/// Two exceptions of one effect are one exemption, and both are named.
#[test]
fn exceptions_of_one_effect_combine() {
    let mut member = flood(json!({}));
    member["closures"] = json!([{"from": "2024-06-10", "to": "2024-06-10"}]);
    let found = on("2024-12-31", club(json!({})), member.clone());
    assert_eq!(found.only("LL-21"), "k exempt exception");
    let text = scene_of(club(json!({})), member).report_of("LL-21");
    assert!(text.contains("`closed on the first day` applies (Notice 22)"), "{text}");
    assert!(text.contains("`a flood` applies (Notice 23)"), "{text}");
    let ask = |id: &str| {
        format!(
            "exception {id} \"{id}\"\n  basis NB \"9\"\n  rules P\n  for c : member\n  when true\n  effect judgement"
        )
    };
    let scene = Scene::at("2024-06-30").member(json!({})).probe("require false");
    let asked = scene.rules(&ask("PE-1")).rules(&ask("PE-2")).report_of("P");
    assert!(asked.contains("PE-1") && asked.contains("PE-2"), "{asked}");
}

/// Two requirements, or a requirement and an exemption, do not combine: a person decides, and sees both places.
#[test]
fn exceptions_that_clash_ask_a_person_and_show_both_places() {
    let both = json!({"room": "借室", "leader_born": "2010-01-01"});
    let found = on("2024-12-31", club(both.clone()), json!({}));
    assert_eq!(found.only("LL-21"), "k judgement exceptions-clash");
    assert_eq!(rule_lines(&found, "LL-21"), [line_of("LL-21-young"), line_of("LL-21-hired")]);
    let text = scene_of(club(both), json!({})).report_of("LL-21");
    assert!(text.contains("exceptions with different effects hold at once"), "{text}");
    let exempt = on("2024-12-31", club(json!({"room": "借室"})), flood(json!({})));
    assert_eq!(exempt.only("LL-21"), "k judgement exceptions-clash");
    assert_eq!(rule_lines(&exempt, "LL-21"), [line_of("LL-21-hired"), line_of("LL-21-flood")]);
    let before_due = on("2024-06-11", club(json!({"room": "借室", "leader_born": "2010-01-01"})), json!({}));
    assert_eq!(before_due.only("LL-21"), "k judgement exceptions-clash");
    let met = json!({"room": "借室", "leader_born": "2010-01-01", "sessions": sessions(&["2024-06-10"])});
    assert_eq!(first_session("2024-12-31", met, json!({})), "k conform met");
}

/// One that holds decides beside one that cannot be told; one that cannot be told asks where the requirement fails.
#[test]
fn an_exception_that_cannot_be_told_asks_only_when_it_matters() {
    let unsure = |days: &[&str]| json!({"leader_born": "2006-06", "sessions": sessions(days)});
    assert_eq!(first_session("2024-12-31", unsure(&[]), json!({})), "k judgement exception-unknown");
    assert_eq!(first_session("2024-07-01", unsure(&[]), json!({})), "k pending not-due");
    assert_eq!(first_session("2024-12-31", unsure(&["2024-07-10"]), json!({})), "k conform met");
    assert_eq!(first_session("2024-12-31", unsure(&[]), flood(json!({}))), "k exempt exception");
    assert_eq!(first_session("2024-12-31", unsure(&["2024-07"]), json!({})), "k undetermined partial-date");
}

/// A decision counts by its coded reason, its author and its date; free of any of them it decides nothing.
#[test]
fn a_judgement_rests_on_records_with_reason_author_and_date() {
    let of = |more: Value| first_session("2024-12-31", json!({}), flood(more));
    assert_eq!(of(json!({})), "k exempt exception");
    assert_eq!(of(json!({"answer": false})), "k violation no-match");
    assert_eq!(of(json!({"why": "other_why"})), "k exempt exception", "every reason counts where none are listed");
    let asked = "k judgement judgement-needed";
    for nothing in [json!({"why": null}), json!({"signed": null}), json!({"date": "unknown"})] {
        assert_eq!(of(nothing.clone()), asked, "{nothing}");
    }
    assert_eq!(of(json!({"matter": "spoiled"})), "k violation no-match", "about something else");
    assert_eq!(of(json!({"date": "2024-07-11"})), "k violation no-match", "after its time");
    let mut two = flood(json!({}));
    let no: Value = flood(json!({"answer": false}))["decisions"][0].clone();
    two["decisions"].as_array_mut().unwrap().push(no);
    assert_eq!(first_session("2024-12-31", json!({}), two), asked, "yes and no");
    let open = scene_of(club(json!({})), json!({})).complete(&["club", "closure", "form"]).shown().run();
    assert_eq!(open.only("LL-21"), asked, "nothing says that there is none");
}

/// Only the reasons that are listed count; another one is no judgement that it holds.
#[test]
fn a_reason_that_does_not_count_is_no_yes() {
    let loan = json!({"id": "a", "lent_on": "2024-06-03", "taken_back": "2024-06-04", "branch": "x"});
    let of = |why: &str, complete: &[&str]| {
        let decision =
            json!({"date": "2024-06-10", "matter": "hardship", "answer": true, "why": why, "signed": "架空 花子"});
        let member = json!({"joined_on": "2024-06-01", "loans": [loan], "decisions": [decision], "reminders": "none"});
        Scene::at("2024-09-30").member(member).shown().args(complete).run().only("LL-6")
    };
    assert_eq!(of("illness", &["--assume-complete"]), "a exempt exception");
    assert_eq!(of("disaster", &["--assume-complete"]), "a exempt exception");
    assert_eq!(of("other_why", &["--assume-complete"]), "a violation no-match");
    assert_eq!(
        of("other_why", &["--assume-complete=loan", "--assume-complete=reminder"]),
        "a judgement judgement-needed"
    );
}

/// 準用: kinds, lists and fields of the applied rule are read as those of the other kind, in its conditions and messages.
#[test]
fn a_rule_is_applied_with_names_read_as_others() {
    let circle = |id: &str, days: Value| json!({"id": id, "opened_on": "2024-06-10", "gatherings": days});
    let circles = [circle("a", json!([{"date": "2024-07-10"}])), circle("b", json!([{"date": "2024-07-11"}]))];
    let found = on("2024-12-31", club(json!({"sessions": sessions(&["2024-06-10"])})), json!({"circles": circles}));
    assert_eq!(found.duties("LL-22/LL-21"), ["a conform met", "b violation no-match"]);
    let line = found.of("LL-22/LL-21")[1];
    assert_eq!(line["subject"], json!({"kind": "circle", "key": "b"}));
    assert_eq!(line["citation"], "貸出規則 第22条（準用：貸出規則 第21条第3号）");
    assert_eq!(line["message"], "club b held no first session");
    assert_eq!((&line["due"], &line["cured_on"]), (&json!("2024-07-10"), &json!("2024-07-11")));
    assert_eq!(found.duties("LL-21"), ["k conform met"], "the applied rule itself reads what it says");
}

/// Either spelling of a name may be read as another, whichever the applied rule is written in.
#[test]
fn names_are_read_as_others_in_either_spelling() {
    let apply = "apply LL-98 \"x\"\n  basis LL art 98\n  rules LL-21\n  for z : 同好会\n  substitute 読書会 = 同好会, 例会 = gathering, 例会一覧 = 集い一覧, 始期 = opened_on";
    let circles = json!([{"id": "a", "opened_on": "2024-06-10", "gatherings": [{"date": "2024-07-11"}]}]);
    let member = json!({"joined_on": "2012-01-01", "circles": circles});
    let found = Scene::at("2024-12-31").member(member).rules(apply).args(&["--assume-complete"]).run();
    assert_eq!(found.duties("LL-98/LL-21"), ["a violation no-match"]);
}
