//! Cells that are no text, and what a map says of a column.

use super::{Hints, Written, json, of, read_back, words};
use crate::calendar::Day;
use crate::import::{name_key, period};
use crate::model::Cell;
use proptest::prelude::*;

fn plain(field: &str, written: Written<'_>) -> String {
    of(field, written, &Hints::default()).json
}

#[test]
fn a_number_is_a_day_only_where_one_is_wanted_and_plausible() {
    assert_eq!(plain("joined", Written::Number(45383.0, "45383")), "\"2024-04-01\"");
    assert_eq!(plain("joined", Written::Number(45383.666, "45383.666")), "\"2024-04-01\"");
    assert_eq!(plain("joined_list", Written::Number(45383.0, "45383")), "[\"2024-04-01\"]");
    assert_eq!(plain("paid", Written::Number(45383.0, "45383")), "\"2024-04\"");
    assert_eq!(plain("joined", Written::Number(18264.0, "")), "\"1950-01-01\"");
    assert_eq!(plain("joined", Written::Number(73415.0, "")), "\"2100-12-31\"");
    for number in [18263.0, 73416.0, -45383.0] {
        let given = plain("joined", Written::Number(number, ""));
        assert_eq!(
            (given.as_str(), read_back("joined", &given).1),
            (format!("\"{number}\"").as_str(), vec!["K-bad-date"])
        );
    }
    assert_eq!(plain("joined", Written::Number(20240401.0, "20240401")), "\"2024-04-01\"");
    assert_eq!(plain("paid", Written::Number(202404.0, "202404")), "\"2024-04\"");
    assert_eq!(plain("visits", Written::Number(45383.0, "45,383")), "45383");
    let hints = Hints { as_of: Day::from_ymd(2026, 11, 1), ..Hints::default() };
    let as_of = |text: &str| of("joined", Written::Text(text), &hints).json;
    assert_eq!((as_of("45383"), as_of("60401")), ("\"2024-04-01\"".into(), "\"60401\"".into()));
    assert_eq!(of("joined", Written::Number(60401.0, "60401"), &hints).json, "\"60401\"");
    assert_eq!(plain("visits", Written::Number(1.5, "1.5")), "\"1.5\"");
    assert_eq!(plain("memo", Written::Number(45383.0, "45,383")), "\"45383\"");
}

#[test]
fn cells_of_other_types_are_what_the_field_wants_or_are_told() {
    let day = Day::from_ymd(2024, 4, 1).unwrap();
    assert_eq!(plain("joined", Written::Date(day)), "\"2024-04-01\"");
    assert_eq!(plain("paid", Written::Date(day)), "\"2024-04\"");
    assert_eq!(plain("memo", Written::Date(day)), "\"2024-04-01\"");
    assert_eq!(read_back("visits", &plain("visits", Written::Date(day))).1, ["K-wrong-type"]);
    assert_eq!(
        (plain("active", Written::YesNo(true)), plain("active", Written::YesNo(false))),
        ("true".into(), "false".into())
    );
    assert_eq!(read_back("grade", &plain("grade", Written::YesNo(true))).1, ["K-unknown-code"]);
    assert_eq!(plain("active", Written::Number(0.0, "0")), "false");
}

/// An error in the cell is neither blank, which would be an open end, nor a value.
#[test]
fn an_error_is_unknown_and_noted() {
    for field in ["memo", "joined", "left", "visits", "active", "grade", "grade_list", "previous"] {
        let read = of(field, Written::Error("#REF!"), &Hints::default());
        assert_eq!(read_back(field, &read.json), (Cell::Unknown, vec![]), "{field}");
        let note = &read.notes[0];
        assert_eq!((note.code.id, &note.args), ("K-cell-error", &vec![("text", "#REF!".to_owned())]));
    }
}

