//! The sound files that are damaged.

use rust_xlsxwriter::{Format, Formula, Workbook};
use std::io::{Cursor, Write};
use std::sync::LazyLock;
use zip::write::{SimpleFileOptions, ZipWriter};

const LIST: &str = "番号,書名,日\r\n1,\"長い\r\n題, \"\"名\"\"\",R6.5.1\r\n2,表ソ,2024-05-01\r\n";

static ALL: LazyLock<Vec<(&str, Vec<u8>)>> = LazyLock::new(|| {
    let utf16: Vec<u8> = LIST.encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        ("list.csv", LIST.as_bytes().to_vec()),
        ("list-cp932.csv", encoding_rs::SHIFT_JIS.encode(LIST).0.into_owned()),
        ("list-utf16.csv", [b"\xff\xfe".as_slice(), &utf16].concat()),
        ("list.tsv", LIST.replace(',', "\t").into_bytes()),
        ("book.xlsx", book()),
        ("all.zip", zip()),
    ]
});

/// Names and bytes.
pub fn all() -> &'static [(&'static str, Vec<u8>)] {
    &ALL
}

fn book() -> Vec<u8> {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy/m/d");
    let sheet = book.add_worksheet();
    sheet.merge_range(1, 0, 3, 0, "一号館", &Format::new()).unwrap();
    for row in 1..5 {
        sheet.write(row, 1, "本").unwrap();
        sheet.write_with_format(row, 2, 45_413 + row, &day).unwrap();
        sheet.write_formula(row, 3, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write(row, 4, row % 2 == 0).unwrap();
    }
    let bold = Format::new().set_bold();
    sheet.write_rich_string(0, 1, &[(&bold, "太い"), (&Format::new(), "字")]).unwrap();
    let hidden = book.add_worksheet();
    hidden.set_hidden(true).write(9, 9, 1.5).unwrap();
    book.save_to_buffer().unwrap()
}

fn zip() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [("一覧/a.csv", LIST.as_bytes()), ("b.xlsx", &book())] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
