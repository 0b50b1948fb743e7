//! Tests of `table`, on the lists and workbooks of a library.

mod encodings;
mod hostile;
mod limits;
mod lists;
mod messages;
mod sheets;
mod values;
mod zips;

use super::*;
use rust_xlsxwriter::{Workbook, Worksheet};
use std::io::{Cursor, Read, Write};
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, ZipArchive};

/// A workbook of one sheet.
fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("貸出").unwrap();
    fill(sheet);
    book.save_to_buffer().unwrap()
}

/// A zip of these entries.
fn zip<'a>(entries: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The workbook with the text of one part changed.
fn patched(book: &[u8], part: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut parts = Vec::new();
    let mut changed = false;
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let name = file.name().unwrap().to_string();
        if name == part {
            changed = true;
            let after = change(text.clone());
            assert_ne!(after, text, "{part} is changed");
            text = after;
        }
        parts.push((name, text));
    }
    assert!(changed, "{part} is there");
    zip(parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())))
}

/// A cell as a test names it: its address and what a person reads.
fn shown(table: &Table) -> Vec<String> {
    let of_row = |row: &Row| {
        let cells = row.cells.iter();
        cells.map(|cell| format!("{}={}", address(row.number, cell.column), cell.value)).collect::<Vec<_>>()
    };
    table.rows.iter().flat_map(of_row).collect()
}

/// The cells of a list as `line:column value`.
fn placed(opened: &Opened) -> Vec<String> {
    let cells = opened.tables[0].rows.iter().flat_map(|row| &row.cells);
    cells.map(|cell| format!("{}:{} {}", cell.line, cell.at, cell.value)).collect()
}

fn opened(bytes: &[u8]) -> Opened {
    open("f", bytes).unwrap()
}

fn spot(sheet: &str, line: usize, column: usize) -> Spot {
    Spot { sheet: sheet.to_owned(), line, column }
}

#[test]
fn an_address_is_what_a_spreadsheet_shows() {
    let all = [(5, 3), (1, 0), (1, 25), (1, 26), (7, 51), (7, 52), (9, 701), (9, 702), (1_048_576, 16_383)];
    let shown = all.map(|(row, column)| address(row, column));
    assert_eq!(shown, ["D5", "A1", "Z1", "AA1", "AZ7", "BA7", "ZZ9", "AAA9", "XFD1048576"]);
}

#[test]
fn a_file_is_what_its_bytes_are() {
    let book = book(|sheet| {
        sheet.write(0, 0, 1).unwrap();
    });
    assert_eq!(kind(&book), Kind::Workbook);
    assert_eq!(kind(&book[..book.len() / 2]), Kind::Workbook, "cut off, it still is one");
    assert_eq!(kind(&zip([("a.csv", b"a,b".as_slice())])), Kind::Zip);
    assert_eq!(kind(&zip([])), Kind::Zip);
    assert_eq!(kind(&workbook::COMPOUND), Kind::Compound);
    assert_eq!(kind(b"PK"), Kind::Text);
    assert_eq!(open("b.csv", &book).unwrap().tables[0].sheet, "貸出", "whatever its name ends in");
}