#[test]
fn the_map_says_what_a_value_means() {
    let translate = words(&[
        ("子供１", "child1"),
        ("1", "child1"),
        ("11", "child1"),
        ("済", "true"),
        ("申請中", ""),
        ("－", "unknown"),
    ]);
    let hints = Hints { translate: &translate, ..Hints::default() };
    let text = |field: &str, text: &str| of(field, Written::Text(text), &hints).json;
    for written in ["子供1", "子供１　", "１", "11"] {
        assert_eq!(text("grade", written), "\"child1\"", "{written}");
    }
    assert_eq!(of("grade", Written::Number(11.0, "11"), &hints).json, "\"child1\"");
    assert_eq!(text("grade", "大人"), "\"adult\"");
    assert_eq!(text("grade", "□大人 ■子供１"), "\"child1\"");
    assert_eq!(text("grade_list", "大人・子供１"), "[\"adult\",\"child1\"]");
    assert_eq!(text("active", "済"), "true");
    assert_eq!(text("joined", "申請中"), "null");
    assert_eq!(read_back("joined", &text("joined", "-")), (Cell::Unknown, vec![]));
    assert_eq!(text("grade", "111"), "\"111\"");
}

#[test]
fn the_map_says_what_parts_a_list() {
    let hints = Hints { split: Some("→"), ..Hints::default() };
    let given = of("memo_list", Written::Text("本、映画 → 地図→"), &hints).json;
    assert_eq!(given, "[\"本、映画\",\"地図\"]");
    assert_eq!(json("memo_list", "本、映画→地図"), "[\"本\",\"映画→地図\"]");
}

#[test]
fn an_era_of_the_column_settles_only_what_is_ambiguous() {
    let of =
        |era: &str, text: &str| of("joined", Written::Text(text), &Hints { era: Some(era), ..Hints::default() }).json;
    assert_eq!(of("R", "6.4.1"), "\"2024-04-01\"");
    assert_eq!(of("令和", "06/04/01"), "\"2024-04-01\"");
    assert_eq!(of("S", "10年3月4日"), "\"1935-03-04\"");
    assert_eq!(of("R", "060401"), "\"2024-04-01\"");
    assert_eq!(of("R", "202404"), "\"2024-04\"");
    assert_eq!(of("R", "H31.4.1"), "\"2019-04-01\"");
    assert_eq!(of("R", "2024/4/1"), "\"2024-04-01\"");
    assert_eq!(read_back("joined", &of("H", "31.5.1")).1, ["K-bad-date-era"]);
    assert_eq!(read_back("joined", &of("不明", "6.4.1")).1, ["K-ambiguous-date"]);
}

#[test]
fn a_number_kept_as_text_gets_its_zeros_back() {
    let of = |width: usize, written: Written<'_>| of("id", written, &Hints { width: Some(width), ..Hints::default() });
    let text = |width: usize, text: &str| of(width, Written::Text(text)).json;
    assert_eq!(text(10, "1"), "\"0000000001\"");
    assert_eq!(text(10, "１.0"), "\"0000000001\"");
    assert_eq!(of(10, Written::Number(1.0, "1")).json, "\"0000000001\"");
    assert_eq!(of(10, Written::Number(1.0, "0000000001")).json, "\"0000000001\"");
    assert_eq!(text(10, "H000000001"), "\"H000000001\"");
    assert_eq!(text(10, "Ｈ000000001"), "\"H000000001\"");
    assert_eq!(text(6, "99999"), "\"099999\"");
    assert_eq!((text(6, "999999"), text(6, "00999999")), ("\"999999\"".into(), "\"999999\"".into()));
    assert_eq!(text(10, ""), "null");
    assert_eq!(text(10, "2147483647"), "\"2147483647\"");
    assert_eq!(json("id", "1"), "\"1\"");
}

proptest! {
    /// Whatever stands in a cell gives JSON that the reader can read, and gives the same when it is written again.
    #[test]
    fn every_cell_gives_json(text in "\\PC{0,12}|[RHＲ令和元年月日0-9/. ()（）～:■□有無]{0,14}", number in any::<f64>()) {
        for field in ["memo", "joined", "joined_list", "paid", "visits", "active", "grade", "grade_list", "previous"] {
            for written in [Written::Text(&text), Written::Number(number, &text)] {
                let given = plain(field, written);
                prop_assert!(serde_json::from_str::<serde_json::Value>(&given).is_ok(), "{field}: {given}");
                prop_assert!(!read_back(field, &given).1.contains(&"K-json"), "{field}: {given}");
            }
        }
        period(&text);
        name_key(&text);
    }
}
