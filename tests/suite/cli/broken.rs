//! Bad records: each is said with its place, costs no more than it must, and the other files are judged.

use crate::few::ndjson;
use crate::support::{Folder, Ran, good, late, on_consent, places, text};
use kijun::cli::Exit;
use serde_json::{Value, json};

/// Judges a bad file beside a good one; the late consent of the good one must be found whatever the other holds.
pub(super) fn beside(name: &str, bytes: impl AsRef<[u8]>) -> Ran {
    let folder = Folder::new().complete().case(&late("U-1")).with(name, bytes);
    let ran = ndjson(&on_consent(&folder.path(), &["--show", "all"]));
    assert!(ran.verdicts().contains(&"U-1 R38-13-10 violation".to_owned()), "{}", ran.out);
    ran
}

pub(super) fn unread(ran: &Ran) -> Value {
    ran.summary()["unread"].clone()
}

/// A pretty case with one part of its text replaced.
pub(super) fn with(from: &str, to: &str) -> String {
    let text = format!("{:#}", good("U-2"));
    assert!(text.contains(from), "{from} in {text}");
    text.replacen(from, to, 1)
}

/// `line:column` of a part of a text, in characters.
pub(super) fn position(whole: &str, part: &str) -> String {
    let before = whole.split(part).next().expect("text before");
    let line = before.rsplit('\n').next().unwrap_or(before);
    format!("{}:{}", before.matches('\n').count() + 1, line.chars().count() + 1)
}

#[test]
fn malformed_json_is_located_and_exit_3() {
    let text = with("\"contract\":", "\"contract\" =");
    let ran = beside("bad.json", &text);
    let notice = ran.notice("K-json");
    assert_eq!(places(&notice), [format!("bad.json:{}", position(&text, "= {"))]);
    assert_eq!(notice["severity"], "error");
    assert_eq!((ran.exit, unread(&ran)), (Exit::Unread, json!(["bad.json"])));
}

#[test]
fn a_file_that_is_cut_off_is_located_at_its_end() {
    let whole = format!("{:#}", good("U-2"));
    let cut = &whole[..whole.find("\"P1\"").expect("the plan")];
    let ran = beside("bad.json", cut);
    let end =
        format!("{}:{}", cut.lines().count(), cut.trim_end().lines().last().map_or(0, |line| line.chars().count()) + 1);
    assert_eq!(places(&ran.notice("K-json")), [format!("bad.json:{end}")]);
    assert!(text(&ran.notice("K-json")["message"]).contains("EOF"), "{}", ran.out);
    assert_eq!((ran.exit, unread(&ran)), (Exit::Unread, json!(["bad.json"])));
}

#[test]
fn one_line_that_is_cut_off_costs_that_line() {
    let whole = late("U-3").to_string();
    let cut = &whole[..whole.find("signed_on").expect("the key")];
    let ran = beside("bad.ndjson", format!("{}\n{cut}\n{}\n", late("U-2"), late("U-4")));
    assert_eq!(ran.verdicts(), ["U-1", "U-2", "U-4"].map(|case| format!("{case} R38-13-10 violation")));
    assert_eq!(places(&ran.notice("K-json")), [format!("bad.ndjson:2:{}", cut.chars().count() + 1)]);
    assert_eq!(ran.exit, Exit::Unread);
}

#[test]
fn the_cases_before_the_break_of_an_array_are_judged() {
    let array = json!([late("U-2"), late("U-3"), late("U-4")]).to_string();
    let ran = beside("bad.json", &array[..array.len() - 40]);
    assert_eq!(ran.verdicts(), ["U-1", "U-2", "U-3"].map(|case| format!("{case} R38-13-10 violation")));
    assert_eq!(ran.exit, Exit::Unread);
}

#[test]
fn json_that_is_no_case_is_located_and_exit_3() {
    for text in ["\"not a case\"", "12", "[1]", "null"] {
        let ran = beside("bad.json", text);
        assert_eq!(ran.notices("K-wrong-type").len(), 1, "{text}: {}", ran.out);
        assert_eq!((ran.exit, unread(&ran)), (Exit::Unread, json!(["bad.json"])), "{text}");
    }
}

#[test]
fn a_value_of_the_wrong_type_is_located_and_counts_as_unknown() {
    let text = with("\"valid_from\": \"2024-06-10\"", "\"valid_from\": 20240610");
    let ran = beside("bad.json", &text);
    let notice = ran.notice("K-wrong-type");
    assert_eq!(places(&notice), [format!("bad.json:{}", position(&text, "20240610"))]);
    assert_eq!(
        (&notice["case"], &notice["message"]),
        (&json!("U-2"), &json!("the value of `valid_from` has the wrong form"))
    );
    assert_eq!(ran.verdicts()[1], "U-2 R38-13-10 undetermined", "{}", ran.out);
    assert_eq!((ran.exit, unread(&ran)), (Exit::Found, json!([])));
    let list = with("\"plans\": [", "\"plans\": \"P1\", \"meetings\": [");
    assert!(!beside("bad.json", &list).notices("K-wrong-type").is_empty());
}

