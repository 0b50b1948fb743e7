//! Waivers: a supervisor's acceptance of one finding, on the command line.

use crate::few::{check, ndjson};
use crate::support::{CONSENT, Folder, Ran, late, text};
use kijun::cli::Exit;
use serde_json::{Value, json};

/// Everything a waiver needs but what it is about.
const TERMS: &str = "reason = \"架空 一郎さんの息子と話した\"\napproved_by = \"管理 花子\"\napproved_on = R6.10.1\nexpires = \"2025-03-31\"\n";

fn waiver(about: &str) -> String {
    format!("[[waiver]]\n{about}\n{}", TERMS.replace("R6.10.1", "\"R6.10.1\""))
}

/// Two clients whose consents came a month late, one of them with a month that was billed.
fn office(waivers: &str) -> Folder {
    let mut billed = late("U-1");
    billed["claims"] = json!([{ "month": "2024-06", "state": "claimed" }]);
    Folder::new().complete().case(&billed).case(&late("U-2")).with("waivers.toml", waivers)
}

fn run(folder: &Folder, more: &[&str]) -> Ran {
    let file = folder.file("waivers.toml");
    ndjson(&[&[&folder.path()[..], "--waivers", &file, "--show", "all"], &CONSENT[..], more].concat())
}

fn of<'v>(all: &'v [Value], case: &str) -> &'v Value {
    all.iter().find(|found| found["case"] == case).expect("the case has a verdict")
}

const BY_RULE: &str = "rule = \"R38-13-10\"\ncase = \"U-1\"";

#[test]
fn an_accepted_finding_is_exempt_and_what_it_may_cost_stays() {
    let folder = office(&waiver(BY_RULE));
    let before = ndjson(&[&[&folder.path()[..], "--show", "all"], &CONSENT[..]].concat());
    let ran = run(&folder, &[]);
    let (was, now) = (before.of("verdict"), ran.of("verdict"));
    assert_eq!((text(&of(&was, "U-1")["verdict"]), text(&of(&was, "U-2")["verdict"])), ("violation", "violation"));
    let accepted = of(&now, "U-1");
    assert_eq!((text(&accepted["verdict"]), text(&accepted["reason"])), ("exempt", "waived"));
    assert!(text(&accepted["message"]).ends_with("accepted until 2025-03-31"), "{accepted}");
    assert_eq!(accepted["fingerprint"], of(&was, "U-1")["fingerprint"]);
    assert_eq!((&accepted["cured_on"], &accepted["remedy"]), (&Value::Null, &Value::Null));
    assert_eq!(of(&now, "U-2"), of(&was, "U-2"));
    let of_waiver = accepted["locations"].as_array().unwrap().iter().find(|place| place["path"] == "waivers.toml");
    assert_eq!(of_waiver.expect("its place")["line"], 1);
    let counts = |ran: &Ran| (ran.summary()["duties"]["violation"].clone(), ran.summary()["duties"]["exempt"].clone());
    assert_eq!((counts(&before), counts(&ran)), ((json!(2), json!(0)), (json!(1), json!(1))));
    assert!(!before.of("consequence").is_empty());
    assert_eq!(ran.of("consequence"), before.of("consequence"), "no waiver alters what it may cost");
    assert!(ran.unusual().iter().all(|notice| !text(&notice["code"]).starts_with("K-waiver")), "{}", ran.out);
}

#[test]
fn it_is_named_by_fingerprint_too_and_the_exit_code_follows() {
    let plain = office("");
    let print = |case: &str| text(&of(&run(&plain, &[]).of("verdict"), case)["fingerprint"]).to_owned();
    let both = [waiver(&format!("fingerprint = \"{}\"", print("U-1"))), waiver(&BY_RULE.replace("U-1", "U-2"))];
    let ran = run(&office(&both.concat()), &[]);
    assert_eq!(ran.verdicts(), ["U-1 R38-13-10 exempt", "U-2 R38-13-10 exempt"]);
    assert_eq!(ran.exit, Exit::Clean);
    assert_eq!(run(&plain, &[]).exit, Exit::Found);
}

#[test]
fn subject_and_window_narrow_it() {
    let about = |more: &str| run(&office(&waiver(&format!("{BY_RULE}\n{more}"))), &[]).verdicts().remove(0);
    for fits in ["subject = \"plan:P1\"", "subject = \"P1\"", "office = \"1399000001\""] {
        assert_eq!(about(fits), "U-1 R38-13-10 exempt", "{fits}");
    }
    for other in ["subject = \"P2\"", "window = \"2024-06\"", "office = \"1399000002\""] {
        assert_eq!(about(other), "U-1 R38-13-10 violation", "{other}");
    }
}

/// Another office has a client of the same number, and its finding stays.
#[test]
fn another_office_is_not_touched() {
    let two = office(&waiver(BY_RULE))
        .with("b/kijun.toml", crate::support::manifest("2024-09-30").replace("1399000001", "1399000002"));
    let two = two.with("b/U-1.json", late("U-1").to_string());
    let exempt = run(&two, &[]).of("verdict").into_iter().filter(|found| found["verdict"] == "exempt").count();
    assert_eq!(exempt, 1);
}

