//! What is over a limit is refused or said, and costs no memory.

use super::*;
use crate::limits;

const SHEET: &str = "xl/worksheets/sheet1.xml";

fn small() -> Vec<u8> {
    book(|sheet| {
        sheet.write(0, 0, "a").unwrap();
    })
}

/// The small workbook with more rows behind its first.
fn with_rows(rows: &str) -> Vec<u8> {
    patched(&small(), SHEET, |text| text.replace("</sheetData>", &format!("{rows}</sheetData>")))
}

#[test]
fn the_last_cell_of_a_sheet_costs_one_cell() {
    let bytes = with_rows("<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c><c r=\"XFD1048576\"><v>2</v></c></row>");
    let opened = opened(&bytes);
    assert_eq!(shown(&opened.tables[0]), ["A1=a", "A1048576=1"]);
    let beyond =
        TableNote::ColumnsBeyond { at: spot("貸出", 1_048_576, 16_384), count: 1, limit: limits::TABLE_COLUMNS };
    assert_eq!(opened.notes, [beyond]);
}

#[test]
fn a_million_empty_rows_are_nothing() {
    let rows: String = (2..=1_000_000).map(|row| format!("<row r=\"{row}\"/>")).collect();
    assert_eq!(shown(&opened(&with_rows(&rows)).tables[0]), ["A1=a"]);
}

#[test]
fn rows_behind_the_limit_are_said() {
    let list = "1\n".repeat(limits::TABLE_ROWS + 2);
    let list = opened(list.as_bytes());
    assert_eq!(list.tables[0].rows.len(), limits::TABLE_ROWS);
    let limit = limits::TABLE_ROWS;
    assert_eq!(list.notes, [TableNote::RowsBeyond { at: spot("", limit + 1, 0), limit }]);
    let mut rows: Vec<Row> = (1..=limit + 1).map(|row| Row { number: row * 2, cells: Vec::new() }).collect();
    let note = workbook::cut(&mut rows, "貸出");
    assert_eq!((rows.len(), note), (limit, Some(TableNote::RowsBeyond { at: spot("貸出", limit * 2 + 2, 1), limit })));
    assert_eq!(workbook::cut(&mut rows, "貸出"), None);
}

#[test]
fn columns_behind_the_limit_are_said() {
    let limit = limits::TABLE_COLUMNS;
    let list = opened(format!("a{}b,c\n1,2\n", ",".repeat(limit)).as_bytes());
    assert_eq!(placed(&list), ["1:1 a", "2:1 1", "2:3 2"]);
    assert_eq!(list.notes[0], TableNote::ColumnsBeyond { at: spot("", 1, limit + 2), count: 1, limit });
    let full = opened(format!("a{}b\n", ",".repeat(limit - 1)).as_bytes());
    assert_eq!(full.tables[0].rows[0].cells[1].column, limit - 1);
}

#[test]
fn a_value_is_cut_where_a_cell_ends() {
    let long = "あ".repeat(limits::CELL_TEXT + 1);
    let opened = opened(format!("a,b\n1,{long}\n").as_bytes());
    let Value::Text(text) = &opened.tables[0].rows[1].cells[1].value else { panic!() };
    assert_eq!(text.chars().count(), limits::CELL_TEXT);
    assert_eq!(opened.notes, [TableNote::LongText { at: spot("", 2, 3), count: 1, limit: limits::CELL_TEXT }]);
}

#[test]
fn cells_are_counted_over_all_tables() {
    let mut keeper = keep::Keeper::default();
    for _ in 0..limits::TABLE_CELLS {
        assert_eq!(keeper.count(&Value::YesNo(true)), Ok(()));
    }
    assert_eq!(keeper.count(&Value::YesNo(true)), Err(TableError::Cells { limit: limits::TABLE_CELLS }));
}

/// One text of the common table, shown by many cells, is not copied without end.
#[test]
fn text_is_counted_as_often_as_it_is_shown() {
    let long = "a".repeat(limits::CELL_TEXT);
    let bytes = book(|sheet| {
        sheet.write(0, 0, &long).unwrap();
    });
    let shown = limits::TABLE_TEXT / long.len() + 2;
    let rows: String =
        (2..shown).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>")).collect();
    let bytes = patched(&bytes, SHEET, |text| text.replace("</sheetData>", &format!("{rows}</sheetData>")));
    assert_eq!(open("f", &bytes), Err(TableError::Text { limit: (limits::TABLE_TEXT >> 20) as u64 }));
}

