//! Exceptions, lawful overlaps, judgements on record, and rules applied mutatis mutandis.

use super::scene::{Outcome, Scene};
use serde_json::{Value, json};

/// A loan of 2024-06-03, due on the 24th and not returned; everything complete.
fn overdue(more: Value, member: Value) -> Scene {
    let mut loan = json!({"id": "a", "lent_on": "2024-06-03", "taken_back": "2024-06-04", "branch": "x"});
    loan.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let mut whole = json!({"joined_on": "2024-06-01", "loans": [loan]});
    whole.as_object_mut().unwrap().extend(member.as_object().unwrap().clone());
    Scene::at("2024-09-30").member(whole)
}

fn closed(more: Value, member: Value) -> Outcome {
    overdue(more, member).args(&["--assume-complete"]).run()
}

#[test]
fn an_exception_inside_the_rule_exempts_where_it_holds() {
    let of = |lost: &str| closed(json!({"lost_on": lost}), json!({})).only("LL-5");
    assert_eq!(of("2024-06-24"), "a exempt exception");
    assert_eq!(of("2024-06-25"), "a violation no-match");
    assert_eq!(of("2024-06"), "a judgement exception-unknown");
    assert_eq!(of("none"), "a violation no-match");
    assert_eq!(
        closed(json!({"lost_on": "2024-06-01", "handback": {"date": "2024-06-20"}}), json!({})).only("LL-5"),
        "a conform met",
        "not needed"
    );
    assert_eq!(
        closed(json!({"lost_on": "2024-06", "handback": {"date": "2024-06-20"}}), json!({})).only("LL-5"),
        "a conform met",
        "not needed"
    );
    let unknown = closed(json!({"lost_on": "2024-06", "handback": {"date": "2024-06"}}), json!({}));
    assert_eq!(unknown.only("LL-5"), "a undetermined partial-date", "the requirement is not known to fail");
    assert_eq!(
        closed(json!({"lost_on": "2024-06-01", "handback": {"date": "2024-06"}}), json!({})).only("LL-5"),
        "a exempt exception"
    );
}

/// An exception of its own has its own force, at the anchor of the duty.
#[test]
fn an_exception_of_its_own_is_in_force_or_not() {
    let closure = |from: &str, to: &str| json!({"closures": [{"from": from, "to": to}]});
    let of = |from: &str, to: &str| closed(json!({}), closure(from, to)).only("LL-5");
    assert_eq!(of("2024-06-24", "2024-06-24"), "a exempt exception");
    assert_eq!(of("2024-06-20", "2024-06-23"), "a violation no-match");
    assert_eq!(of("2024-06-25", "2024-06-30"), "a violation no-match");
    assert_eq!(of("2024-06-20", "none"), "a exempt exception");
    assert_eq!(of("2024-06", "2024-06-30"), "a judgement exception-unknown");
    let later = |lent: &str| closed(json!({"lent_on": lent}), closure("2024-06-01", "none")).only("LL-5");
    assert_eq!(
        (later("2024-07-31"), later("2024-08-01")),
        ("a exempt exception".to_owned(), "a violation no-match".to_owned())
    );
    let open = overdue(json!({}), json!({})).complete(&["loan", "visit"]).shown().run();
    assert_eq!(open.only("LL-5"), "a judgement exception-unknown");
}

/// The first exception that holds is named, with its citation in the words of the report.
#[test]
fn the_exception_is_named() {
    let found = overdue(json!({}), json!({"closures": [{"from": "2024-06-24", "to": "2024-06-24"}]}));
    let found = found.args(&["--assume-complete", "--format", "text=/dev/null", "--select", "LL-5"]).run();
    let line = found.of("LL-5")[0];
    assert_eq!(line["verdict"], "exempt");
    let rule: Vec<&Value> =
        line["locations"].as_array().unwrap().iter().filter(|place| place["role"] == "rule").collect();
    assert_eq!(rule.len(), 1);
    let line_of_when = include_str!("../../packs/library/duties.kijun")
        .lines()
        .position(|line| line.contains("k.from <= due_day(l)"))
        .unwrap()
        + 1;
    assert_eq!(rule[0]["line"], line_of_when);
}