#[test]
fn an_impossible_date_is_located_and_counts_as_unknown() {
    for (written, code) in [
        ("2024-02-30", "K-bad-date-day"),
        ("R6.2.30", "K-bad-date-day"),
        ("H36.6.10", "K-bad-date-era"),
        ("June", "K-bad-date"),
    ] {
        let text = with("\"valid_from\": \"2024-06-10\"", &format!("\"valid_from\": \"{written}\""));
        let ran = beside("bad.json", &text);
        let notice = ran.notice(code);
        assert_eq!(places(&notice), [format!("bad.json:{}", position(&text, written))], "{written}");
        assert!(crate::support::text(&notice["message"]).contains(written), "{notice}");
        assert_eq!(notice["locations"][0]["pointer"], "/plans/0/valid_from");
        assert_eq!(ran.verdicts()[1], "U-2 R38-13-10 undetermined", "{written}");
        assert_eq!(ran.exit, Exit::Found);
    }
}

#[test]
fn an_unknown_key_is_said_once_with_its_number_and_a_suggestion() {
    let mut case = good("U-2");
    case["plans"] = json!([1, 2, 3].map(|at| json!({ "id": format!("P{at}"), "valid_frm": "2024-06-10" })));
    let text = format!("{case:#}");
    let folder = Folder::new().complete().case(&late("U-1")).with("bad.json", &text);
    let ran = beside("bad.json", &text);
    let notice = ran.notice("K-unknown-key");
    assert_eq!(notice["message"], "there is no field `valid_frm` (places: 3); it is not read");
    assert_eq!(notice["severity"], "warning");
    assert_eq!(places(&notice), [format!("bad.json:{}", position(&text, "valid_frm"))], "the first of them");
    let page = crate::support::check(&[folder.path()]).out;
    assert!(page.contains("valid_from ?"), "{page}");
    assert_eq!(ran.exit, Exit::Found, "a warning does not fail a run");
}

#[test]
fn an_unknown_key_of_many_files_is_said_once() {
    let lines: String =
        (2..5).map(|at| good(&format!("U-{at}")).to_string().replacen('{', "{\"memo\":1,", 1) + "\n").collect();
    let ran = beside("bad.ndjson", lines);
    assert_eq!(ran.notice("K-unknown-key")["message"], "there is no field `memo` (places: 3); it is not read");
}

#[test]
fn a_key_that_stands_twice_shows_both_places_and_neither_value_wins() {
    let text = with("\"valid_from\": \"2024-06-10\"", "\"valid_from\": \"2024-06-10\", \"始期\": \"2024-07-10\"");
    let ran = beside("bad.json", &text);
    let wanted = [position(&text, "始期"), position(&text, "valid_from")].map(|at| format!("bad.json:{at}"));
    assert_eq!(places(&ran.notice("K-duplicate-key")), wanted);
    assert_eq!(ran.verdicts()[1], "U-2 R38-13-10 undetermined", "{}", ran.out);
    let same = with("\"valid_from\": \"2024-06-10\"", "\"valid_from\": \"2024-06-10\", \"valid_from\": \"R6.6.10\"");
    let ran = beside("bad.json", &same);
    assert_eq!(ran.notices("K-duplicate-key").len(), 1);
    assert_eq!(ran.verdicts()[1], "U-2 R38-13-10 conform", "one value in two spellings is no doubt");
}

#[test]
fn one_id_for_two_people_shows_both_places_and_merges_neither() {
    let folder = Folder::new().complete().case(&late("U-1")).with("z.json", good("U-1").to_string());
    let ran = ndjson(&on_consent(&folder.path(), &["--show", "all"]));
    assert_eq!(ran.verdicts(), ["U-1 R38-13-10 violation", "U-1 R38-13-10 conform"]);
    let notice = ran.notice("K-duplicate-case");
    assert_eq!(notice["message"], "two cases have the id `U-1`; they were judged apart and not merged");
    let wanted = [
        format!("z.json:{}", position(&good("U-1").to_string(), "U-1")),
        format!("U-1.json:{}", position(&folder.read("U-1.json"), "U-1")),
    ];
    assert_eq!(places(&notice), wanted);
    assert_eq!(ran.exit, Exit::Found);
    let in_one = json!([late("U-5"), good("U-5"), good("U-6")]).to_string();
    assert_eq!(beside("bad.json", in_one).notices("K-duplicate-case").len(), 1);
    let two_offices = Folder::new()
        .with("a/kijun.toml", crate::support::manifest("2024-09-30"))
        .with("a/1.json", late("U-1").to_string())
        .with("b/kijun.toml", crate::support::manifest("2024-09-30").replace("1399000001", "1399000002"))
        .with("b/1.json", late("U-1").to_string());
    assert!(ndjson(&[two_offices.path()]).notices("K-duplicate-case").is_empty(), "an id is one office's");
}
