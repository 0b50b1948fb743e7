//! One office that exists on paper only: seven clients over 24 months, with what its records lack. All made up.

use serde_json::{Value, json};

/// Every kind that the office declares complete, from when it keeps records.
pub(super) const COMPLETE: [&str; 14] = [
    "契約",
    "個人情報の同意",
    "認定",
    "アセスメント",
    "計画",
    "会議",
    "モニタリング",
    "滞在",
    "判断記録",
    "請求月",
    "終了",
    "職員",
    "研修",
    "書類",
];

pub(super) const OFFICE: &str = "9999999999";
pub(super) const EXTRACTED: &str = "2026-04-05";
pub(super) const FROM: &str = "2010-04-01";

/// The months of the sheet.
pub(super) fn months() -> impl Iterator<Item = (i32, u32)> {
    (0..24).map(|at| (2024 + (at + 3) / 12, (at as u32 + 3) % 12 + 1))
}

fn visit(day: &str) -> Value {
    json!({"date": day, "mode": "visit", "place": "home", "interviewed": ["client"], "recorded_on": day})
}

/// A client of whom everything is on record: two plan versions of a year, two providers, a visit a month.
fn client(id: &str, name: &str) -> Value {
    let plan = |no: &str, year: i32, change: &str| {
        let day = |month: u32, day: u32| format!("{}-{month:02}-{day:02}", year);
        json!({
            "id": no, "change_kind": change, "certification": format!("N{}", &no[1..]), "drafted_on": day(3, 10), "explained_on": day(3, 20),
            "valid_from": day(4, 1), "valid_to": format!("{}-03-31", year + 1),
            "consent": {"date": day(3, 20), "form": "written", "by": "client"},
            "delivered": [{"to": "client", "date": day(3, 21)}, {"to": "A1", "date": day(3, 22)}, {"to": "A2", "date": day(3, 23)}],
            "services": [{"provider": "A1", "kind": "home_help", "state": "designated"}, {"provider": "A2", "kind": "day_care", "state": "designated"}],
            "individual_plans": [{"provider": "A1", "requested_on": day(3, 22), "received_on": day(3, 28)}, {"provider": "A2", "requested_on": day(3, 23), "received_on": day(3, 29)}],
        })
    };
    let meeting = |no: &str, plan: &str, date: &str| {
        json!({"id": no, "date": date, "mode": "in_person", "plan": plan,
               "attendees": [{"who": "client"}, {"who": "provider", "id": "A1"}, {"who": "provider", "id": "A2"}]})
    };
    let certification = |no: &str, year: i32, kind: &str| {
        json!({"id": no, "level": "care_2", "application_kind": kind, "decided_on": format!("{year}-03-01"), "notified_on": format!("{year}-03-02"),
               "valid_from": format!("{year}-04-01"), "valid_to": format!("{}-03-31", year + 1)})
    };
    let assessment = |plan: &str, date: &str| json!({"date": date, "place": "home", "interviewed": ["client", "family"], "plan": plan});
    json!({
        "case_id": id,
        "client": {"name": name, "family_state": "living_together"},
        "care_manager": {"id": "S1", "name": "職員 一子"},
        "contract": {"signed_on": "2024-03-01", "explained_on": "2024-03-01", "document_delivered": true, "delivered_on": "2024-03-01",
                     "consent": {"date": "2024-03-01", "form": "written", "by": "client"},
                     "explained": [{"matter": "several_providers", "date": "2024-03-01", "in_document": true, "orally": true}]},
        "data_consents": [{"date": "2024-03-01", "by": "client", "form": "written"}, {"date": "2024-03-02", "by": "family", "form": "written"}],
        "certifications": [certification("N1", 2024, "new"), certification("N2", 2025, "renewal")],
        "plans": [plan("P1", 2024, "new"), plan("P2", 2025, "renewal")],
        "assessments": [assessment("P1", "2024-03-05"), assessment("P2", "2025-03-05")],
        "meetings": [meeting("G1", "P1", "2024-03-15"), meeting("G2", "P2", "2025-03-15")],
        "monitorings": months().map(|(year, month)| visit(&format!("{year}-{month:02}-{:02}", 5 + month))).collect::<Vec<_>>(),
    })
}

fn without_month(case: &mut Value, month: &str) {
    let visits = case["monitorings"].as_array_mut().unwrap();
    visits.retain(|visit| !visit["date"].as_str().unwrap().starts_with(month));
}