#[test]
fn an_anchor_that_may_lie_outside_the_force_of_an_exception_asks() {
    let exception =
        "exception PE \"x\"\n  basis LL art 1\n  force 2024-05-15..\n  rules P\n  for c : member\n  when true";
    let scene = Scene::at("2024-06-30").args(&["--assume-complete"]).member(json!({"joined_on": "2024-05"}));
    assert_eq!(scene.probe("require false").rules(exception).run().only("P"), "judgement exception-unknown");
}

/// `effect judgement` leaves it to a person even where it holds.
#[test]
fn an_exception_may_ask_for_a_judgement() {
    let exception = |when: &str| {
        format!("exception PE \"x\"\n  basis LL art 1\n  rules P\n  for c : member\n  when {when}\n  effect 要確認")
    };
    let of = |when: &str, require: &str| {
        let scene = Scene::at("2024-06-30").args(&["--assume-complete"]).member(json!({}));
        scene.probe(&format!("require {require}")).rules(&exception(when)).run().only("P")
    };
    assert_eq!(of("true", "false"), "judgement judgement-needed");
    assert_eq!(of("false", "false"), "violation not-met");
    assert_eq!(of("true", "true"), "conform met");
}

/// Of two exceptions the one that holds decides, wherever it stands; an unknown one does not hide it.
#[test]
fn an_exception_that_holds_comes_before_one_that_cannot_be_told() {
    let exceptions = "exception PE-1 \"x\"\n  basis LL art 1\n  rules P\n  for c : member\n  when exists seat s\nexception PE-2 \"y\"\n  basis LL art 1\n  rules P\n  for c : member\n  when true";
    let scene = Scene::at("2024-06-30").member(json!({}));
    assert_eq!(scene.probe("require false").rules(exceptions).run().only("P"), "exempt exception");
}

#[test]
fn a_window_is_known_to_an_exception() {
    let exceptions =
        "exception PE \"x\"\n  basis LL art 1\n  rules P\n  for c : member\n  per m : month\n  when m = 2024-02";
    let scene = Scene::at("2024-06-30").args(&["--assume-complete"]).member(json!({"left_on": "2024-03-31"}));
    let found = scene.probe("per m in months(c.membership, partial: include)\nrequire false").rules(exceptions).run();
    assert_eq!(
        found.duties("P"),
        ["2024-01 violation not-met", "2024-02 exempt exception", "2024-03 violation not-met"]
    );
}

#[test]
fn a_lawful_overlap_takes_away_an_order_finding_only() {
    let of = |promised: &str, renewed: &str| {
        let loan = json!({"promised_on": promised, "renewals": [{"date": renewed}]});
        closed(loan, json!({})).only("LL-10-order")
    };
    assert_eq!(of("2024-06-04", "2024-06-05"), "a conform met");
    assert_eq!(of("2024-06-05", "2024-06-05"), "a exempt overlap");
    assert_eq!(of("2024-06-06", "2024-06-05"), "a violation not-met");
    assert_eq!(of("2024-06", "2024-05-31"), "a violation not-met");
    assert_eq!(of("2024-06", "2024-06-30"), "a exempt overlap");
    assert_eq!(closed(json!({}), json!({})).only("LL-10-order"), "a not-applicable condition");
}

