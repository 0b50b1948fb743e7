//! What violations may cost, month by month: every example of the law is written down as records, its months are worked by
//! hand in the test, and the lines of the result are those and no others.

use crate::support::{Folder, Ran, check, ndjson, text};
use serde_json::{Value, json};

/// A month and its rate, or the rate and `?` where nobody knows whether it was billed.
type Row = (&'static str, &'static str);

/// A client with whom everything was done, but for what a test changes.
struct Records {
    case: Value,
    as_of: &'static str,
    /// A profile, as text; empty for none.
    profile: &'static str,
}

/// Contract, plan and first steps in the months before and of `start`; visits and claims in the months given.
fn records(signed: &str, start: &str, months: &[&str]) -> Records {
    let day = |month: &str, day: &str| format!("{month}-{day}");
    let visit = |month: &&str| {
        json!({"id": format!("M{month}"), "date": day(month, "15"), "mode": "visit", "place": "home",
               "interviewed": ["client"], "recorded_on": day(month, "15")})
    };
    let case = json!({
        "case_id": "K1",
        "client": {"id": "R1", "name": "架空 一郎", "family_state": "no_family"},
        "contract": {"signed_on": signed, "explained": MATTERS.map(|matter| explained(matter, signed))},
        "assessments": [{"id": "S1", "date": signed, "place": "home", "interviewed": ["client"]}],
        "meetings": [{"id": "G1", "date": signed, "mode": "in_person", "plan": "P1",
                      "attendees": [{"who": "provider", "id": "A1"}, {"who": "provider", "id": "A2"}]}],
        "plans": [{"id": "P1", "drafted_on": signed, "valid_from": start, "valid_to": Value::Null, "change_kind": "new",
                   "consent": {"form": "written", "date": signed, "by": "client"},
                   "delivered": [{"to": "client", "date": signed}, {"to": "A1", "date": signed}, {"to": "A2", "date": signed}],
                   "services": [{"provider": "A1", "kind": "home_help"}, {"provider": "A2", "kind": "day_care"}]}],
        "monitorings": months.iter().map(visit).collect::<Vec<Value>>(),
        "claims": months.iter().map(|month| json!({"month": month, "state": "claimed"})).collect::<Vec<Value>>(),
    });
    Records { case, as_of: "2024-10-31", profile: "" }
}

/// What was to be explained at the contract, the most it ever was.
const MATTERS: [&str; 3] = ["several_providers", "reason_of_choice", "ratios"];

fn explained(matter: &str, date: &str) -> Value {
    json!({"matter": matter, "date": date, "in_document": true, "orally": true, "to": "client"})
}

/// The plan in effect from June, visited and claimed from June to October.
fn summer() -> Records {
    records("2024-05-10", "2024-06-01", &["2024-06", "2024-07", "2024-08", "2024-09", "2024-10"])
}

/// The plan in effect from 5 January, visited from February on and claimed from January on.
fn january() -> Records {
    let months = ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05"];
    Records { as_of: "2024-06-15", ..records("2023-12-20", "2024-01-05", &months) }
}

/// The same in the winter of the notice's own example.
fn winter_of_2012() -> Records {
    Records {
        as_of: "2012-05-31",
        ..records("2011-12-20", "2012-01-05", &["2012-01", "2012-02", "2012-03", "2012-04"])
    }
}

impl Records {
    /// With the months' visits left out.
    fn unvisited(mut self, months: &[&str]) -> Records {
        let visits = self.case["monitorings"].as_array_mut().unwrap();
        visits.retain(|visit| !months.iter().any(|month| text(&visit["date"]).starts_with(month)));
        self
    }

    /// With another value at a place.
    fn with(mut self, pointer: &str, value: Value) -> Records {
        *self.case.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = value;
        self
    }

    /// With a month claimed otherwise.
    fn claim(mut self, month: &str, state: Value) -> Records {
        let claims = self.case["claims"].as_array_mut().unwrap();
        claims.iter_mut().filter(|claim| claim["month"] == month).for_each(|claim| claim["state"] = state.clone());
        self
    }

    /// With one more record in a list.
    fn and(mut self, list: &str, record: Value) -> Records {
        match self.case[list].as_array_mut() {
            Some(records) => records.push(record),
            None => self.case[list] = json!([record]),
        }
        self
    }

