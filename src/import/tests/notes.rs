//! What is said about a value beside its reading.

use super::{Hints, Written, notes, of};
use crate::diag::{Diagnostic, Lang};

fn said(field: &str, written: Written<'_>) -> [String; 2] {
    let read = of(field, written, &Hints::default());
    let [note] = read.notes.as_slice() else { panic!("{:?}", read.notes) };
    let told = Diagnostic { code: note.code, args: note.args.clone(), places: Vec::new() };
    [told.message(Lang::Ja), told.message(Lang::En)]
}

#[test]
fn a_weekday_that_contradicts_says_both() {
    let [ja, en] = said("joined", Written::Text("R6.4.1（火）"));
    assert_eq!(ja, "曜日は「火」と書かれていますが、この日付は月曜日です。日付のほうを使いました");
    assert_eq!(en, "the weekday is given as Tuesday, but this date is a Monday; the date was used");
    for (text, told) in
        [("2024/4/1 日", true), ("2024/4/1 月", false), ("R6.4.1(土曜)", true), ("令和6年4月1日月曜日", false)]
    {
        assert_eq!(notes("joined", text) == ["K-weekday"], told, "{text}");
    }
}

#[test]
fn digits_that_are_lost_are_noted_unless_the_cell_still_holds_them() {
    let width = |written: Written<'_>| of("id", written, &Hints { width: Some(10), ..Hints::default() });
    let ids = |written: Written<'_>| -> Vec<&str> { width(written).notes.iter().map(|note| note.code.id).collect() };
    assert_eq!(ids(Written::Text("9.99E+09")), ["K-lost-digits"]);
    assert_eq!(ids(Written::Number(9.99e9, "9.99E+09")), ["K-lost-digits"]);
    assert_eq!(ids(Written::Number(9_990_000_123.0, "9.99E+09")), Vec::<&str>::new());
    assert_eq!(width(Written::Number(9_990_000_123.0, "9.99E+09")).json, "\"9990000123\"");
    assert_eq!(notes("id", "９.９９E+09"), ["K-lost-digits"]);
    for whole in ["9990000123", "E+09", "A9.9E+09", "9.99"] {
        assert_eq!(ids(Written::Text(whole)), Vec::<&str>::new(), "{whole}");
    }
}

#[test]
fn damage_is_noted_once_a_cell() {
    assert_eq!(notes("memo", "\u{e000}〓\u{fffd}&#134071;"), ["K-gaiji"]);
    assert_eq!(notes("memo_list", "〓、〓"), ["K-gaiji"]);
    assert_eq!(notes("memo", "髙﨑 𠮷 ■ ?"), Vec::<&str>::new());
}

/// Every argument that a note's texts ask for is given, and none is a text of the cell beside its number or error.
#[test]
fn notes_hold_what_their_texts_ask_for() {
    let cells =
        [Written::Text("R6.4.1（火）"), Written::Text("R6.4.1（電話）"), Written::Text("〓"), Written::Error("#N/A")];
    let mut seen: Vec<&str> = Vec::new();
    for cell in cells.iter().map(|cell| of("joined", *cell, &Hints::default())).chain([of(
        "id",
        Written::Text("9.9E+09"),
        &Hints::default(),
    )]) {
        for note in &cell.notes {
            seen.push(note.code.id);
            for text in [note.code.ja, note.code.en, note.code.help_ja, note.code.help_en] {
                for hole in text.split('{').skip(1).filter_map(|rest| rest.split_once('}')) {
                    assert!(note.args.iter().any(|(name, _)| *name == hole.0), "{}: {}", note.code.id, hole.0);
                }
            }
        }
    }
    seen.sort_unstable();
    let of_values = ["K-beside-date", "K-cell-error", "K-gaiji", "K-lost-digits", "K-weekday"];
    assert_eq!(seen, of_values);
}
