//! Not recorded is not the same as not done: what closes the world, and for which days.

use super::scene::{Outcome, Scene};
use kijun::cli::Exit;
use serde_json::{Value, json};

/// A member of January 2024 without a visit, at the end of June.
fn january() -> Scene {
    Scene::at("2024-06-30").member(json!({"joined_on": "2024-01-01", "left_on": "2024-01-31"}))
}

/// Somebody else's visit, so that the kind is not empty for the whole office.
fn other() -> Value {
    json!({"joined_on": "2023-01-01", "left_on": "2023-01-01", "visits": [{"date": "2023-01-01", "mode": "stop"}]})
}

fn first(outcome: &Outcome, rule: &str) -> String {
    let duties = outcome.duties(rule);
    duties.iter().find_map(|duty| duty.strip_prefix("M1 ")).unwrap_or_else(|| panic!("{duties:?}")).to_owned()
}

const OPEN: &str = "2024-01 undetermined open-kind";
const CLOSED: &str = "2024-01 violation no-match";

#[test]
fn a_kind_closes_only_where_it_is_declared_over_the_whole_window() {
    let of = |scene: Scene| first(&scene.member(other()).run(), "LL-1");
    assert_eq!(of(january()), OPEN, "not declared");
    assert_eq!(of(january().complete(&["loan"])), OPEN, "another kind");
    assert_eq!(of(january().complete(&["visit"])), CLOSED, "without ends");
    assert_eq!(of(january().complete(&["巡回"])), CLOSED, "by its Japanese name");
    assert_eq!(of(january().complete_for("visit", "2024-01-01", "2024-01-31")), CLOSED, "exactly");
    assert_eq!(of(january().complete_for("visit", "2024-01-02", "2024-06-30")), OPEN, "a day late");
    assert_eq!(of(january().complete_for("visit", "2023-01-01", "2024-01-30")), OPEN, "a day short");
    let halves = |second: &str| {
        january().complete_for("visit", second, "2024-06-30").complete_for("visit", "2024-01-01", "2024-01-15")
    };
    assert_eq!(of(halves("2024-01-16")), CLOSED, "two declarations that meet");
    assert_eq!(of(halves("2024-01-17")), OPEN, "a day between them");
    let three = halves("2024-01-20").complete_for("visit", "2024-01-10", "2024-01-19");
    assert_eq!(of(three), CLOSED, "three that meet or overlap");
    assert_eq!(of(january().complete_for("visit", "2024-01-10", "").complete_for("visit", "", "2024-03-31")), CLOSED);
}

/// The window is cut to the as-of date; a declaration never closes a day after the extraction.
#[test]
fn neither_the_as_of_date_nor_the_extraction_date_is_passed() {
    let june = |declared_to: &str, as_of: &str| {
        let member = json!({"joined_on": "2024-06-01", "left_on": "2024-06-30"});
        let scene = Scene::at("2024-06-20").complete_for("visit", "2024-01-01", declared_to);
        let found = scene.member(member).member(other()).args(&["--as-of", as_of]).run();
        first(&found, "LL-1").strip_prefix("2024-06 ").unwrap().to_owned()
    };
    assert_eq!(june("2024-12-31", "2024-06-30"), "pending not-due");
    assert_eq!(june("2024-12-31", "2024-07-01"), "undetermined open-kind");
    assert_eq!(june("2024-06-20", "2024-07-01"), "undetermined open-kind");
    let due = |as_of: &str, declared_to: &str| {
        let member = json!({"joined_on": "2024-06-01", "left_on": "2024-06-30"});
        let scene =
            Scene::at("2024-06-20").complete_for("visit", "2024-01-01", declared_to).member(member).member(other());
        let probe = "anchor c.joined_on\ndue 2024-06-10\nrequire exists visit v (v.date in 2024-06)";
        first(&scene.args(&["--as-of", as_of]).probe(probe).run(), "P")
    };
    // The duty is past, and nothing after the as-of date counts: the window ends with it.
    assert_eq!(due("2024-06-20", "2024-06-20"), "violation no-match");
    assert_eq!(due("2024-06-20", "2024-06-19"), "undetermined open-kind");
    assert_eq!(due("2024-06-21", "2024-06-30"), "undetermined open-kind");
}

/// The notice says it once when the as-of date lies after the export.
#[test]
fn an_as_of_date_after_the_export_is_said() {
    let found = january().args(&["--as-of", "2024-07-01"]).run();
    assert_eq!(found.notices("K-as-of-after-export").len(), 1);
    assert_eq!(january().args(&["--as-of", "2024-06-30"]).run().notices("K-as-of-after-export").len(), 0);
}