    /// Judged with every kind declared complete, or with these.
    fn run(&self, complete: &[&str]) -> Ran {
        let manifest = format!("[export]\noffice = \"1399000001\"\nextracted = {}\n", self.as_of);
        let folder = Folder::new().with("kijun.toml", manifest).case(&self.case).with("city.kijun", self.profile);
        let profile = format!("--profile={}", folder.file("city.kijun"));
        let profile = if self.profile.is_empty() { Vec::new() } else { vec![profile] };
        let kinds: Vec<String> = complete.iter().map(|kind| format!("--assume-complete={kind}")).collect();
        let kinds = if kinds.is_empty() { vec!["--assume-complete".to_owned()] } else { kinds };
        ndjson(&[vec![folder.path()], kinds, profile].concat())
    }

    /// The months are these, at these rates, and no others.
    #[track_caller]
    fn cost(&self, rows: &[Row]) {
        self.cost_if(&[], rows);
    }

    #[track_caller]
    fn cost_if(&self, complete: &[&str], rows: &[Row]) {
        let ran = self.run(complete);
        let rows: Vec<(String, String)> =
            rows.iter().map(|(month, rate)| ((*month).to_owned(), (*rate).to_owned())).collect();
        assert_eq!(costs(&ran), rows, "{}", ran.out);
    }
}

/// Everything but the claims.
const NOT_CLAIMS: [&str; 6] = ["contract", "assessment", "meeting", "plan", "monitoring", "decision"];

fn costs(ran: &Ran) -> Vec<(String, String)> {
    let row = |line: &Value| {
        assert_eq!((text(&line["id"]), text(&line["case"])), ("運営基準減算", "K1"));
        assert!(!line["from"].as_array().unwrap().is_empty());
        let open = if line["settled"] == true { "" } else { "?" };
        (text(&line["month"]).to_owned(), format!("{}{open}", text(&line["rate"])))
    };
    ran.of("consequence").iter().map(row).collect()
}

#[test]
fn with_everything_done_nothing_is_told() {
    summer().cost(&[]);
    january().cost(&[]);
    winter_of_2012().cost(&[]);
}

/// Made good in July, the month before is June.
#[test]
fn a_visit_missed_in_june_and_made_in_july() {
    summer().unvisited(&["2024-06"]).cost(&[("2024-06", "50%")]);
}

/// The visit of July puts an end to it, though a record of June's could have been written until the end of July.
#[test]
fn an_interview_at_the_office_in_june_and_visits_from_july() {
    let june = summer().with("/monitorings/0/mode", json!("at_office"));
    june.with("/monitorings/0/place", json!("office_place")).cost(&[("2024-06", "50%")]);
}

#[test]
fn june_and_july_missed_and_august_visited() {
    summer().unvisited(&["2024-06", "2024-07"]).cost(&[("2024-06", "50%"), ("2024-07", "0%")]);
}

/// June and August are two runs of one month: July was visited.
#[test]
fn a_month_in_order_begins_a_new_run() {
    summer().unvisited(&["2024-06", "2024-08"]).cost(&[("2024-06", "50%"), ("2024-08", "50%")]);
}

/// The meeting came twenty days after the plan's start, but in its month: a matter of order, no reduction.
#[test]
fn a_meeting_in_the_month_of_the_plan_costs_nothing() {
    let months = ["2024-06", "2024-07", "2024-08", "2024-09", "2024-10"];
    let late = records("2024-05-10", "2024-06-05", &months).with("/meetings/0/date", json!("2024-06-25"));
    late.cost(&[]);
    let order = late.run(&[]).verdicts();
    assert!(order.contains(&"K1 R38-13-9-order violation".to_owned()), "{order:?}");
    // A month later it is June that may cost, and July does not.
    late.with("/meetings/0/date", json!("2024-07-01")).cost(&[("2024-06", "50%")]);
}

/// Up to the month before the as-of date: the month that runs may still see the delivery.
#[test]
fn not_delivered_to_one_provider_until_today() {
    let missing = january().with("/plans/0/delivered/2/to", json!("A9"));
    let months = [("2024-01", "50%"), ("2024-02", "0%"), ("2024-03", "0%"), ("2024-04", "0%"), ("2024-05", "0%")];
    missing.cost(&months);
}

#[test]
fn delivered_late_it_ends_with_the_month_before() {
    let late = |day| january().with("/plans/0/delivered/2/date", json!(day));
    late("2024-01-31").cost(&[]);
    late("2024-02-01").cost(&[("2024-01", "50%")]);
    late("2024-04-10").cost(&[("2024-01", "50%"), ("2024-02", "0%"), ("2024-03", "0%")]);
}