#[test]
fn who_and_why_are_shown_only_on_request() {
    let folder = office(&waiver(BY_RULE));
    let file = folder.file("waivers.toml");
    for lang in ["ja", "en"] {
        for format in ["text", "json", "csv", "ndjson"] {
            let args = [
                &[&folder.path()[..], "--waivers", &file, "--show", "all"],
                &CONSENT[..],
                &["--format", format, "--lang", lang],
            ];
            let hidden = check(&args.concat()).out;
            assert!(!hidden.contains("花子") && !hidden.contains("息子"), "{format}: {hidden}");
        }
    }
    let path = folder.path();
    let args = [&[&path[..], "--waivers", &file, "--show", "exempt"], &CONSENT[..]].concat();
    let hidden = check(&[&args[..], &["--lang", "ja"]].concat()).out;
    assert!(hidden.contains("了承しました") && hidden.contains("2025年3月31日まで了承されています"), "{hidden}");
    let shown = check(&[&args[..], &["--real-names"]].concat()).out;
    assert!(shown.contains("管理 花子") && shown.contains("息子と話した"), "{shown}");
}

#[test]
fn an_expired_one_is_said_and_the_finding_is_back() {
    let folder = office(&waiver(BY_RULE).replace("2025-03-31", "2024-09-29").replace("R6.10.1", "R6.4.1"));
    let ran = run(&folder, &["--fail-on", "never", "--strict"]);
    assert_eq!(ran.verdicts()[0], "U-1 R38-13-10 violation");
    let notice = ran.notice("K-waiver-expired");
    assert!(text(&notice["message"]).contains("2024-09-29"), "{notice}");
    assert_eq!(crate::support::places(&notice), ["waivers.toml:1:1"]);
    assert_eq!(ran.exit, Exit::Strict);
    let last = run(&office(&waiver(BY_RULE).replace("2025-03-31", "2024-09-30").replace("R6.10.1", "R6.4.1")), &[]);
    assert_eq!(last.verdicts()[0], "U-1 R38-13-10 exempt", "it holds on its last day");
}

#[test]
fn an_unused_one_is_said_but_not_of_what_was_not_judged() {
    let gone = waiver(&BY_RULE.replace("U-1", "U-9"))
        + &waiver("fingerprint = \"00\"")
        + &waiver("rule = \"R38-13-10\"\ncase = \"U-2\"\nsubject = \"P9\"");
    let folder = office(&gone);
    let ran = run(&folder, &["--fail-on", "never", "--strict"]);
    assert_eq!(ran.notices("K-waiver-unused").len(), 2, "a fingerprint may be of a rule that was left out");
    assert_eq!(ran.exit, Exit::Strict);
    let (path, file) = (folder.path(), folder.file("waivers.toml"));
    assert_eq!(ndjson(&[&path[..], "--waivers", &file]).notices("K-waiver-unused").len(), 3);
    let one = run(&folder, &["--case", "U-1", "--fail-on", "never", "--strict"]);
    assert_eq!(one.notices("K-waiver-unused").len(), 0, "neither case was judged");
    assert_eq!(one.exit, Exit::Clean);
    let other = ndjson(&[&path[..], "--waivers", &file, "--select", "R38-13-11", "--fail-on", "never"]);
    assert_eq!(other.notices("K-waiver-unused").len(), 0, "the rule was not judged");
    let used = run(&office(&waiver(BY_RULE)), &["--fail-on", "never", "--strict"]);
    assert_eq!(used.exit, Exit::Clean);
}

/// What the records cannot show stays unknown.
#[test]
fn it_never_silences_what_cannot_be_judged() {
    let mut open = late("U-3");
    open["plans"][0]["consent"]["date"] = json!("2024");
    let folder = office(&waiver(&BY_RULE.replace("U-1", "U-3"))).case(&open);
    let ran = run(&folder, &["--fail-on", "never", "--strict"]);
    assert!(ran.verdicts().contains(&"U-3 R38-13-10 undetermined".to_owned()), "{:?}", ran.verdicts());
    assert_eq!(ran.notices("K-waiver-undetermined").len(), 1);
    assert_eq!(ran.exit, Exit::Clean, "it is neither expired nor unused");
}

#[test]
fn two_for_one_finding_are_said() {
    let twice = run(&office(&(waiver(BY_RULE) + &waiver(&format!("{BY_RULE}\nsubject = \"P1\"")))), &[]);
    assert_eq!(crate::support::places(&twice.notice("K-waiver-twice")), ["waivers.toml:8:1"]);
}

