//! From targets back to the text.

use super::*;
use crate::diag::Role;
use crate::limits;
use crate::model::Target;
use crate::read::{Locator, Person};

const TEXT: &str = "\u{feff}[\r\n  {\"id\": \"m1\"},\r\n  {\r\n    \"番号\": \"m2\", \"備考\": \"日本語のメモ\", \"館\": \"東館\",\r\n    \"loans\": [ { \"id\": \"L1\" },\r\n      { \"title\": \"x\", \"renewals\": [ {\"date\": \"2024-05-01\"} ] } ]\r\n  }\r\n]\r\n";

fn second() -> Case {
    read(TEXT).0.remove(1)
}

fn place(target: Target) -> Place {
    let schema = library(true);
    let place = locate(&schema, &second(), &document(TEXT), target, Role::Duty, "here".into(), false);
    check_columns(&place);
    place
}

fn of_field(kind: KindId, row: u32, key: &str) -> Target {
    let (field, _) = library(true).kind(kind).field(key).map(|(id, field)| (id, field.clone())).unwrap();
    Target::Field(RecordId { kind, row }, field)
}

#[test]
fn fields_by_either_spelling_behind_japanese_text() {
    let place = place(of_field(MEMBER, 0, "branch"));
    assert_eq!((place.line, place.column, place.pointer.as_str()), (4, 39, "/1/館"));
    assert_eq!((underlined(&place), place.text.as_deref()), ("東館", Some("東館")));
    assert_eq!((place.role, place.path.as_str(), place.label.as_str()), (Role::Duty, "records/m1.json", "here"));
    assert_eq!(place.excerpt.unwrap().column, 5);
}

#[test]
fn fields_of_nested_records() {
    let place = place(of_field(RENEWAL, 0, "date"));
    assert_eq!((place.line, place.column), (6, 47));
    assert_eq!(place.pointer, "/1/loans/1/renewals/0/date");
    assert_eq!(place.excerpt.as_ref().unwrap().text, "{\"date\": \"2024-05-01\"}");
    assert_eq!(underlined(&place), "2024-05-01");
}

#[test]
fn what_is_missing_points_at_the_record() {
    let keyed = place(of_field(LOAN, 0, "from"));
    assert_eq!((underlined(&keyed), keyed.pointer.as_str(), keyed.text.clone()), ("L1", "/1/loans/0", None));
    let bare = place(of_field(LOAN, 1, "from"));
    assert_eq!((underlined(&bare), bare.line, bare.column), ("{", 6, 7));
    let record = place(Target::Record(Case::ROOT));
    assert_eq!((underlined(&record), record.pointer.as_str(), record.text.clone()), ("m2", "/1", None));
    let no_list = place(Target::Child(Case::ROOT, CARD));
    assert_eq!((underlined(&no_list), no_list.pointer.as_str()), ("m2", "/1"));
    let list = place(Target::Child(Case::ROOT, LOAN));
    assert_eq!((underlined(&list), list.pointer.as_str(), list.text.clone()), ("[", "/1/loans", None));
}

#[test]
fn a_line_of_ndjson_counts_from_its_line() {
    let text = r#"{"id":"m1","loans":[{"id":"L1","from":"2024-05-01"}]}"#;
    let line = Document { first_line: 41, ..document(text) };
    let schema = library(true);
    let case = read_document(&schema, &line).0.remove(0);
    let locator = Locator::new(&schema, line, false);
    let place = locator.place(&Person::of(&schema, &case), of_field(LOAN, 0, "from"), Role::Evidence, String::new());
    assert_eq!((case.origin.line, place.line, place.column), (41, 41, 40));
    let excerpt = place.excerpt.as_ref().unwrap();
    assert_eq!((excerpt.text.as_str(), excerpt.column), (r#"{"id":"L1","from":"2024-05-01"}"#, 21));
}

#[test]
fn long_texts_are_cut_on_character_borders() {
    let text = format!("{{\"id\":\"m1\",\"memo\":\"{}\",\"joined\":\"2024-05-01\"}}", "あ\u{1b}".repeat(300));
    let schema = library(true);
    let case = read(&text).0.remove(0);
    let locator = Locator::new(&schema, document(&text), false);
    let memo = locator.place(&Person::of(&schema, &case), of_field(MEMBER, 0, "memo"), Role::Duty, String::new());
    check_columns(&memo);
    assert_eq!(memo.text.as_ref().unwrap().chars().count(), limits::PLACE_TEXT);
    assert!(underlined(&memo).starts_with("あ␛あ␛"));
    let joined = locator.place(&Person::of(&schema, &case), of_field(MEMBER, 0, "joined"), Role::Duty, String::new());
    check_columns(&joined);
    assert_eq!(underlined(&joined), "2024-05-01");
    let shown = joined.excerpt.unwrap().text;
    assert!(shown.chars().count() <= limits::EXCERPT_COLUMNS && !shown.contains('\u{1b}'));
}

#[test]
fn empty_and_null_values_are_still_places() {
    let text = r#"{"id":"m1","memo":"","joined":null}"#;
    let schema = library(true);
    let case = clean(text);
    let locator = Locator::new(&schema, document(text), false);
    let memo = locator.place(&Person::of(&schema, &case), of_field(MEMBER, 0, "memo"), Role::Duty, String::new());
    assert_eq!((memo.column, memo.text.as_deref(), underlined(&memo)), (20, Some(""), "\""));
    let joined = locator.place(&Person::of(&schema, &case), of_field(MEMBER, 0, "joined"), Role::Duty, String::new());
    assert_eq!(underlined(&joined), "null");
}

#[test]
fn a_raw_line_break_inside_a_string_ends_the_excerpt() {
    let text = "{\"id\":\"m1\",\"memo\":\"one\ntwo\"}";
    let schema = library(true);
    let case = read(text).0.remove(0);
    let place = locate(&schema, &case, &document(text), of_field(MEMBER, 0, "memo"), Role::Duty, String::new(), false);
    assert_eq!((underlined(&place), place.text.as_deref()), ("one", Some("one two")));
}

#[test]
fn pointers_escape_and_lists_read_twice_are_found() {
    let text = r#"{"id":"m1","loans":[{"id":"L1"}],"a/b~c":1,"loans":[{"id":"L2"},{"id":"L3"}]}"#;
    let schema = library(true);
    let (cases, problems) = read(text);
    assert_eq!(problems[0].diagnostic.places[0].pointer, "/a~1b~0c");
    let third = Target::Record(RecordId { kind: LOAN, row: 2 });
    let place = locate(&schema, &cases[0], &document(text), third, Role::Duty, String::new(), false);
    assert_eq!(underlined(&place), "L3");
}