/// A change of the plan from 10 March, made in full but for what a test leaves out.
fn changed(records: Records, kind: &str, third: &str) -> Records {
    let delivered = ["client", "A1", third].map(|to| json!({"to": to, "date": "2024-02-25"}));
    let plan = json!({"id": "P2", "drafted_on": "2024-02-20", "valid_from": "2024-03-10", "change_kind": kind,
        "valid_to": Value::Null, "consent": {"form": "written", "date": "2024-02-20", "by": "client"}, "delivered": delivered,
        "services": [{"provider": "A1", "kind": "home_help"}, {"provider": "A2", "kind": "day_care"}]});
    let came = ["A1", "A2"].map(|id| json!({"who": "provider", "id": id}));
    let met = json!({"id": "G2", "date": "2024-02-22", "mode": "in_person", "plan": "P2", "attendees": came});
    let seen = json!({"id": "S2", "date": "2024-02-21", "place": "home", "interviewed": ["client"], "plan": "P2"});
    records.and("plans", plan).and("meetings", met).and("assessments", seen)
}

/// What a later version made in full has replaced no longer goes on; a minor change replaces nothing.
#[test]
fn a_later_version_in_full_ends_it() {
    let missing = || january().with("/plans/0/delivered/2/to", json!("A9"));
    let to_may = [("2024-01", "50%"), ("2024-02", "0%"), ("2024-03", "0%"), ("2024-04", "0%"), ("2024-05", "0%")];
    changed(missing(), "change", "A2").cost(&to_may[..2]);
    changed(missing(), "change", "A9").cost(&to_may);
    changed(missing(), "minor", "A2").cost(&to_may);
    // One that was made good before is not prolonged to the later version.
    let late = january().with("/plans/0/delivered/2/date", json!("2024-02-03"));
    changed(late, "change", "A2").cost(&to_may[..1]);
}

/// The notice's own example: 70 % and 50 % until March 2012, and April is the fourth month of the run, so nothing.
#[test]
fn a_run_over_the_change_of_2012() {
    let missing = winter_of_2012().with("/plans/0/delivered/2/to", json!("A9"));
    missing.cost(&[("2012-01", "70%"), ("2012-02", "50%"), ("2012-03", "50%"), ("2012-04", "0%")]);
    let april = winter_of_2012().with("/plans/0/delivered/2/date", json!("2012-04-30"));
    april.cost(&[("2012-01", "70%"), ("2012-02", "50%"), ("2012-03", "50%")]);
}

/// June was not visited, and the result of July stayed unrecorded until September: one reduction, not two.
#[test]
fn two_rules_in_adjacent_months_are_one_run() {
    let both = summer().unvisited(&["2024-06"]).with("/monitorings/0/recorded_on", json!("2024-09-01"));
    both.cost(&[("2024-06", "50%"), ("2024-07", "0%"), ("2024-08", "0%")]);
}

/// June of two rules at once is one June.
#[test]
fn two_rules_in_one_month_are_one_month() {
    let both = summer().unvisited(&["2024-06"]).with("/plans/0/delivered/2/date", json!("2024-07-03"));
    both.cost(&[("2024-06", "50%")]);
    let from = both.run(&[]).of("consequence")[0]["from"].as_array().unwrap().len();
    assert_eq!(from, 2);
}

/// February was not billed: no money, no place in the run, and March goes on where January stopped.
#[test]
fn a_month_without_a_claim_neither_pays_nor_breaks_the_run() {
    let missing = january().with("/plans/0/delivered/2/date", json!("2024-04-10"));
    let missing = missing.claim("2024-02", json!("not_claimed"));
    missing.cost(&[("2024-01", "50%"), ("2024-03", "0%")]);
    // The first month that was billed is the first month of the reduction.
    missing.claim("2024-01", json!("not_claimed")).cost(&[("2024-03", "50%")]);
}

#[test]
fn a_claim_that_was_sent_back_or_has_no_state_counts() {
    let missed = summer().unvisited(&["2024-06", "2024-07"]);
    let missed = missed.claim("2024-06", json!("returned")).claim("2024-07", Value::Null);
    missed.cost(&[("2024-06", "50%"), ("2024-07", "0%")]);
}

/// Without the claims a month may cost if it was billed; one that is on record as billed or not billed is settled.
#[test]
fn claims_that_are_not_declared() {
    let missed = summer().unvisited(&["2024-06", "2024-07", "2024-08"]);
    let without = missed.with("/claims", json!([{"month": "2024-07", "state": "claimed"}]));
    without.cost_if(&NOT_CLAIMS, &[("2024-06", "50%?"), ("2024-07", "0%?"), ("2024-08", "0%?")]);
    let none = without.and("claims", json!({"month": "2024-06", "state": "not_claimed"}));
    none.cost_if(&NOT_CLAIMS, &[("2024-07", "50%"), ("2024-08", "0%?")]);
}