/// A decision on hardship between the loan and 30 days after the due day (2024-06-03 to 2024-07-24).
#[test]
fn a_judgement_on_record_decides() {
    let decision = |date: &str, answer: Value| json!({"decisions": [{"date": date, "matter": "hardship", "answer": answer, "why": "illness", "signed": "架空 花子", "loan": "a"}]});
    let of = |decision: Value| closed(json!({}), decision).only("LL-6");
    assert_eq!(of(decision("2024-06-03", json!(true))), "a exempt exception");
    assert_eq!(of(decision("2024-07-24", json!(true))), "a exempt exception");
    assert_eq!(of(decision("2024-07-25", json!(true))), "a violation no-match");
    assert_eq!(of(decision("2024-06-10", json!(false))), "a violation no-match");
    assert_eq!(of(decision("2024-06-10", json!("unknown"))), "a judgement judgement-needed");
    assert_eq!(of(json!({})), "a violation no-match", "the world is closed and there is none");
    let other = json!({"decisions": [{"date": "2024-06-10", "matter": "spoiled", "answer": true, "why": "illness", "signed": "架空 花子"}]});
    assert_eq!(of(other), "a violation no-match");
}

#[test]
fn where_no_judgement_can_be_seen_a_person_is_asked() {
    let open = |decisions: Value| {
        overdue(json!({}), decisions)
            .complete(&["loan", "reminder"])
            .shown()
            .member(json!({
        "joined_on": "2023-01-01", "reminders": [{"date": "2023-01-01"}]}))
            .run()
    };
    let first = |outcome: Outcome| outcome.duties("LL-6").into_iter().find(|duty| duty.starts_with("M1 ")).unwrap();
    assert_eq!(first(open(json!({}))), "M1 a judgement judgement-needed");
    let no = json!({"decisions": [{"date": "2024-06-10", "matter": "hardship", "answer": false, "why": "illness", "signed": "架空 花子", "loan": "a"}]});
    assert_eq!(first(open(no)), "M1 a violation no-match", "a recorded no decides");
    let yes = json!({"decisions": [{"date": "2024-06-10", "matter": "hardship", "answer": true, "why": "illness", "signed": "架空 花子", "loan": "a"}]});
    assert_eq!(first(open(yes)), "M1 a exempt exception");
    let covered = overdue(json!({}), json!({}))
        .shown()
        .complete(&["loan"])
        .complete_for("decision", "2024-06-03", "2024-07-24")
        .complete_for("reminder", "2024-06-25", "2024-07-04");
    let others = json!({"joined_on": "2023-01-01", "reminders": [{"date": "2023-01-01"}], "decisions": [{"date": "2023-01-01", "matter": "spoiled", "answer": true, "why": "illness", "signed": "架空 花子"}]});
    assert_eq!(first(covered.member(others).run()), "M1 a violation no-match");
}

/// A requirement that lacks only a judgement is a judgement; one that lacks a field as well is undetermined.
#[test]
fn a_requirement_may_rest_on_a_judgement() {
    let of = |require: &str| {
        let scene = overdue(json!({}), json!({"left_on": "unknown"})).complete(&["loan"]);
        scene.probe(&format!("for l : loan\nanchor l.lent_on\nrequire {require}")).run().only("P")
    };
    assert_eq!(of("judged hardship_for(l)"), "a judgement judgement-needed");
    assert_eq!(of("判断 やむを得ない(l) または 真"), "a conform met");
    assert_eq!(of("judged hardship_for(l) and l.parent.left_on > 2024-01-01"), "a undetermined missing-field");
    assert_eq!(of("not judged hardship_for(l)"), "a judgement judgement-needed");
}

