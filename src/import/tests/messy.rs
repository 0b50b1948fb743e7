//! What is found in real lists, row by row: what it is given as, what the reader tells of it, and what is noted.

use super::{Hints, Written, notes, of, period, read_back};
use crate::model::Cell;

/// Field, what is written, what it is given as, what the reader tells, what is noted.
type Row = (&'static str, &'static str, &'static str, &'static [&'static str], &'static [&'static str]);

const ROWS: &[Row] = &[
    // Dates in every era and in none, of every width.
    ("joined", "R6.4.1", "\"2024-04-01\"", &[], &[]),
    ("joined", "R 6/ 4/ 1", "\"2024-04-01\"", &[], &[]),
    ("joined", "R.6.4.1", "\"2024-04-01\"", &[], &[]),
    ("joined", "R060401", "\"2024-04-01\"", &[], &[]),
    ("joined", "令和6年4月1日", "\"2024-04-01\"", &[], &[]),
    ("joined", "令和６年４月１日", "\"2024-04-01\"", &[], &[]),
    ("joined", "令和　６年　４月　１日", "\"2024-04-01\"", &[], &[]),
    ("joined", "㋿6年4月1日", "\"2024-04-01\"", &[], &[]),
    ("joined", "令和元年5月1日", "\"2019-05-01\"", &[], &[]),
    ("joined", "H31.4.30", "\"2019-04-30\"", &[], &[]),
    ("joined", "S10/3/4", "\"1935-03-04\"", &[], &[]),
    ("joined", "2024/4/1", "\"2024-04-01\"", &[], &[]),
    ("joined", "２０２４／４／１", "\"2024-04-01\"", &[], &[]),
    ("joined", "西暦2024年4月1日", "\"2024-04-01\"", &[], &[]),
    ("joined", "2024－04－01", "\"2024-04-01\"", &[], &[]),
    ("joined", "20240401", "\"2024-04-01\"", &[], &[]),
    ("joined", "45383", "\"2024-04-01\"", &[], &[]),
    ("joined", "\u{feff} 2024/4/1\u{a0}\u{3000}\t", "\"2024-04-01\"", &[], &[]),
    // Parts of dates.
    ("joined", "2024/4", "\"2024-04\"", &[], &[]),
    ("joined", "202404", "\"2024-04\"", &[], &[]),
    ("joined", "R6.4", "\"2024-04\"", &[], &[]),
    ("joined", "令和6年", "\"2024\"", &[], &[]),
    ("joined", "令和元年", "\"令和元年\"", &[], &[]),
    // What stands round a date.
    ("joined", "R6.4.1（月）", "\"2024-04-01\"", &[], &[]),
    ("joined", "R6.4.1(月) 16:00", "\"2024-04-01\"", &[], &[]),
    ("joined", "R6.4.1月曜日", "\"2024-04-01\"", &[], &[]),
    ("joined", "R6.4.29（月・祝）", "\"2024-04-29\"", &[], &[]),
    ("joined", "2024-04-01T16:00:00", "\"2024-04-01\"", &[], &[]),
    ("joined", "2024/4/1 0:00:00", "\"2024-04-01\"", &[], &[]),
    ("joined", "令和6年4月1日 午後4時30分～17時頃", "\"2024-04-01\"", &[], &[]),
    ("joined", "R 8/ 1/12\n月\n（電話）", "\"2026-01-12\"", &[], &["K-beside-date"]),
    ("joined", "R8.9.27（日）16:00【見出し】", "\"2026-09-27\"", &[], &["K-beside-date"]),
    ("joined", "R6.4.1（火）", "\"2024-04-01\"", &[], &["K-weekday"]),
    // What may not be the day is not taken for it.
    ("joined", "R6.4.1（予定）", "\"R6.4.1（予定）\"", &["K-bad-date"], &[]),
    ("joined", "R6.4.1（R6.5.1に変更）", "\"R6.4.1（R6.5.1に変更）\"", &["K-bad-date"], &[]),
    ("joined", "R6.4.1から", "\"R6.4.1から\"", &["K-bad-date"], &[]),
    ("joined", "R6.4.1、R6.5.1", "\"R6.4.1、R6.5.1\"", &["K-bad-date"], &[]),
    ("joined", "R8.9.2②", "\"R8.9.2②\"", &["K-bad-date"], &[]),
    ("joined", "R6.4頃", "\"R6.4頃\"", &["K-bad-date"], &[]),
    ("joined", "申請中", "\"申請中\"", &["K-bad-date"], &[]),
    ("joined", "別紙参照", "\"別紙参照\"", &["K-bad-date"], &[]),
    // Ambiguous: never guessed, told by the reader once.
    ("joined", "6/4/1", "\"6/4/1\"", &["K-ambiguous-date"], &[]),
    ("joined", "４／１", "\"4/1\"", &["K-ambiguous-date"], &[]),
    ("joined", "06-04-01", "\"06-04-01\"", &["K-ambiguous-date"], &[]),
    ("joined", "6年4月1日", "\"6年4月1日\"", &["K-ambiguous-date"], &[]),
    ("joined", "4月1日", "\"4月1日\"", &["K-ambiguous-date"], &[]),
    ("joined", "6/4/1（月）", "\"6/4/1\"", &["K-ambiguous-date"], &[]),
    // Impossible.
    ("joined", "R6.2.30", "\"R6.2.30\"", &["K-bad-date-day"], &[]),
    ("joined", "R6.2.30（金）", "\"R6.2.30\"", &["K-bad-date-day"], &[]),
    ("joined", "20240231", "\"2024-02-31\"", &["K-bad-date-day"], &[]),
    ("joined", "00000000", "\"0000-00-00\"", &["K-bad-date-day"], &[]),
    ("joined", "H31.5.1", "\"H31.5.1\"", &["K-bad-date-era"], &[]),
    ("joined", "99999", "\"99999\"", &["K-bad-date"], &[]),
    // A period where one day is wanted.
    ("joined", "R7.4.1～R7.9.30", "\"R7.4.1～R7.9.30\"", &["K-bad-date"], &[]),
    ("joined", "6カ月間", "\"6カ月間\"", &["K-bad-date"], &[]),
    // Blank and the words for nothing.
    ("joined", "", "null", &[], &[]),
    ("joined", " \u{3000}\u{a0}\u{feff}", "null", &[], &[]),
    ("left", "　", "null", &[], &[]),
    ("joined", "不明", "\"不明\"", &[], &[]),
    ("left", "なし", "\"なし\"", &[], &[]),
    // Months.
    ("paid", "2024/4", "\"2024-04\"", &[], &[]),
    ("paid", "R6.4", "\"2024-04\"", &[], &[]),
    ("paid", "令和６年４月", "\"2024-04\"", &[], &[]),
    ("paid", "202404", "\"2024-04\"", &[], &[]),
    ("paid", "R6.4.15（月）", "\"2024-04\"", &[], &[]),
    ("paid", "H31.4", "\"2019-04\"", &[], &[]),
    ("paid", "2024", "\"2024\"", &["K-bad-date"], &[]),
    ("paid", "6/4", "\"6/4\"", &["K-ambiguous-date"], &[]),
    ("paid", "202413", "\"2024-13\"", &["K-bad-date-day"], &[]),
    // Numbers.
    ("visits", "３", "3", &[], &[]),
    ("visits", "3回", "3", &[], &[]),
    ("visits", "1,086単位", "1086", &[], &[]),
    ("visits", "１，０８６", "1086", &[], &[]),
    ("visits", "▲3", "-3", &[], &[]),
    ("visits", "3.0", "3", &[], &[]),
    ("visits", "3.5", "\"3.5\"", &["K-wrong-type"], &[]),
    ("visits", "10,86", "\"10,86\"", &["K-wrong-type"], &[]),
    ("visits", "3回以上", "\"3回以上\"", &["K-wrong-type"], &[]),
    ("visits", "3～4回", "\"3～4回\"", &["K-wrong-type"], &[]),
    ("visits", "80％", "80", &[], &[]),
    ("visits", "3A", "\"3A\"", &["K-wrong-type"], &[]),
    ("visits", "3万", "\"3万\"", &["K-wrong-type"], &[]),
    ("visits", "毎週", "\"毎週\"", &["K-wrong-type"], &[]),
    // Yes and no.
    ("active", "はい", "true", &[], &[]),
    ("active", "有", "true", &[], &[]),
    ("active", "○", "true", &[], &[]),
    ("active", "〇", "true", &[], &[]),
    ("active", "✓", "true", &[], &[]),
    ("active", "☑", "true", &[], &[]),
    ("active", "レ", "true", &[], &[]),
    ("active", "ﾚ", "true", &[], &[]),
    ("active", "■", "true", &[], &[]),
    ("active", "１", "true", &[], &[]),
    ("active", "TRUE", "true", &[], &[]),
    ("active", "いいえ", "false", &[], &[]),
    ("active", "無", "false", &[], &[]),
    ("active", "×", "false", &[], &[]),
    ("active", "0", "false", &[], &[]),
    ("active", "FALSE", "false", &[], &[]),
    ("active", "□", "null", &[], &[]),
    ("active", "なし", "\"なし\"", &[], &[]),
    ("active", "不明", "\"不明\"", &[], &[]),
    ("active", "■あり □なし", "true", &[], &[]),
    ("active", "□有 ■無", "false", &[], &[]),
    ("active", "□有 □無", "null", &[], &[]),
    ("active", "■有 □無 ■他", "\"■有 □無 ■他\"", &["K-wrong-type"], &[]),
    ("active", "たぶん", "\"たぶん\"", &["K-wrong-type"], &[]),
    // Codes: the names of the list in every width, and what is no name.
    ("grade", "子ども1", "\"child1\"", &[], &[]),
    ("grade", "子ども１　", "\"child1\"", &[], &[]),
    ("grade", "子ども 2", "\"child2\"", &[], &[]),
    ("grade", "ａｄｕｌｔ", "\"adult\"", &[], &[]),
    ("grade", "AV室･視聴覚", "\"av\"", &[], &[]),
    ("grade", "なし", "\"none_yet\"", &[], &[]),
    ("grade", "□子ども１ ■大人", "\"adult\"", &[], &[]),
    ("grade", "□子ども１ □大人", "null", &[], &[]),
    ("grade", "子供1", "\"子供1\"", &["K-unknown-code"], &[]),
    ("grade", "3", "\"3\"", &["K-unknown-code"], &[]),
    // Lists.
    ("grade_list", "大人、子ども1", "[\"adult\",\"child1\"]", &[], &[]),
    ("grade_list", "大人・子ども1／子ども2\n", "[\"adult\",\"child1\",\"child2\"]", &[], &[]),
    ("grade_list", "ＡＶ室・視聴覚", "[\"av\"]", &[], &[]),
    ("grade_list", "■大人 □子ども1 ■子ども2", "[\"adult\",\"child2\"]", &[], &[]),
    ("grade_list", "□大人 □子ども1", "null", &[], &[]),
    ("grade_list", "、", "null", &[], &[]),
    ("memo_list", "なし", "\"なし\"", &[], &[]),
    ("memo_list", "本,映画", "[\"本\",\"映画\"]", &[], &[]),
    ("joined_list", "R6.4.29（月・祝）、2024/5/1", "[\"2024-04-29\",\"2024-05-01\"]", &[], &[]),
    // Texts stay, but for what stands outside them.
    (
        "memo",
        "\u{3000}本人「家が\"一番\"」、\r\n親:見守り \u{a0}",
        "\"本人「家が\\\"一番\\\"」、\\r\\n親:見守り\"",
        &[],
        &[],
    ),
    ("memo", "ｶﾅと①　全角", "\"ｶﾅと①　全角\"", &[], &[]),
    ("memo", "'0012", "\"0012\"", &[], &[]),
    ("memo", "'90s", "\"90s\"", &[], &[]),
    ("memo", "'本'と'雑誌'", "\"'本'と'雑誌'\"", &[], &[]),
    ("memo", "見守り&#134071;&#60;", "\"見守り𠮷&#60;\"", &[], &["K-gaiji"]),
    ("memo", "〓田〓", "\"〓田〓\"", &[], &["K-gaiji"]),
    ("memo", "\u{e000}\u{fffd}", "\"\u{e000}\u{fffd}\"", &[], &["K-gaiji"]),
    // Ids.
    ("previous", " m１ ", "\"m1\"", &[], &[]),
    ("previous", "9.99E+09", "\"9.99E+09\"", &["K-dangling-reference"], &["K-lost-digits"]),
];

#[test]
fn what_offices_write_is_read_or_told() {
    for (field, text, json, told, noted) in ROWS {
        let given = of(field, Written::Text(text), &Hints::default()).json;
        assert_eq!(given, *json, "{field}: {text:?}");
        let (cell, codes) = read_back(field, &given);
        assert_eq!(codes, *told, "{field}: {text:?}");
        let refused = matches!(told.first(), Some(code) if *code != "K-dangling-reference");
        assert_eq!(cell == Cell::Invalid, refused, "{field}: {text:?} is {cell:?}");
        assert_eq!(notes(field, text), *noted, "{field}: {text:?}");
    }
}

/// Nothing that the import accepts is a different thing when it is read a second time.
#[test]
fn what_was_given_is_given_again() {
    for (field, text, json, _, _) in ROWS {
        let Some(given) = json.strip_prefix('"').and_then(|json| json.strip_suffix('"')) else { continue };
        let given = given.replace("\\\"", "\"").replace("\\r\\n", "\r\n");
        assert_eq!(of(field, Written::Text(&given), &Hints::default()).json, *json, "{field}: {text:?}");
    }
}

#[test]
fn a_period_in_one_cell_is_two_dates_or_nothing() {
    let of = |text: &str| period(text).map(|(first, last)| format!("{first} {last}"));
    for text in [
        "R7.4.1～R7.9.30",
        "R7.4.1\u{301c}R7.9.30",
        "Ｒ７．４．１ － Ｒ７．９．３０",
        "R7.4.1ー令和7年9月30日",
        "2025-04-01-2025-09-30",
        "20250401~20250930",
        "R7.4.1（火）～R7.9.30（火）",
        "R7.4.1～R7.9.30（6カ月）",
    ] {
        assert_eq!(of(text).as_deref(), Some("2025-04-01 2025-09-30"), "{text}");
    }
    assert_eq!(of("R7.4～R7.9").as_deref(), Some("2025-04 2025-09"));
    assert_eq!(of("R7.4.1～").as_deref(), Some("2025-04-01 "));
    for text in [
        "6カ月間",
        "R7.4.1",
        "2025-04-01",
        "2025-04",
        "R7.4.1～7.9.30",
        "～R7.9.30",
        "R7.2.30～R7.9.30",
        "1～2",
        "",
        "R7.4.1～R7.5.1～R7.6.1",
    ] {
        assert_eq!(of(text), None, "{text}");
    }
}