/// From the month of the contract, where that month was billed, to the month before the explanation.
#[test]
fn the_explanation_at_the_contract() {
    let months = ["2024-05", "2024-06", "2024-07", "2024-08", "2024-09", "2024-10"];
    let late =
        |start, months| records("2024-05-10", start, months).with("/contract/explained/0/date", json!("2024-08-05"));
    late("2024-05-20", &months).cost(&[("2024-05", "50%"), ("2024-06", "0%"), ("2024-07", "0%")]);
    late("2024-06-01", &months[1..]).cost(&[("2024-06", "50%"), ("2024-07", "0%")]);
}

/// A municipality that has published until when the meeting on a renewal is to be held.
const A_CITY: &str = "profile city 架空市
  title ja \"架空市の取扱い\" en \"a made-up city\"
  prefix CITY
  verified 2026-11-22
source CITY-DOC \"架空市の手引き\"
set renewal_time_reading
  basis CITY-DOC \"第1章\"
  value .. = as_reduction
";

/// Notified in November for a validity from December: a meeting in December is in time, so November costs nothing.
/// The law does not say until when, so a person decides; where the municipality has said it, the months count.
#[test]
fn a_late_meeting_after_a_renewal() {
    let months = ["2024-10", "2024-11", "2024-12", "2025-01", "2025-02"];
    let renewed = records("2024-09-10", "2024-10-01", &months).and(
        "certifications",
        json!({"id": "N2", "level": "care_2", "application_kind": "renewal", "notified_on": "2024-11-08",
               "valid_from": "2024-12-01", "valid_to": "2025-11-30"}),
    );
    let met = |day: &str| json!({"id": "G2", "date": day, "mode": "in_person", "certification": "N2"});
    let late = Records { as_of: "2025-03-10", ..renewed.and("meetings", met("2025-02-20")) };
    late.cost(&[]);
    Records { profile: A_CITY, ..late }.cost(&[("2024-12", "50%"), ("2025-01", "0%")]);
}

/// June visited, July and August by video: July leans on June, and it is August that has no visit in two months.
#[test]
fn the_second_of_two_months_by_video() {
    let mut video = summer();
    for at in [1, 2] {
        video = video.with(&format!("/monitorings/{at}/mode"), json!("video"));
    }
    let agreed = json!({"stable": true, "can_communicate": true, "information_supplied": true,
                        "doctor_agreed": true, "providers_agreed": true});
    let meeting = json!({"id": "G2", "date": "2024-05-28", "mode": "in_person", "video_agreement": agreed});
    let video = video.and("meetings", meeting);
    let video = video.and("video_consents", json!({"date": "2024-05-20", "by": "client", "form": "written"}));
    video.cost(&[("2024-08", "50%")]);
}

/// Nobody came after the end to make it good, and there is nothing to bill after it either.
#[test]
fn nothing_is_told_of_months_after_the_end() {
    let ended = summer().unvisited(&["2024-07", "2024-08", "2024-09", "2024-10"]);
    let ended = ended.with("/claims", json!([])).and("stays", json!({"kind": "hospital_stay", "from": "2024-08-20"}));
    let mut ended = ended;
    ended.case["termination"] = json!({"date": "2024-08-20", "reason": "hospital_entry"});
    ended.cost_if(&NOT_CLAIMS, &[("2024-07", "50%?"), ("2024-08", "0%?")]);
}

/// The words for the one who reads it late: what may come, never what was done wrong.
#[test]
fn the_words_say_may_and_accuse_nobody() {
    let missing = january().with("/plans/0/delivered/2/to", json!("A9")).with("/claims", json!([]));
    let manifest = format!("[export]\noffice = \"1399000001\"\nextracted = {}\n", missing.as_of);
    let folder = Folder::new().with("kijun.toml", manifest).case(&missing.case);
    let kinds = NOT_CLAIMS.map(|kind| format!("--assume-complete={kind}"));
    let told = |lang: &str| check(&[vec![folder.path(), format!("--lang={lang}")], kinds.to_vec()].concat()).out;
    let (ja, en) = (told("ja"), told("en"));
    assert!(ja.contains("運営基準減算にあたるおそれのある月\n    2024年1月     所定の50%     請求があれば\n"), "{ja}");
    let whole = |text: &str| text.split_whitespace().collect::<String>();
    assert!(
        whole(&ja).contains("おそれがあります（0%は算定なし）") && whole(&ja).contains("最後に決めるのは市町村です"),
        "{ja}"
    );
    assert!(
        en.contains("if billed") && en.contains("may apply") && whole(&en).contains("Themunicipalitydecides"),
        "{en}"
    );
    for word in ["違反", "虚偽", "不正", "violation", "breach", "fraud"] {
        assert!(!ja.contains(word) && !en.contains(word), "{word}");
    }
}