#[test]
fn a_bomb_is_not_unpacked() {
    let zeros = vec![b' '; 4 * limits::UNPACKED_SMALL as usize];
    let bomb = zip([("xl/workbook.xml", zeros.as_slice())]);
    assert!(bomb.len() < 10_000);
    let refused = Err(TableError::Bomb { part: "xl/workbook.xml".to_owned() });
    assert_eq!(open("f", &bomb), refused);
    assert_eq!(zip_entries(&bomb).map(|_| ()), refused.map(|_| ()));
    // The same with a table of entries that says it is small.
    let mut lying = bomb.clone();
    let size = (zeros.len() as u32).to_le_bytes();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == size {
            lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
        }
    }
    assert_ne!(lying, bomb);
    assert!(matches!(zip_entries(&lying), Err(TableError::Damaged { .. } | TableError::Bomb { .. })));
    assert!(open("f", &lying).is_err());
}

#[test]
fn entries_of_a_zip_are_counted() {
    let names: Vec<String> = (0..=limits::ZIP_ENTRIES).map(|at| format!("{at}.csv")).collect();
    let many = zip(names.iter().map(|name| (name.as_str(), b"".as_slice())));
    assert_eq!(zip_entries(&many), Err(TableError::Entries { limit: limits::ZIP_ENTRIES }));
}

/// The reader would make room for as many texts as are announced, and compute with the addresses of cells.
#[test]
fn what_a_workbook_announces_is_looked_at_first() {
    let count = |count: &str| {
        let count = format!("uniqueCount=\"{count}\"");
        open("f", &patched(&small(), "xl/sharedStrings.xml", |text| text.replace("uniqueCount=\"1\"", &count)))
    };
    assert_eq!(count("99999999999"), Err(TableError::Cells { limit: limits::TABLE_CELLS }));
    assert!(count("7").is_ok());
    let cell = |change: (&str, &str)| open("f", &patched(&small(), SHEET, |text| text.replace(change.0, change.1)));
    for address in ["A99999999999", "ZZZZZZZZ1", "A1B", "Ａ1"] {
        let result = cell(("r=\"A1\"", &format!("r=\"{address}\"")));
        assert_eq!(result, Err(TableError::Damaged { reason: format!("cell {address}") }));
    }
    let regions = |refs: &str| {
        cell(("</sheetData>", &format!("</sheetData><mergeCells><mergeCell ref=\"{refs}\"/></mergeCells>")))
    };
    assert!(regions("A1:B2").is_ok());
    assert!(matches!(regions("B2:A1"), Err(TableError::Damaged { .. })));
    assert!(matches!(regions("A1:B2:C3"), Err(TableError::Damaged { .. })));
}

#[test]
fn regions_over_each_other_take_no_time_without_end() {
    let rows: String = (2..=3_000).map(|row| format!("<row r=\"{row}\"><c r=\"B{row}\"><v>1</v></c></row>")).collect();
    let regions = "<mergeCell ref=\"A1:A3000\"/>".repeat(3_000);
    let bytes = patched(&with_rows(&rows), SHEET, |text| {
        text.replace("</sheetData>", &format!("</sheetData><mergeCells>{regions}</mergeCells>"))
    });
    assert_eq!(open("f", &bytes), Err(TableError::Cells { limit: limits::TABLE_CELLS }));
}

#[test]
fn styles_that_multiply_are_refused() {
    let styles = |more: &str| {
        open(
            "f",
            &patched(&small(), "xl/styles.xml", |text| {
                text.replace("<cellXfs count=\"1\">", &format!("<cellXfs>{more}"))
            }),
        )
    };
    assert!(styles(&"<xf numFmtId=\"0\"/>".repeat(1_000)).is_ok());
    let too_many = "<xf/>".repeat(limits::WORKBOOK_ELEMENTS);
    assert!(matches!(styles(&too_many), Err(TableError::Damaged { .. })));
    let long = format!("<xf x=\"{}\"/>{}", "y".repeat(60_000), "<xf/>".repeat(5_000));
    assert!(matches!(styles(&long), Err(TableError::Damaged { .. })));
}
