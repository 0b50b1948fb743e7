//! Corners that a second evaluator found, each at its smallest.

use super::scene::Scene;
use serde_json::{Value, json};

fn member(more: &Value) -> Value {
    let mut member = json!({"joined_on": "2020-01-01"});
    member.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    member
}

/// The duties of one rule over one member.
fn duties(scene: Scene, more: &Value, clauses: &str) -> Vec<String> {
    scene.member(member(more)).probe(clauses).run().duties("P")
}

fn whole() -> Scene {
    Scene::at("2024-12-31").args(&["--assume-complete"])
}

#[test]
fn an_end_that_is_open_stays_open_when_it_is_moved() {
    let loans = json!({"loans": [{"id": "a", "lent_on": "2024-05-01", "branch": "x"}]});
    for end in ["l.taken_back - 1 month", "l.taken_back + 30 days", "end_of_month(l.taken_back)"] {
        let rule = format!("for l : loan\nanchor l.lent_on\nrequire l.lent_on <= {end}");
        assert_eq!(duties(whole(), &loans, &rule), ["a conform met"], "{end}");
    }
}

/// `recorded` says that it is recorded, so nothing stands in for it.
#[test]
fn a_reference_that_leads_nowhere_is_not_replaced() {
    let records = json!({"loans": [{"id": "a", "lent_on": "2024-05-01", "branch": "x"}],
                         "reminders": [{"id": "r", "date": "2024-05-01", "loan": "nowhere"}]});
    let rule = "for l : loan\nanchor l.lent_on\nrequire each reminder r : (r.loan else l) = l";
    assert_eq!(duties(whole(), &records, rule), ["a undetermined missing-field"]);
}

/// Which of two loans in January came first is not known, and does not matter for the loan after March's.
#[test]
fn the_record_before_does_not_depend_on_the_order_of_the_list() {
    let loan = |id: &str, day: &str| json!({"id": id, "lent_on": day, "branch": "x"});
    let all = [loan("a", "2024-01"), loan("b", "2024-01-15"), loan("c", "2024-03-01"), loan("d", "2024-04-01")];
    let rule = "for l : loan\nwhere l.id = \"d\"\nanchor 2024-05-01\nrequire previous(l).id = \"c\"";
    for order in [[0, 1, 2, 3], [2, 0, 1, 3], [3, 1, 0, 2]] {
        let loans: Vec<Value> = order.iter().map(|at: &usize| all[*at].clone()).collect();
        let found = duties(whole(), &json!({"loans": loans}), rule);
        assert_eq!(found.last().unwrap(), "d conform met", "{order:?}");
    }
}

/// The loan of June does not exist yet in May.
#[test]
fn what_is_unknown_in_a_later_record_raises_no_doubt_before_it() {
    let records = json!({"loans": [{"id": "a", "lent_on": "2024-06-01", "branch": "x", "renewals": "unknown"}]});
    let rule = "anchor 2024-03-01\nrequire none renewal r";
    let scene = |day: &str| whole().args(&["--as-of", day]);
    assert_eq!(duties(scene("2024-05-31"), &records, rule), ["conform met"]);
    assert_eq!(duties(scene("2024-06-01"), &records, rule), ["undetermined missing-field"]);
}

/// The visits of the condition are complete; the loans, of which windows are made, are not.
#[test]
fn what_a_condition_ranges_over_makes_no_windows() {
    let rule = "per b in distinct { l.branch for loan l where earliest({ v.date for visit v }) <= l.lent_on }\n\
                require exists visit v (v.where_at = b)";
    let rule = rule.replace("v.where_at = b", "recorded(v.where_at), v.where_at = b");
    let scene = Scene::at("2024-12-31").complete(&["visit"]);
    assert_eq!(duties(scene, &json!({}), &rule), ["undetermined open-kind"]);
}

/// Joined some day of 2024, left on 1 February: February cannot begin part-way.
#[test]
fn a_month_of_which_only_the_first_day_may_be_covered_is_no_first_month_in_part() {
    let scene = whole().member(json!({"joined_on": "2024", "left_on": "2024-02-01"}));
    let found = scene.run().duties("LL-1-first");
    assert!(found.iter().all(|duty| !duty.contains("2024-02")), "{found:?}");
    assert!(found.iter().any(|duty| duty.contains("2024-01")), "{found:?}");
}