#[test]
fn one_that_is_not_whole_is_told_by_line_and_the_others_hold() {
    let lacking = |key: &str| {
        let lines = waiver(BY_RULE);
        lines.lines().filter(|line| !line.starts_with(key)).map(|line| format!("{line}\n")).collect::<String>()
    };
    for key in ["reason", "approved_by", "approved_on", "expires"] {
        let folder = office(&(lacking(key) + &waiver(&BY_RULE.replace("U-1", "U-2"))));
        let ran = run(&folder, &[]);
        let notice = ran.notice("K-waiver-missing");
        assert!(text(&notice["message"]).contains(key), "{notice}");
        assert_eq!(crate::support::places(&notice), ["waivers.toml:1:1"]);
        assert_eq!(ran.verdicts(), ["U-1 R38-13-10 violation", "U-2 R38-13-10 exempt"], "{key}");
        assert_eq!(ran.exit, Exit::Unread);
        assert_eq!(ran.summary()["unread"], json!(["waivers.toml"]));
    }
    let cases = [
        (lacking("rule"), "K-waiver-missing"),
        (waiver(BY_RULE) + "approver = \"x\"\n", "K-waiver-key"),
        (waiver(BY_RULE).replace("\"2025-03-31\"", "\"soon\""), "K-waiver-value"),
        (waiver(&BY_RULE.replace("\"U-1\"", "true")), "K-waiver-value"),
        (waiver(BY_RULE).replace("2025-03-31", "2024-09-30"), "K-waiver-period"),
        (waiver(BY_RULE).replace("2025-03-31", "2027-10-02"), "K-waiver-long"),
        (waiver("rule = \"R38-13-100\"\ncase = \"U-1\""), "K-waiver-rule"),
        ("[[waiver]\nreason = \"息子\"".to_owned(), "K-waiver-file"),
    ];
    for (file, code) in cases {
        let ran = run(&office(&file), &[]);
        assert_eq!(ran.notices(code).len(), 1, "{code} in {}", ran.out);
        assert!(!ran.out.contains("息子"), "{code}");
        let used = matches!(code, "K-waiver-key" | "K-waiver-long");
        assert_eq!(ran.verdicts()[0].ends_with("exempt"), used, "{code}");
    }
}

#[test]
fn the_settings_name_the_file_and_the_receipt_holds_its_hash() {
    let text = waiver(BY_RULE);
    let toml = crate::support::manifest("2024-09-30") + "[check]\nwaivers = \"office/waivers.toml\"\n";
    let folder = office("").with("kijun.toml", &toml).with("office/waivers.toml", &text);
    let ran = ndjson(&[&[&folder.path()[..], "--show", "all"], &CONSENT[..]].concat());
    assert_eq!(ran.verdicts()[0], "U-1 R38-13-10 exempt");
    let hash = blake3::hash(text.as_bytes()).to_hex().to_string();
    assert_eq!(ran.summary()["receipt"]["waivers"], json!({"path": "office/waivers.toml", "blake3": hash}));
    for outside in ["../waivers.toml", "nowhere.toml"] {
        let folder = office("").with("kijun.toml", toml.replace("office/waivers.toml", outside));
        assert_eq!(ndjson(&[&folder.path()[..]]).exit, Exit::Usage, "{outside}");
    }
    let gone = ndjson(&[&folder.path()[..], "--waivers", &folder.file("nowhere.toml")]);
    assert_eq!(gone.exit, Exit::Usage);
}

/// A duty of the office has no case; the office is that of the run unless the waiver names another.
#[test]
fn a_finding_about_the_office_is_accepted_without_a_case() {
    let desk = json!({"desk": {"number": "P-1", "opened": "2024-03-01", "closed": "2024-08-31", "guards": []}});
    let swims = |card: &str| json!({"card": card, "since": "2024-04-10", "swims": [{"id": "1", "on": "2024-04-01", "stroke": "crawl", "coach": "X", "lengths": 3}]});
    let lines = [desk, swims("A"), swims("B")].map(|line| line.to_string()).join("\n");
    let toml = "[export]\noffice = \"P-1\"\nextracted = 2024-12-31\nall_cases = true\n[[complete]]\nkind = \"swim\"\n[[complete]]\nkind = \"guard\"\n[[complete]]\nkind = \"note\"\n";
    let reason = |about: &str| {
        let folder =
            Folder::new().with("kijun.toml", toml).with("pool.ndjson", &lines).with("waivers.toml", waiver(about));
        let (path, file) = (folder.path(), folder.file("waivers.toml"));
        let ran = ndjson(&[&path[..], "-r", "tests/packs/pool", "--show", "all", "--waivers", &file]);
        let all = ran.of("verdict");
        let found = all.iter().find(|found| found["rule"] == "PR-1" && found["case"].is_null()).expect("the duty");
        text(&found["reason"]).to_owned()
    };
    assert_eq!(reason("rule = \"PR-1\""), "waived");
    assert_eq!(reason("rule = \"PR-1\"\noffice = \"P-1\""), "waived");
    assert_eq!(reason("rule = \"PR-1\"\noffice = \"P-2\""), "not-met");
    assert_eq!(reason("rule = \"PR-1\"\ncase = \"A\""), "not-met");
}