fn month<'c>(case: &'c mut Value, month: &str) -> &'c mut Value {
    let visits = case["monitorings"].as_array_mut().unwrap();
    visits.iter_mut().find(|visit| visit["date"].as_str().unwrap().starts_with(month)).unwrap()
}

/// Every client, and the office's own records last.
pub(super) fn office() -> Vec<Value> {
    let names = ["架空 一郎", "見本 二郎", "仮名 花子", "例示 三郎", "試験 四郎", "空想 五子", "模擬 六郎"];
    let mut cases: Vec<Value> = (1..).zip(names).map(|(at, name)| client(&format!("{}", 100 + at), name)).collect();
    // 101 keeps everything. 102: no visit in September, and the consent to the second version is late.
    without_month(&mut cases[1], "2024-09");
    cases[1]["plans"][1]["consent"]["date"] = json!("2025-05-02");
    // 103: a provider neither came nor was asked; another answered.
    cases[2]["meetings"][0]["attendees"].as_array_mut().unwrap().pop();
    cases[2]["meetings"][1]["attendees"].as_array_mut().unwrap().pop();
    cases[2]["meetings"][1]["inquiries"] =
        json!([{"to": "A2", "asked_on": "2025-03-11", "answered_on": "2025-03-14", "reason": "could_not_attend"}]);
    // 104: a result written down much later, a month by video, a month met elsewhere and at home.
    month(&mut cases[3], "2024-07")["recorded_on"] = json!("2024-10-20");
    *month(&mut cases[3], "2025-01") =
        json!({"date": "2025-01-20", "mode": "video", "interviewed": ["client"], "recorded_on": "2025-01-21"});
    let visits = cases[3]["monitorings"].as_array_mut().unwrap();
    let at = visits.iter().position(|visit| visit["date"].as_str().unwrap().starts_with("2025-03")).unwrap();
    visits.insert(at + 1, json!({"date": "2025-03-28", "mode": "visit", "place": "day_service", "interviewed": ["client"], "recorded_on": "2025-03-28"}));
    // 105: two whole months in hospital without a claim, and a month with a recorded reason.
    for away in ["2024-11", "2024-12", "2025-06"] {
        without_month(&mut cases[4], away);
    }
    cases[4]["stays"] = json!([{"kind": "hospital_stay", "from": "2024-11-01", "to": "2024-12-31"}]);
    cases[4]["claims"] =
        json!([{"month": "2024-11", "state": "not_claimed"}, {"month": "2024-12", "state": "not_claimed"}]);
    cases[4]["judgements"] = json!([{"matter": "special_circumstances", "answer": true, "date": "2025-06-20", "month": "2025-06",
        "reason_code": "infection", "author": "職員 一子", "text": "本人が感染症のため、電話で様子を聞いた"}]);
    // 106: ended in the middle of 2025; the plan did not reach the client, and a date is known to the month only.
    cases[5]["termination"] = json!({"date": "2025-08-31", "reason": "moved"});
    cases[5]["monitorings"].as_array_mut().unwrap().retain(|visit| visit["date"].as_str().unwrap() < "2025-09");
    cases[5]["plans"][0]["delivered"].as_array_mut().unwrap().remove(0);
    cases[5]["plans"][0]["explained_on"] = json!("2024-03");
    // 107: the day of a visit is not known, nor is when it was recorded; the consent is none, as the papers show.
    let visit = month(&mut cases[6], "2024-08");
    visit["date"] = json!("2024-08");
    visit["recorded_on"] = json!("unknown");
    cases[6]["plans"][1]["consent"]["date"] = json!("none");
    // and a month for which only the fact of a reason is on record.
    without_month(&mut cases[6], "2025-10");
    cases[6]["judgements"] =
        json!([{"matter": "special_circumstances", "answer": true, "date": "2025-10-10", "month": "2025-10"}]);
    cases.push(register());
    cases
}

fn register() -> Value {
    json!({"register": {
        "number": OFFICE, "opened": "2018-04-01", "posted_on": "2024-04-01",
        "staff": [{"id": "S1", "name": "職員 一子", "role": "chief_care_manager", "from": "2018-04-01", "full_time": true, "own_employee": true,
                   "manager_from": "2018-04-01", "licence_from": "2020-05-01", "licence_to": "2025-04-30"}],
        "trainings": [{"date": "2024-06-12", "topic": "abuse", "planned": true}, {"date": "2025-06-11", "topic": "infection"}],
        "documents": [{"kind": "operating_rules", "made_on": "2018-04-01"}, {"kind": "roster", "made_on": "2024-04-01"}],
    }})
}
