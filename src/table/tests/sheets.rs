//! Sheets of workbooks, cell by cell.

use super::*;
use crate::calendar::Day;
use rust_xlsxwriter::{Format, Formula};

const SHEET: &str = "xl/worksheets/sheet1.xml";

fn only(bytes: &[u8]) -> (Vec<String>, Vec<TableNote>) {
    let opened = opened(bytes);
    assert_eq!((opened.encoding, opened.delimiter, opened.tables.len()), ("", None, 1));
    (shown(&opened.tables[0]), opened.notes)
}

#[test]
fn every_kind_of_value_has_its_cell() {
    let bytes = book(|sheet| {
        sheet.write(1, 1, "会員").unwrap();
        sheet.write(1, 2, 12.5).unwrap();
        sheet.write(2, 0, true).unwrap();
        sheet.write(2, 3, " 　").unwrap();
        let era = Format::new().set_num_format("[$-411]ggge\"年\"m\"月\"d\"日\"");
        sheet.write_with_format(4, 3, 45_413, &era).unwrap();
        sheet.write_with_format(4, 4, 45_413.5, &Format::new().set_num_format("yyyy/mm/dd hh:mm")).unwrap();
        sheet.write_with_format(4, 5, 45_413, &Format::new().set_num_format("#,##0")).unwrap();
        sheet.write_with_format(4, 6, 1.25, &Format::new().set_num_format("[h]:mm")).unwrap();
        sheet.write_with_format(4, 7, 60, &Format::new().set_num_format_index(14)).unwrap();
    });
    let (cells, notes) = only(&bytes);
    let row_5 = ["D5=2024-05-01", "E5=2024-05-01 12:00", "F5=45413", "G5=30:00", "H5=1900-02-29"];
    assert_eq!(cells[..3], ["B2=会員", "C2=12.5", "A3=TRUE"].map(String::from));
    assert_eq!(cells[3..], row_5.map(String::from));
    assert_eq!(notes, []);
    let table = &opened(&bytes).tables[0];
    let cell = &table.rows[2].cells[0];
    assert_eq!((table.sheet.as_str(), cell.line, cell.at, cell.column), ("貸出", 5, 4, 3));
    assert_eq!(cell.value, Value::Date(Day::from_ymd(2024, 5, 1).unwrap(), None));
}

#[test]
fn the_system_of_1904_counts_from_its_own_day() {
    let day = book(|sheet| {
        sheet.write_with_format(0, 0, 43_951, &Format::new().set_num_format_index(14)).unwrap();
    });
    let bytes = patched(&day, "xl/workbook.xml", |text| text.replace("<workbookPr ", "<workbookPr date1904=\"1\" "));
    assert_eq!(only(&bytes).0, ["A1=2024-05-01"]);
    assert_eq!(only(&day).0, ["A1=2020-04-30"]);
}

/// What is said above the characters is not among them.
#[test]
fn readings_do_not_mix_into_the_text() {
    let plain = book(|sheet| {
        sheet.write(0, 0, "課きく").unwrap();
    });
    let bytes = patched(&plain, "xl/sharedStrings.xml", |text| {
        let rich = "<si><r><t>課</t></r><r><rPr><b/></rPr><t>きく</t></r><rPh sb=\"0\" eb=\"1\"><t>カ</t></rPh><phoneticPr fontId=\"1\"/></si>";
        text.replace("<si><t>課きく</t></si>", rich)
    });
    assert_eq!(only(&bytes).0, ["A1=課きく"]);
}

#[test]
fn formulas_read_as_they_were_saved() {
    let bytes = book(|sheet| {
        sheet.write_formula(0, 0, Formula::new("=1+1").set_result("2")).unwrap();
        sheet.write_formula(1, 1, Formula::new("=\"a\"").set_result("a")).unwrap();
        sheet.write_formula(2, 0, Formula::new("=[1]x!A1").set_result("#REF!")).unwrap();
    });
    let (cells, notes) = only(&bytes);
    assert_eq!(cells, ["A1=2", "B2=a", "A3=#REF!"]);
    assert_eq!(opened(&bytes).tables[0].rows[2].cells[0].value, Value::Error("#REF!".to_owned()));
    assert_eq!(notes, [TableNote::Formulas { at: spot("貸出", 1, 1), count: 3 }]);
    let unsaved = patched(&bytes, SHEET, |text| text.replace("<v>2</v>", ""));
    let (cells, notes) = only(&unsaved);
    assert_eq!(cells, ["B2=a", "A3=#REF!"]);
    assert_eq!(notes[0], TableNote::Formulas { at: spot("貸出", 2, 2), count: 2 });
    assert_eq!(notes[1], TableNote::NoSavedValue { at: spot("貸出", 1, 1), count: 1 });
}

#[test]
fn links_to_other_files_are_said() {
    let bytes = book(|sheet| {
        sheet.write(0, 0, 1).unwrap();
    });
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        parts.push((file.name().unwrap().to_string(), content));
    }
    parts.push(("xl/externalLinks/externalLink1.xml".to_owned(), b"<externalLink/>".to_vec()));
    parts.push(("xl/externalLinks/_rels/externalLink1.xml.rels".to_owned(), b"<Relationships/>".to_vec()));
    let linked = zip(parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())));
    assert_eq!(only(&linked).1, [TableNote::ExternalLinks { count: 1 }]);
}