/// 準用: the applied rule's first `where` gives way to that of the `apply` item, its second stays; title, citation and
/// force are joined.
#[test]
fn a_rule_applied_to_other_subjects_keeps_its_further_conditions() {
    let loan = |id: &str, lent: &str, kind: Value, renewed: &str| json!({"id": id, "lent_on": lent, "branch": "x", "kind": kind, "renewals": [{"date": renewed}]});
    let loans = [
        loan("0", "2024-06-03", json!("journal"), "2024-06-24"),
        loan("1", "2024-06-03", json!("journal"), "2024-06-25"),
        loan("2", "2024-06-03", json!("book"), "2024-06-25"),
        loan("3", "2024-06-03", json!("film"), "2024-06-25"),
        loan("4", "2011-06-03", json!("journal"), "2012-06-25"),
        loan("5", "2015-03-31", json!("journal"), "2016-06-25"),
        loan("6", "2015-04-01", json!("journal"), "2016-06-25"),
        loan("7", "2024-06-03", json!(null), "2024-06-25"),
    ];
    let found = Scene::at("2024-09-30")
        .args(&["--assume-complete"])
        .member(json!({"joined_on": "2010-01-01", "loans": loans}))
        .run();
    let (condition, fails) = ("not-applicable condition", "violation not-met");
    let numbered = |words: [&str; 8]| -> Vec<String> {
        words.iter().enumerate().map(|(at, words)| format!("{at} {words}")).collect()
    };
    let base = ["conform met", fails, fails, condition, condition, fails, fails, fails];
    assert_eq!(found.duties("LL-9"), numbered(base));
    let early = "not-applicable not-in-force";
    assert_eq!(
        found.duties("LL-11/LL-9"),
        numbered(["conform met", fails, condition, condition, early, early, fails, condition])
    );
    let line = found.of("LL-11/LL-9")[0];
    assert_eq!(line["citation"], "貸出規則 第11条（準用：貸出規則 第9条）");
    assert_eq!(line["in_force"], json!(["2015-04-01", null]));
    assert_eq!(line["class"], "fine");
    assert!(line["message"].as_str().unwrap().starts_with("journals: Renewals in time"), "{line}");
}

/// A film fails the second `where` of LL-9 also where the rule is applied by 準用 to films.
#[test]
fn the_second_condition_stays_under_another_first() {
    let apply = "apply LL-99 \"映像\"\n  basis LL art 99\n  rules LL-9\n  for f : loan\n  where recorded(f.kind) and f.kind in {film, journal}";
    let loan = |id: &str, kind: &str| json!({"id": id, "lent_on": "2011-06-03", "branch": "x", "kind": kind, "renewals": [{"date": "2011-12-31"}]});
    let member = json!({"joined_on": "2010-01-01", "loans": [loan("a", "film"), loan("b", "journal")]});
    let found = Scene::at("2024-09-30").args(&["--assume-complete"]).member(member).rules(apply).run();
    assert_eq!(found.duties("LL-99/LL-9"), ["a not-applicable condition", "b violation not-met"]);
    assert_eq!(found.duties("LL-9"), ["a not-applicable condition", "b not-applicable condition"]);
}

/// A decision about another loan is none about this one, whether or not the other is in the export.
#[test]
fn a_judgement_on_something_else_does_not_exempt() {
    let elsewhere = json!({"decisions": [{"date": "2024-06-10", "matter": "hardship", "answer": true, "why": "illness", "signed": "架空 花子", "loan": "gone"}]});
    let found = closed(json!({}), elsewhere).only("LL-6");
    assert!(["a violation no-match", "a judgement judgement-needed"].contains(&found.as_str()), "{found}");
}

#[test]
fn a_judgement_on_another_loan_of_the_case_does_not_exempt() {
    let decision = json!({"date": "2024-06-10", "matter": "hardship", "answer": true, "why": "illness", "signed": "架空 花子", "loan": "b"});
    let loans = [
        json!({"id": "a", "lent_on": "2024-06-03", "branch": "x"}),
        json!({"id": "b", "lent_on": "2024-06-03", "branch": "x"}),
    ];
    let member = json!({"joined_on": "2024-06-01", "loans": loans, "decisions": [decision]});
    let found = Scene::at("2024-09-30").args(&["--assume-complete"]).member(member).run();
    assert_eq!(found.duties("LL-6"), ["a violation no-match", "b exempt exception"]);
}
