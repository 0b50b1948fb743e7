//! Records, delimiters and the places of values in lists.

use super::super::records::Records;
use super::*;
use proptest::prelude::*;

#[test]
fn every_value_stands_at_its_line_and_column() {
    let text = "番号,書名,覚え\r\n1,\"長い\r\n題, 名\",\"a\"\"b\"\n２,,\"\n末\"\r3,\"\",ｶﾅ,\" x\"\n";
    let opened = opened(text.as_bytes());
    let expected = [
        "1:1 番号",
        "1:4 書名",
        "1:7 覚え",
        "2:1 1",
        "2:4 長い\r\n題, 名",
        "3:8 a\"b",
        "4:1 ２",
        "4:5 \n末",
        "6:1 3",
        "6:6 ｶﾅ",
        "6:10  x",
    ];
    assert_eq!(placed(&opened), expected);
    let rows: Vec<usize> = opened.tables[0].rows.iter().map(|row| row.number).collect();
    assert_eq!(rows, [1, 2, 4, 6]);
    assert_eq!(opened.tables[0].rows[2].cells[1].column, 2, "the empty second field is nothing");
}

/// Where a value is said to stand, its first character does stand: looked up in the text by its line and column.
#[test]
fn the_place_is_the_place_in_the_text() {
    let text = "a\t\"あ\tい\"\tc\n\n\"二\n行\"\t\"終\"\tz\n\t \t最後";
    let lines: Vec<&str> = text.split('\n').collect();
    let opened = opened(text.as_bytes());
    assert_eq!(opened.delimiter, Some('\t'));
    let cells: Vec<&Cell> = opened.tables[0].rows.iter().flat_map(|row| &row.cells).collect();
    assert_eq!(cells.len(), 7);
    for cell in cells {
        let first = lines[cell.line - 1].chars().nth(cell.at - 1).unwrap();
        assert!(cell.value.to_string().starts_with(first), "{cell:?}");
    }
}

#[test]
fn the_delimiter_is_told_by_the_first_records() {
    let delimiter = |text: &str| opened(text.as_bytes()).delimiter;
    assert_eq!(delimiter("a,b;c\n1,2;3\n"), Some(','));
    assert_eq!(delimiter("a;b\n\"x,y\";2\n"), Some(';'));
    assert_eq!(delimiter("a\tb,c\n1\t2,3\n"), Some('\t'));
    assert_eq!(
        delimiter("貸出の一覧\n\n番号,冊\n1,\"2\t3\"\n2,5\n"),
        Some(','),
        "a title and tabs in quotes do not count"
    );
    assert_eq!(delimiter("番号;覚え\n1;a\n2;b, c\n3;d\n"), Some(';'));
    assert_eq!(delimiter("one column\n1\n"), Some(','));
}

#[test]
fn blank_lines_and_cells_of_blanks_are_nothing() {
    let opened = opened("\n\r\n,,\n 　\t\na,　\n".as_bytes());
    assert_eq!(placed(&opened), ["5:1 a"]);
    assert_eq!(opened.tables[0].rows.len(), 1);
    assert!(open("f", b"").unwrap().tables[0].rows.is_empty());
}

#[test]
fn what_is_odd_is_said_with_its_place() {
    let text = "一覧\na,b\n1,2\n1,2,3\n4\n\u{feff}5,\"\u{7}x\"\n6,\"never closed\n7,8\n";
    let notes = opened(text.as_bytes()).notes;
    let expected = [
        TableNote::Control { at: spot("", 6, 5), count: 1 },
        TableNote::MarkInside { at: spot("", 6, 2), count: 1 },
        TableNote::Ragged { at: spot("", 4, 0), count: 2, usual: 2 },
        TableNote::CutQuotes { at: spot("", 7, 4) },
    ];
    assert_eq!(notes, expected);
    assert_eq!(opened(b"a,b\n1,2\n\x1a").notes, [], "the mark with which old programs end a text is none of it");
}

#[test]
fn a_mark_inside_is_left_out_of_the_value() {
    let opened = opened("a,b\n\u{feff}\"x\",1\n".as_bytes());
    assert_eq!(placed(&opened)[2..], ["2:3 x", "2:6 1"].map(String::from));
}

/// Lines and fields of a record, each field by its column.
type Record = (usize, usize, Vec<(usize, String)>);

/// The records of the `csv` crate, each with the line on which it starts.
fn by_csv(text: &str, delimiter: char) -> Vec<Record> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).flexible(true).delimiter(delimiter as u8).from_reader(text.as_bytes());
    let records = reader.records().map(|record| record.unwrap());
    let fields = |record: &csv::StringRecord| {
        let fields = record.iter().enumerate().filter(|(_, field)| !field.trim().is_empty());
        fields.map(|(at, field)| (at, field.to_owned())).collect()
    };
    records.map(|record| (record.len(), record.position().unwrap().byte() as usize, fields(&record))).collect()
}

fn by_us(text: &str, delimiter: char) -> Vec<(usize, Vec<(usize, String)>)> {
    let all = Records::of(text, delimiter);
    let fields = |fields: Vec<super::super::records::Field>| {
        let fields = fields.into_iter().filter(|field| !field.text.trim().is_empty());
        fields.map(|field| (field.index, field.text)).collect()
    };
    all.map(|record| (record.width, fields(record.fields))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn records_are_those_of_the_csv_crate(
        pieces in prop::collection::vec(prop::sample::select(vec!["a", "あ", ",", ";", "\"", "\"\"", "\n", "\r\n", "\r", " "]), 0..24),
    ) {
        let text = pieces.concat();
        for delimiter in [',', ';'] {
            let csv: Vec<_> = by_csv(&text, delimiter).into_iter().map(|(width, _, fields)| (width, fields)).collect();
            prop_assert_eq!(by_us(&text, delimiter), csv, "{:?}", text);
        }
    }

    /// The first character of a value stands at its place, however lines and quotes are mixed.
    #[test]
    fn places_hold(
        pieces in prop::collection::vec(prop::sample::select(vec!["x", "日本", ",", "\"", "\"\"", "\n", "\r\n", "\r"]), 0..24),
    ) {
        let text = pieces.concat();
        let joined = text.replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<&str> = joined.split('\n').collect();
        for field in Records::of(&text, ',').flat_map(|record| record.fields) {
            let Some(first) = field.text.chars().next() else { continue };
            let there = lines[field.line - 1].chars().nth(field.column - 1).unwrap_or('\n');
            prop_assert_eq!(there, if first == '\r' { '\n' } else { first }, "{:?} {:?}", text, field);
        }
    }
}