#[test]
fn hidden_sheets_are_read_and_said() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("表").unwrap().write(0, 0, 1).unwrap();
    book.add_worksheet().set_name("控").unwrap().set_hidden(true).write(0, 0, 2).unwrap();
    book.add_worksheet().set_name("奥").unwrap().set_very_hidden(true).write(0, 0, 3).unwrap();
    book.add_worksheet().set_name("空").unwrap().set_hidden(true);
    let opened = opened(&book.save_to_buffer().unwrap());
    let tables: Vec<(&str, bool)> = opened.tables.iter().map(|table| (table.sheet.as_str(), table.hidden)).collect();
    assert_eq!(tables, [("表", false), ("控", true), ("奥", true), ("空", true)]);
    let hidden = ["控", "奥"].map(|sheet| TableNote::HiddenSheet { at: spot(sheet, 0, 0) });
    assert_eq!(opened.notes, hidden);
}

/// A merged name stands beside every row it covers, down its first column, and makes no row of its own.
#[test]
fn a_merged_value_counts_for_the_rows_beside_it() {
    let bytes = book(|sheet| {
        sheet.merge_range(1, 0, 4, 1, "一号館", &Format::new()).unwrap();
        sheet.merge_range(0, 1, 0, 2, "題", &Format::new()).unwrap();
        for row in [1, 2, 4, 5] {
            sheet.write(row, 2, row).unwrap();
        }
    });
    let table = &opened(&bytes).tables[0];
    let expected = ["B1=題", "A2=一号館", "C2=1", "A3=一号館", "C3=2", "A5=一号館", "C5=4", "C6=5"];
    assert_eq!(shown(table), expected);
    let from: Vec<Option<(usize, usize)>> = table.rows.iter().map(|row| row.cells[0].merged_from).collect();
    assert_eq!(from, [None, None, Some((2, 0)), Some((2, 0)), None]);
    assert_eq!(table.rows[3].cells[0].line, 5);
}

#[test]
fn cells_out_of_order_are_put_in_order() {
    let plain = book(|sheet| {
        sheet.write(0, 0, 1).unwrap();
    });
    let bytes = patched(&plain, SHEET, |text| {
        let end = text.find("</sheetData>").unwrap();
        let more = "<row r=\"9\"><c r=\"C9\"><v>3</v></c><c r=\"A9\"><v>2</v></c></row><row r=\"4\"><c r=\"A4\"><v>4</v></c><c r=\"A4\"><v>5</v></c></row>";
        format!("{}{more}{}", &text[..end], &text[end..])
    });
    assert_eq!(only(&bytes).0, ["A1=1", "A4=4", "A9=2", "C9=3"]);
}

/// One cell that cannot be read does not cost the sheet.
#[test]
fn a_cell_that_cannot_be_read_is_said() {
    let plain = book(|sheet| {
        for row in 0..4 {
            sheet.write(row, 0, row).unwrap();
        }
    });
    for bad in
        ["t=\"e\"><v>Err:508</v>", "t=\"s\"><v>99</v>", "t=\"n\"><v>x</v>", "t=\"b\"><v>7</v>", "t=\"?\"><v>1</v>"]
    {
        let bytes = patched(&plain, SHEET, |text| text.replace("<c r=\"A3\"><v>2</v>", &format!("<c r=\"A3\" {bad}")));
        let (cells, notes) = only(&bytes);
        assert_eq!(cells, ["A1=0", "A2=1", "A4=3"], "{bad}");
        assert_eq!(notes, [TableNote::UnreadableCell { at: spot("貸出", 2, 1), count: 1 }], "{bad}");
    }
}

#[test]
fn a_workbook_with_macros_is_opened_like_any_other() {
    let plain = book(|sheet| {
        sheet.write(0, 0, 1).unwrap();
    });
    let bytes = patched(&plain, "[Content_Types].xml", |text| {
        text.replace("openxmlformats-officedocument.spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main")
    });
    assert_eq!(only(&bytes).0, ["A1=1"]);
}

#[test]
fn other_documents_are_told_apart() {
    let compound = |streams: &[&str]| {
        let names = streams.iter().flat_map(|name| name.encode_utf16().flat_map(u16::to_le_bytes)).collect::<Vec<u8>>();
        open("f", &[workbook::COMPOUND.as_slice(), &[0; 512], &names, &[0; 64]].concat())
    };
    let no_workbook = || Err(TableError::NotAWorkbook { name: "f".to_owned() });
    assert_eq!(compound(&["EncryptionInfo", "EncryptedPackage"]), Err(TableError::Password));
    assert_eq!(compound(&["Workbook"]), Err(TableError::OldWorkbook));
    assert_eq!(compound(&["WordDocument"]), no_workbook());
    let content: &[u8] = b"<a/>";
    assert_eq!(open("f", &zip([("[Content_Types].xml", content), ("word/document.xml", content)])), no_workbook());
    assert_eq!(open("f", &zip([("mimetype", content), ("content.xml", content)])), no_workbook());
    assert_eq!(open("f", &zip([("xl/workbook.bin", content), ("xl/styles.bin", content)])), no_workbook());
}
