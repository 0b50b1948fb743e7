//! Every code, located.

use super::*;
use crate::diag::Severity;
use crate::read::codes::CODES;

#[test]
fn codes_have_the_same_placeholders_in_both_languages_and_unique_ids() {
    let holes = |text: &str| {
        let mut found: Vec<_> =
            text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap().replace("_ja", "")).collect();
        found.sort();
        found
    };
    let mut ids: Vec<_> = CODES.iter().map(|code| code.id).collect();
    for code in CODES {
        assert_eq!(holes(code.ja), holes(code.en), "{}", code.id);
        assert_eq!(holes(code.help_ja), holes(code.help_en), "{}", code.id);
    }
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), CODES.len());
}

#[test]
fn wrong_types_are_invalid_and_underlined() {
    for (key, json, under) in [
        ("visits", "1.5", "1.5"),
        ("visits", "\"12\"", "12"),
        ("visits", "99999999999999999999", "99999999999999999999"),
        ("active", "\"yes\"", "yes"),
        ("active", "1", "1"),
        ("joined", "2024", "2024"),
        ("memo", "true", "true"),
        ("memo", "{\"a\":1}", "■"),
        ("branches", "\"east\"", "east"),
        ("memo", "\"\\ud800\"", "\\ud800"),
    ] {
        let text = format!("{{\"id\":\"m1\",\"{key}\":{json}}}");
        let problem = one(&text, "K-wrong-type");
        assert_eq!(underlined(&problem.places[0]), under, "{text}");
        assert_eq!(problem.places[0].pointer, format!("/{key}"));
        assert_eq!(member(&read(&text).0[0], key), Cell::Invalid);
        check_columns(&problem.places[0]);
    }
    one(r#"{"id":"m1","loans":{"id":"L1"}}"#, "K-wrong-type");
    one(r#"{"id":"m1","card":[{"number":1}]}"#, "K-wrong-type");
    let item = one(r#"{"id":"m1","loans":[{"id":"L1"},5]}"#, "K-wrong-type");
    assert_eq!(item.places[0].pointer, "/loans/1");
}

#[test]
fn impossible_dates_say_why() {
    for (text, code) in [("soon", "K-bad-date"), ("2023-02-29", "K-bad-date-day"), ("H31.5.1", "K-bad-date-era")] {
        let problem = one(&format!("{{\"id\":\"m1\",\"入会日\":\"{text}\"}}"), code);
        assert_eq!(underlined(&problem.places[0]), text);
        assert_eq!(problem.places[0].text.as_deref(), Some(text));
        assert!(problem.message(Lang::En).contains(text));
        assert_eq!((problem.places[0].line, problem.places[0].column), (1, 19));
    }
    one(r#"{"id":"m1","paid":"2024-05-01"}"#, "K-bad-date");
}

/// Both bounds belong to what a number may be.
#[test]
fn a_number_outside_its_bounds_is_told_and_not_known() {
    let mut schema = library(true);
    let visits = schema.kinds[0].fields.iter_mut().find(|field| field.name.en == "visits").unwrap();
    (visits.least, visits.most) = (Some(0), Some(300));
    let read = |json: &str| {
        let text = format!("{{\"id\":\"m1\",\"visits\":{json}}}");
        let (cases, problems) = read_document(&schema, &document(&text));
        (member(&cases[0], "visits"), problems.into_iter().map(|problem| problem.diagnostic).next())
    };
    assert_eq!((read("0").0, read("300").0, read("null").0), (Cell::Number(0), Cell::Number(300), Cell::NotRecorded));
    assert!(read("0").1.is_none() && read("300").1.is_none());
    for json in ["-1", "301"] {
        let (cell, problem) = read(json);
        let problem = problem.unwrap();
        assert_eq!((cell, problem.code.id, problem.code.severity), (Cell::Invalid, "K-out-of-range", Severity::Error));
        assert_eq!((underlined(&problem.places[0]), problem.places[0].pointer.as_str()), (json, "/visits"));
        let said = format!("`{json}` lies outside what `visits` may be (0..300); it counts as unknown");
        assert_eq!(problem.message(Lang::En), said);
    }
}

#[test]
fn unknown_codes_and_keys_come_with_a_suggestion() {
    let code = one(r#"{"id":"m1","branch":"eest"}"#, "K-unknown-code");
    assert_eq!(code.help(Lang::En), "east ?");
    let far = one(r#"{"id":"m1","館":"西の分館"}"#, "K-unknown-code");
    assert_eq!(far.help(Lang::Ja), "中央館 / 東館 / ＡＶ室 ?");
    let key = one(r#"[{"id":"a","joind":1},{"id":"b","loans":[{"id":"x"}],"joind":2,"_note":1}]"#, "K-unknown-key");
    assert_eq!(key.message(Lang::En), "there is no field `joind` (places: 2); it is not read");
    assert_eq!(key.help(Lang::En), "joined ?");
    assert_eq!(key.code.severity, Severity::Warning);
    assert_eq!(underlined(&key.places[0]), "joind");
    assert_eq!(key.places[0].pointer, "/0/joind");
}

#[test]
fn one_key_twice_shows_both_places() {
    let text = r#"{"id":"m1","memo":"a","備考":"b"}"#;
    let problem = one(text, "K-duplicate-key");
    assert_eq!(problem.places.iter().map(underlined).collect::<Vec<_>>(), ["備考", "memo"]);
    assert_eq!(member(&read(text).0[0], "memo"), Cell::Invalid);
    let (cases, _) = read(r#"{"id":"m1","memo":"a","memo":"a"}"#);
    assert_eq!(member(&cases[0], "memo"), Cell::Text("a".into()));
    let (cases, _) = read(r#"{"id":"m1","loans":[{"id":"L1"}],"loans":[{"id":"L2"},{"id":"L3"}]}"#);
    assert_eq!(cases[0].rows(LOAN).iter().map(|loan| loan.index).collect::<Vec<_>>(), [0, 1, 2]);
}

#[test]
fn keys_of_records_twice_dangling_or_missing() {
    let twice = one(r#"{"id":"m1","loans":[{"id":"L1"},{"id":"L2"},{"id":"L1"}]}"#, "K-duplicate-record");
    let pointers: Vec<_> = twice.places.iter().map(|place| place.pointer.as_str()).collect();
    assert_eq!(pointers, ["/loans/2/id", "/loans/0/id"]);
    let dangling = one(r#"{"id":"m1","loans":[{"id":"L1","related":["L1","L9"]}]}"#, "K-dangling-reference");
    assert_eq!(underlined(&dangling.places[0]), "L9");
    assert_eq!(dangling.places[0].pointer, "/loans/0/related/1");
    let nameless = one(r#"  {"memo":"x"}"#, "K-no-case-id");
    assert_eq!((underlined(&nameless.places[0]), nameless.places[0].column), ("{", 3));
}

#[test]
fn a_text_that_breaks_off_keeps_the_cases_before_it() {
    let (cases, problems) = read("[\n  {\"id\":\"a\"},\n  {\"id\":\"b\", \"name\":\"山田");
    assert_eq!(cases.len(), 1);
    let place = &problems[0].diagnostic.places[0];
    assert_eq!((problems[0].diagnostic.code.id, place.line, place.column), ("K-json", 3, 24));
    assert!(!place.excerpt.as_ref().unwrap().text.contains("山田"));
    assert!(place.excerpt.as_ref().unwrap().text.contains("\"name\""));
    let middle = one("{\"id\":\"a\",\r\n \"memo\" 5}", "K-json");
    assert_eq!((middle.places[0].line, middle.places[0].column), (2, 9));
    assert_eq!(read("{\"id\":\"a\"} x").0.len(), 1);
    one("{\"id\":\"a\"}\n{\"id\":\"b\"}", "K-json");
    one("\0", "K-json");
}

#[test]
fn deep_nesting_is_an_error_with_its_place() {
    let deep = format!("[{{\"id\":\"a\"}},\n{}", "[".repeat(10_000));
    let (cases, problems) = read(&deep);
    let place = &problems[0].diagnostic.places[0];
    assert_eq!((cases.len(), problems.len(), problems[0].diagnostic.code.id), (1, 1, "K-too-deep"));
    assert_eq!((place.line, place.column), (2, 128));
    let deepest = format!("{{\"id\":\"a\",\"_x\":{}{}}}", "[".repeat(127), "]".repeat(127));
    clean(&deepest);
}

#[test]
fn what_is_no_case_is_said_by_its_pointer() {
    for text in ["5", "\"x\"", "null"] {
        one(text, "K-wrong-type");
    }
    let problem = one("[{\"id\":\"a\"},7]", "K-wrong-type");
    assert_eq!((problem.places[0].pointer.as_str(), problem.places[0].column), ("/1", 13));
}