/// No record dated after the as-of date is used, nor what nests in one.
#[test]
fn what_is_recorded_later_than_the_as_of_date_is_not_used() {
    let member = json!({"left_on": "2024-01-31", "visits": [{"date": "2024-01-20", "mode": "stop"}],
        "loans": [{"id": "a", "lent_on": "2024-01-20", "branch": "x", "renewals": [{"date": "2024-01-21"}]}]});
    let at = |as_of: &str| {
        let scene = Scene::at("2024-06-30").args(&["--assume-complete", "--as-of", as_of]).member(member.clone());
        scene.probe("due 2024-01-01\nrequire exists renewal r").run()
    };
    assert_eq!(
        (at("2024-01-20").only("LL-1"), at("2024-01-19").only("LL-1")),
        ("2024-01 conform met".into(), "2024-01 pending not-due".into())
    );
    assert_eq!(
        (at("2024-01-20").only("LL-8"), at("2024-01-19").only("LL-8")),
        ("a pending not-due".into(), "null not-applicable no-record".into())
    );
    assert_eq!(
        (at("2024-01-21").only("P"), at("2024-01-20").only("P")),
        ("conform met".into(), "violation no-match".into())
    );
}

#[test]
fn a_single_nested_record_of_a_later_day_is_not_used_either() {
    let scene =
        Scene::at("2024-06-30").args(&["--assume-complete"]).member(json!({"guardian": {"named_on": "2024-07-10"}}));
    assert_eq!(scene.probe("require not recorded(member.guardian.named_on)").run().only("P"), "conform met");
}

#[test]
fn nor_is_one_that_is_referred_to() {
    let member = json!({"reminders": [{"date": "2024-05-01", "loan": "a"}], "loans": [{"id": "a", "lent_on": "2024-07-01", "branch": "x"}]});
    let scene = Scene::at("2024-06-30").args(&["--assume-complete"]).member(member);
    let probe = "require exists reminder r (recorded(r.loan), r.loan.lent_on >= 2024-07-01)";
    assert_eq!(scene.probe(probe).run().only("P"), "undetermined missing-field");
}

/// What nests in a declared kind is closed at the date of the record it nests in.
#[test]
fn a_nested_kind_goes_by_its_declared_parent() {
    let member = |lent: &str| json!({"joined_on": "2023-01-01", "left_on": "2023-01-02", "loans": [{"id": "a", "lent_on": lent, "branch": "x"}]});
    let probe = "for l : loan\nanchor l.lent_on\ndue l.lent_on\nrequire exists renewal r in l.renewals";
    let undated = "for l : loan\nanchor l.lent_on\ndue l.lent_on\nrequire exists damage d in l.damages";
    let of = |scene: Scene, lent: &str, probe: &str| scene.member(member(lent)).probe(probe).run().only("P");
    for probe in [probe, undated] {
        let parent = || Scene::at("2024-06-30").shown().complete_for("loan", "2024-01-01", "2024-03-31");
        assert_eq!(of(parent(), "2024-03-31", probe), "a violation no-match");
        assert_eq!(of(parent(), "2024-04-01", probe), "a undetermined open-kind");
        assert_eq!(of(parent(), "2024-03", probe), "a violation no-match");
        assert_eq!(
            of(Scene::at("2024-06-30").shown().complete_for("loan", "2024-01-01", "2024-03-30"), "2024-03", probe),
            "a undetermined open-kind"
        );
        assert_eq!(of(Scene::at("2024-06-30").complete(&["visit"]), "2024-03-31", probe), "a undetermined open-kind");
    }
    let own = Scene::at("2024-06-30").complete_for("renewal", "2024-01-01", "2024-06-30");
    let other =
        json!({"loans": [{"id": "b", "lent_on": "2022-01-01", "branch": "x", "renewals": [{"date": "2024-02-02"}]}]});
    let bounded = format!("{probe} (r.date >= 2024-02-01)");
    let found = own.member(member("2024-03-31")).member(other).probe(&bounded).run();
    assert_eq!(first(&found, "P"), "a violation no-match", "the nested kind is declared itself");
}

