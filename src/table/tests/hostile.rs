//! Files cut, flipped and thrown together: always an answer, never a panic.

use super::*;

/// A generator of a few lines (xorshift), so that a failure can be repeated.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % end
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let book = book(|sheet| {
        let format = rust_xlsxwriter::Format::new().set_num_format("yyyy/m/d");
        sheet.merge_range(1, 0, 3, 0, "一号館", &format).unwrap();
        for row in 1..4 {
            sheet.write(row, 1, "本").unwrap();
            sheet.write_with_format(row, 2, 45_413 + row, &format).unwrap();
            sheet.write_formula(row, 3, "=1+1").unwrap();
        }
    });
    let list = "\u{feff}番号,書名\r\n1,\"長い\r\n題\"\r\n2,b\r\n".as_bytes().to_vec();
    let zip = zip([("a.csv", list.as_slice()), ("b.xlsx", &book)]);
    vec![stored(&book), book, list, zip]
}

/// The workbook with its parts not packed, so that a flipped bit reaches the XML.
fn stored(book: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        to.start_file(file.name().unwrap().to_string(), options).unwrap();
        std::io::copy(&mut file, &mut to).unwrap();
    }
    to.finish().unwrap().into_inner()
}

fn everything(bytes: &[u8]) {
    if let Ok(opened) = open("f", bytes) {
        for table in &opened.tables {
            assert!(table.rows.is_sorted_by(|one, next| one.number < next.number), "rows go down");
            for row in &table.rows {
                assert!(row.cells.is_sorted_by(|one, next| one.column < next.column), "cells go right");
                assert!(!row.cells.is_empty(), "a row holds something");
            }
        }
    }
    if let Ok(entries) = zip_entries(bytes) {
        entries.iter().for_each(|(_, content)| drop(open("f", content)));
    }
}

#[test]
fn a_file_cut_anywhere_gets_an_answer() {
    for seed in seeds() {
        for sixteenth in 0..=16 {
            everything(&seed[..seed.len() * sixteenth / 16]);
        }
    }
}

#[test]
fn flipped_bytes_get_an_answer() {
    let mut dice = Dice(0x5eed);
    for seed in seeds() {
        for _ in 0..1_000 {
            let mut bytes = seed.clone();
            for _ in 0..=dice.below(3) {
                let at = dice.below(bytes.len());
                bytes[at] ^= 1 << dice.below(8);
            }
            everything(&bytes);
        }
    }
}

/// A checksum guards each part of a zip, so most flips never reach the XML: here the parts themselves are changed, and
/// packed again.
#[test]
fn changed_parts_get_an_answer() {
    let parts = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "_rels/.rels"];
    let pieces = ["\"", "<", ">", "/", "9999999999", "A", ":", "<c ", "</c>", "<v>", "=", "&#0;", "<!--", "]]>", "-"];
    let book = &seeds()[1];
    let mut dice = Dice(0xd1ce);
    let mut read = 0;
    for round in 0..400 {
        let changed = std::cell::RefCell::new(&mut dice);
        let bytes = patched_any(book, parts[round % parts.len()], |text| {
            let mut dice = changed.borrow_mut();
            let mut at = dice.below(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let end = (at + dice.below(4)).min(text.len());
            let end = (end..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap();
            format!("{}{}{}", &text[..at], pieces[dice.below(pieces.len())], &text[end..])
        });
        read += usize::from(open("f", &bytes).is_ok());
        everything(&bytes);
    }
    assert!(read > 30, "some are still workbooks: {read}");
}

fn patched_any(book: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let name = file.name().unwrap().to_string();
        let text = if name == part { change(&text) } else { text };
        parts.push((name, text));
    }
    zip(parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())))
}
