//! Every kind of value to its cell.

use super::*;
use crate::calendar::{DateRange, Day, Month};
use crate::model::Children;

fn date(y: i32, m: u32, d: u32) -> Cell {
    Cell::Date(DateRange::exact(Day::from_ymd(y, m, d).unwrap()))
}

fn value(key: &str, json: &str) -> Cell {
    let text = format!("{{\"id\":\"m1\",\"{key}\":{json}}}");
    member(&clean(&text), key)
}

#[test]
fn both_spellings_of_keys_and_codes_folded_too() {
    let english = clean(r#"{"id":"m1","joined":"2024-05-01","branch":"east","active":true}"#);
    let japanese = clean(r#"{"番号":"m1","入会日":"令和6年5月1日","館":"東館","在籍":"真"}"#);
    for key in ["id", "joined", "branch", "active"] {
        assert_eq!(member(&english, key), member(&japanese, key), "{key}");
    }
    assert_eq!(english.id, "m1");
    let folded = clean(r#"{"ｉｄ":"m1","branch":"AV室","ｊｏｉｎｅｄ":"Ｒ６．５．１"}"#);
    assert_eq!(member(&folded, "joined"), date(2024, 5, 1));
    assert_eq!(folded.id, "m1");
}

#[test]
fn scalars_by_type() {
    assert_eq!(value("active", "false"), Cell::YesNo(false));
    assert_eq!(value("active", "\"偽\""), Cell::YesNo(false));
    assert_eq!(value("active", "\" true \""), Cell::YesNo(true));
    assert_eq!(value("visits", "-12"), Cell::Number(-12));
    assert_eq!(value("branch", "\"中央館\""), Cell::Code(0));
    assert_eq!(
        value("branches", "[\"east\",\"中央館\",null,\"\"]"),
        Cell::List(Box::new([Cell::Code(1), Cell::Code(0)]))
    );
    assert_eq!(value("paid", "\"R6.5\""), Cell::Month(Month::new(2024, 5).unwrap()));
    assert_eq!(value("memo", "120.50"), Cell::Text("120.50".into()));
    assert_eq!(clean("{\"id\":12}").id, "12");
    assert_eq!(value("memo", "\"a\\u0000b\\n\""), Cell::Text("a\0b\n".into()));
    assert_eq!(value("joined", "\"2024-05\"").to_owned(), Cell::Date(DateRange::month(Month::new(2024, 5).unwrap())));
}

#[test]
fn nothing_none_and_unknown_are_three_things() {
    for json in ["null", "\"\"", "\" 　\"", "[]", "{}", "[ ]"] {
        assert_eq!(value("memo", json), Cell::NotRecorded, "{json}");
        assert_eq!(value("branches", json), Cell::NotRecorded, "{json}");
    }
    assert_eq!(value("left", "null"), Cell::Absent);
    assert_eq!(value("left", "\"\""), Cell::Absent, "a blank says what null says");
    assert_eq!(member(&clean("{\"id\":\"m1\"}"), "left"), Cell::Absent);
    assert_eq!(value("memo", "\"none\""), Cell::Absent);
    assert_eq!(value("memo", "\"なし\""), Cell::Absent);
    assert_eq!(value("memo", "\"特になし\""), Cell::Text("特になし".into()));
    assert_eq!(value("joined", "\" 不明 \""), Cell::Unknown);
    assert_eq!(value("branches", "\"unknown\""), Cell::Unknown);
}

fn loans(json: &str) -> Children {
    let case = clean(&format!("{{\"id\":\"m1\",\"loans\":{json}}}"));
    case.children(&library(true), Case::ROOT, LOAN)
}

#[test]
fn nested_lists_say_the_same_three_things() {
    for json in ["null", "[]", "{}", "\"\""] {
        assert_eq!(loans(json), Children::NotRecorded, "{json}");
    }
    assert_eq!(loans("\"none\""), Children::Absent);
    assert_eq!(loans("\"不明\""), Children::Unknown);
    assert_eq!(loans("[{},{}]"), Children::Rows { from: 0, to: 2, torn: false });
}

#[test]
fn rows_of_a_parent_are_contiguous_and_know_it() {
    let case = clean(
        r#"{"id":"m1","loans":[{"id":"L1","renewals":[{"date":"2024-01-01"},{"date":"2024-02-01"}]},
           {"id":"L2"},{"id":"L3","renewals":[{"date":"2024-03-01"}]}],"card":{"number":5}}"#,
    );
    let schema = library(true);
    let third = RecordId { kind: LOAN, row: 2 };
    assert_eq!(case.children(&schema, third, RENEWAL), Children::Rows { from: 2, to: 3, torn: false });
    assert_eq!(case.parent(&schema, RecordId { kind: RENEWAL, row: 2 }), Some(third));
    assert_eq!(case.rows(RENEWAL)[1].index, 1);
    assert_eq!(cell(&case, RecordId { kind: CARD, row: 0 }, "number"), Cell::Number(5));
}

#[test]
fn references_find_their_row_before_or_behind_them_and_by_number() {
    let case = clean(r#"{"id":"m1","loans":[{"id":"L1","previous":"7"},{"id":7,"related":["L1",7]}]}"#);
    let first = RecordId { kind: LOAN, row: 0 };
    let second = RecordId { kind: LOAN, row: 1 };
    assert_eq!(cell(&case, first, "previous"), Cell::Ref("7".into(), Some(1)));
    let related = [Cell::Ref("L1".into(), Some(0)), Cell::Ref("7".into(), Some(1))];
    assert_eq!(cell(&case, second, "related"), Cell::List(Box::new(related)));
}

#[test]
fn arrays_blank_texts_byte_order_marks_and_underscores() {
    let (cases, problems) = read("\u{feff}[{\"id\":\"a\"},{\"id\":\"b\",\"_at\":{\"path\":\"x\"}}]\r\n");
    assert!(problems.is_empty());
    assert_eq!(cases.iter().map(|case| case.origin.pointer.as_str()).collect::<Vec<_>>(), ["/0", "/1"]);
    assert_eq!((cases[1].origin.file, cases[1].origin.line), (7, 1));
    for text in ["", " \r\n\t", "\u{feff}", "[]"] {
        let (cases, problems) = read(text);
        assert!(cases.is_empty() && problems.is_empty(), "{text:?}");
    }
}

#[test]
fn raw_control_bytes_inside_a_string_are_data() {
    let (cases, problems) = read("{\"id\":\"m1\",\"memo\":\"a\0\u{1b}[31m\tb\\\"c\"}");
    let told: Vec<_> = problems.iter().map(|problem| problem.diagnostic.code.id).collect();
    assert_eq!(told, ["K-control"], "said once, with its place");
    assert_eq!((problems[0].diagnostic.places[0].line, problems[0].diagnostic.places[0].column), (1, 21));
    assert_eq!(member(&cases[0], "memo"), Cell::Text("a\0\u{1b}[31m\tb\"c".into()));
}