/// An empty list and a missing one say nothing; "none" says that there is none, "unknown" that it is not known.
#[test]
fn a_list_that_is_recorded_as_none_closes_itself() {
    let of = |scene: Scene, renewals: Value| {
        let member = json!({"joined_on": "2023-01-01", "left_on": "2023-01-02", "loans": [{"id": "a", "lent_on": "2024-02-01", "branch": "x", "renewals": renewals}]});
        let probe = "for l : loan\nanchor l.lent_on\ndue l.lent_on\nrequire none renewal r in l.renewals";
        scene.member(member).probe(probe).run().only("P")
    };
    for list in [json!(null), json!([])] {
        assert_eq!(of(Scene::at("2024-06-30"), list.clone()), "a undetermined open-kind", "{list}");
        assert_eq!(of(Scene::at("2024-06-30").complete(&["loan"]).shown(), list.clone()), "a conform met", "{list}");
    }
    for word in ["none", "なし"] {
        assert_eq!(of(Scene::at("2024-06-30"), json!(word)), "a conform met");
    }
    for word in ["unknown", "不明"] {
        assert_eq!(of(Scene::at("2024-06-30").complete(&["loan"]), json!(word)), "a undetermined missing-field");
    }
}

#[test]
fn the_user_may_assume_completeness() {
    let closed = |args: &[&str]| january().args(args).run();
    let all = closed(&["--assume-complete"]);
    assert_eq!((all.only("LL-1"), &all.summary()["receipt"]["assumed"]), (CLOSED.to_owned(), &json!(["all"])));
    let one = closed(&["--assume-complete=visit"]);
    assert_eq!((one.only("LL-1"), &one.summary()["receipt"]["assumed"]), (CLOSED.to_owned(), &json!(["visit"])));
    assert_eq!(one.only("LL-13"), "undetermined open-kind");
    assert_eq!(all.only("LL-13"), "violation no-match");
    assert_eq!(closed(&["--assume-complete=巡回"]).only("LL-1"), CLOSED);
    assert_eq!(closed(&["--assume-complete=loan"]).only("LL-1"), OPEN);
    assert_eq!(closed(&["--assume-complete", "--as-of", "2024-07-31"]).only("LL-1"), CLOSED);
    let june = Scene::at("2024-01-30").member(json!({"left_on": "2024-01-31"})).args(&[
        "--as-of",
        "2024-02-10",
        "--assume-complete",
    ]);
    assert_eq!(june.run().only("LL-1"), OPEN, "an assumption does not pass the extraction date either");
}

#[test]
fn an_assumption_about_no_kind_is_a_usage_error_with_a_suggestion() {
    let args =
        ["check", "tests/packs/library.ndjson", "-r", super::scene::PACK, "--lang", "en", "--assume-complete=visits"];
    let outcome = super::scene::kijun(&args);
    assert_eq!(outcome.exit, Exit::Usage);
    assert!(outcome.err.contains("no record kind `visits`") && outcome.err.contains("visit ?"), "{}", outcome.err);
}

/// Declared complete, and nobody has one: one notice, and the duties stay undetermined. An assumption stands.
#[test]
fn a_kind_declared_complete_that_is_empty_for_the_office_is_not_believed() {
    let scene = january().complete(&["visit", "survey"]);
    let found = scene.run();
    assert_eq!((found.only("LL-1"), found.only("LL-14")), (OPEN.to_owned(), "undetermined open-kind".to_owned()));
    let notices = found.notices("K-complete-empty");
    let kinds: Vec<bool> = ["visit", "survey"]
        .iter()
        .map(|kind| notices.iter().any(|notice| notice["message"].as_str().unwrap().contains(&format!("`{kind}`"))))
        .collect();
    assert_eq!((notices.len(), kinds), (2, vec![true, true]));
    let place =
        &notices.iter().find(|notice| notice["message"].as_str().unwrap().contains("visit")).unwrap()["locations"][0];
    assert_eq!(
        (&place["path"], &place["line"], &place["role"], &place["text"]),
        (&json!("kijun.toml"), &json!(5), &json!("complete"), &json!("visit"))
    );
    let elsewhere = january().complete(&["visit"]).member(other()).run();
    assert_eq!((first(&elsewhere, "LL-1"), elsewhere.notices("K-complete-empty").len()), (CLOSED.to_owned(), 0));
    let assumed = january().complete(&["visit"]).args(&["--assume-complete=visit"]).run();
    assert_eq!(assumed.only("LL-1"), CLOSED);
    let no_guardian = january().complete(&["guardian"]).run();
    assert_eq!(no_guardian.only("LL-12"), "null undetermined open-kind");
}

/// Duties that lack only a kind which no manifest holds are one notice with their number; `--show all` lists them.
#[test]
fn a_kind_that_no_manifest_holds_is_one_line() {
    let scene = Scene::at("2024-06-30").complete(&["visit"]).member(other()).member(other()).member(other());
    let scene = scene.probe("require exists seat s (s.date in 2023-01) and recorded(c.name)");
    let plain = scene.run_plain();
    assert!(plain.of("LL-13").is_empty());
    let notices = plain.notices("K-missing-kind");
    let seat: Vec<_> = notices.iter().filter(|notice| notice["message"].as_str().unwrap().contains("`seat`")).collect();
    assert_eq!(seat.len(), 1);
    assert!(seat[0]["message"].as_str().unwrap().starts_with("3 duties"), "{}", seat[0]);
    assert_eq!(plain.summary()["advice"]["undetermined"].as_u64().unwrap() % 3, 0);
    let all = scene.run();
    assert_eq!(
        all.duties("LL-13"),
        ["M1 undetermined open-kind", "M2 undetermined open-kind", "M3 undetermined open-kind"]
    );
    assert_eq!(all.notices("K-missing-kind").len(), 0);
    assert_eq!(all.summary()["advice"], plain.summary()["advice"]);
    // Where the kind is declared for another time, the duty is listed.
    let member = json!({"joined_on": "2022-01-01", "left_on": "2022-01-02"});
    let declared = scene.member(member).complete_for("seat", "2024-01-01", "");
    let with_seat = declared.member(json!({"seats": [{"date": "2024-02-02"}]})).run_plain();
    assert_eq!(with_seat.duties("LL-13").len(), 4);
    assert_eq!(
        with_seat
            .notices("K-missing-kind")
            .iter()
            .filter(|notice| notice["message"].as_str().unwrap().contains("`seat`"))
            .count(),
        0
    );
}

/// The subject is null where the case holds no record of the kind.
#[test]
fn no_record_of_a_kind_is_one_duty_without_subject() {
    let guarded = json!({"joined_on": "2022-01-01", "left_on": "2022-01-02", "guardian": {"named_on": "2022-01-01"}});
    let of = |scene: Scene| first(&scene.member(guarded.clone()).run(), "LL-12");
    assert_eq!(of(january()), "null undetermined open-kind");
    assert_eq!(of(january().complete(&["guardian"])), "null not-applicable no-record");
    assert_eq!(
        of(january().complete_for("guardian", "2022-01-01", "2024-06-29")),
        "null undetermined open-kind",
        "not to the as-of date"
    );
    assert_eq!(of(january().complete_for("guardian", "2022-01-01", "2024-06-30")), "null not-applicable no-record");
    let nested = "for r : renewal\nanchor r.date\nrequire true";
    let of = |scene: Scene| scene.probe(nested).run().only("P");
    assert_eq!(of(january()), "null undetermined open-kind");
    assert_eq!(of(january().args(&["--assume-complete=loan"])), "null not-applicable no-record");
}

/// A record whose date is not known keeps the world as it is: it may lie in the window.
#[test]
fn a_record_of_unknown_date_may_lie_in_the_window() {
    let of = |date: &str| {
        let member =
            json!({"joined_on": "2024-01-01", "left_on": "2024-01-31", "visits": [{"date": date, "mode": "stop"}]});
        Scene::at("2024-06-30").complete(&["visit"]).member(member).run().only("LL-1")
    };
    assert_eq!(of("unknown"), "2024-01 undetermined missing-field");
    assert_eq!(of("2024"), "2024-01 undetermined partial-date");
    assert_eq!(of("2024-02"), CLOSED);
    assert_eq!(of("2024-01"), "2024-01 conform met");
    assert_eq!(of("2024-01-32"), "2024-01 undetermined missing-field");
}

/// The declaration that closed the world is among the places of the finding.
#[test]
fn the_declaration_that_decided_is_shown() {
    let found = january().complete_for("visit", "2024-01-01", "").member(other()).run();
    let line = found.of("LL-1").into_iter().find(|line| line["case"] == "M1").unwrap();
    let complete: Vec<&Value> =
        line["locations"].as_array().unwrap().iter().filter(|place| place["role"] == "complete").collect();
    assert_eq!(complete.len(), 1);
    assert_eq!((&complete[0]["path"], &complete[0]["line"]), (&json!("kijun.toml"), &json!(5)));
}

/// `[[absent]]` closes nothing.
#[test]
fn a_kind_that_is_not_in_the_export_by_design_is_open() {
    let found = january().toml("[[absent]]\nkind = \"visit\"").run();
    assert_eq!(found.only("LL-1"), OPEN);
}
