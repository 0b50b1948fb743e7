//! What people type is there again, whatever they did to the sheet.

use super::book::Book;
use super::{good, into, library, member};
use kijun::cli::Exit;

/// Runs, types into the row of the loan that is late, and gives the workbook as it is saved.
fn typed(folder: &crate::support::Folder) -> Book {
    into(folder, "a.xlsx", &[]);
    let mut book = Book::open(&folder.file("a.xlsx"));
    let sheet = book.sheet_mut("指摘一覧");
    let row = sheet.row("何が", "L2 が");
    for (header, text) in [("状態", "対応済"), ("理由", "返却箱にあった"), ("対応者", "係A"), ("対応日", "2025-01-06")]
    {
        sheet.put(row, header, text);
    }
    book.save(&folder.file("a.xlsx"));
    book
}

fn told(book: &Book, row: usize) -> [String; 4] {
    let sheet = book.sheet("指摘一覧");
    ["状態", "理由", "対応者", "対応日"].map(|header| sheet.get(row, header).to_owned())
}

const TYPED: [&str; 4] = ["対応済", "返却箱にあった", "係A", "2025-01-06"];

#[test]
fn what_is_typed_is_there_after_the_next_run() {
    let folder = library(&[member("M1", "x")]);
    typed(&folder);
    for _ in 0..2 {
        assert_eq!(into(&folder, "a.xlsx", &[]).exit, Exit::Clean);
        let book = Book::open(&folder.file("a.xlsx"));
        assert_eq!(told(&book, book.sheet("指摘一覧").row("何が", "L2 が")), TYPED);
        assert!(!book.names().iter().any(|name| name.contains("前回")), "{:?}", book.names());
    }
    let before = std::fs::read(folder.file("a.xlsx")).unwrap();
    into(&folder, "a.xlsx", &[]);
    assert_eq!(before, std::fs::read(folder.file("a.xlsx")).unwrap(), "what is carried is written the same");
}

/// Rows in another order, a column in front, one of their own behind, a row of their own, a sheet of their own.
#[test]
fn it_does_not_matter_how_the_sheet_was_changed() {
    let folder = library(&[member("M1", "x"), member("M2", "x")]);
    let mut book = typed(&folder);
    let sheet = book.sheet_mut("指摘一覧");
    let (head, row) = (sheet.head("状態"), sheet.row("何が", "L2 が"));
    let key = sheet.get(row, "照合番号").to_owned();
    sheet.rows.iter_mut().for_each(|row| row.push(String::new()));
    let last = sheet.rows[head].len() - 1;
    sheet.rows[head][last] = "電話".to_owned();
    sheet.rows[row][last] = "済み".to_owned();
    sheet.rows[head + 1..].reverse();
    sheet.insert_column("順", head, "1");
    let mut own = vec![String::new(); last + 2];
    own[4] = "鍵を直す".to_owned();
    own[sheet.column("理由")] = "来週".to_owned();
    sheet.rows.push(own);
    book.0
        .push(super::book::Sheet { name: "覚え".to_owned(), rows: vec![vec!["鍵".to_owned(), "B棚".to_owned()]] });
    book.save(&folder.file("a.xlsx"));
    for _ in 0..2 {
        into(&folder, "a.xlsx", &[]);
        let book = Book::open(&folder.file("a.xlsx"));
        let sheet = book.sheet("指摘一覧");
        let row = sheet.row("照合番号", &key);
        assert_eq!(told(&book, row), TYPED);
        assert_eq!([sheet.get(row, "電話"), sheet.get(row, "順")], ["済み", "1"], "columns of their own");
        let earlier = book.sheet("前回の記入");
        let own = earlier.row("前回の行", "鍵を直す");
        assert_eq!([earlier.get(own, "シート"), earlier.get(own, "理由")], ["4 指摘一覧", "来週"]);
        let memo = earlier.row("前回の行", "B棚");
        assert_eq!([earlier.get(memo, "シート"), earlier.get(memo, "前回の行")], ["覚え", "鍵 / B棚"]);
    }
}

/// Columns behind the keys are people's own, whatever stands above them; words of theirs are never cut.
#[test]
fn columns_behind_the_keys_are_kept_whatever_their_headers_say() {
    let folder = library(&[member("M1", "x"), member("M2", "x")]);
    let mut book = typed(&folder);
    let sheet = book.sheet_mut("指摘一覧");
    let (head, row) = (sheet.head("状態"), sheet.row("何が", "L2 が"));
    let key = sheet.get(row, "照合番号").to_owned();
    let own = ["", "月", "電話", "電話", "理由", "State", "2025-01"];
    sheet.rows.iter_mut().for_each(|row| row.extend(own.map(|_| String::new())));
    let first = sheet.rows[head].len() - own.len();
    for (nth, header) in own.into_iter().enumerate() {
        sheet.rows[head][first + nth] = header.to_owned();
        sheet.rows[row][first + nth] = format!("書き込み{nth}");
    }
    let long = "長".repeat(900);
    book.0.push(super::book::Sheet { name: "覚え".to_owned(), rows: vec![vec![long.clone()]] });
    book.save(&folder.file("a.xlsx"));
    let names = ["（見出しなし）", "月", "電話", "電話 (2)", "理由 (2)", "State (2)", "2025-01"];
    let kept = |sheet: &super::book::Sheet, row: usize| names.map(|name| sheet.get(row, name).to_owned());
    let texts: [String; 7] = std::array::from_fn(|nth| format!("書き込み{nth}"));
    for _ in 0..2 {
        into(&folder, "a.xlsx", &[]);
        let book = Book::open(&folder.file("a.xlsx"));
        let sheet = book.sheet("指摘一覧");
        let row = sheet.row("照合番号", &key);
        assert_eq!(told(&book, row), TYPED);
        assert_eq!(kept(sheet, row), texts);
        let earlier = book.sheet("前回の記入");
        assert_eq!(earlier.get(earlier.row("前回の行", "長長"), "前回の行"), long);
    }
    let folder = folder.with("in/M1.json", good("M1", "x").to_string());
    for _ in 0..2 {
        into(&folder, "a.xlsx", &[]);
        let book = Book::open(&folder.file("a.xlsx"));
        let earlier = book.sheet("前回の記入");
        let row = earlier.row("照合番号", &key);
        assert_eq!(kept(earlier, row), texts, "the row is gone");
    }
}

/// The finding is gone, and comes back: what was typed waits on a sheet of its own.
#[test]
fn what_has_no_row_any_more_is_kept_and_finds_its_row_again() {
    let folder = library(&[member("M1", "x")]);
    typed(&folder);
    let folder = folder.with("in/M1.json", good("M1", "x").to_string());
    for _ in 0..2 {
        into(&folder, "a.xlsx", &[]);
        let book = Book::open(&folder.file("a.xlsx"));
        let earlier = book.sheet("前回の記入");
        let row = earlier.row("前回の行", "L2 が");
        assert_eq!(["状態", "理由", "対応者", "対応日"].map(|header| earlier.get(row, header)), TYPED);
        assert_eq!(earlier.get(row, "シート"), "4 指摘一覧");
    }
    let folder = folder.with("in/M1.json", member("M1", "x").to_string());
    into(&folder, "a.xlsx", &[]);
    let book = Book::open(&folder.file("a.xlsx"));
    assert_eq!(told(&book, book.sheet("指摘一覧").row("何が", "L2 が")), TYPED);
    assert!(!book.names().iter().any(|name| name.contains("前回")));
}

/// The result of a row, remarks, the cover; and a proposal is nobody's word.
#[test]
fn the_other_sheets_are_read_back_too() {
    let folder = library(&[good("M1", "x")]);
    into(&folder, "a.xlsx", &[]);
    let mut book = Book::open(&folder.file("a.xlsx"));
    let rows = book.sheet_mut("点検表");
    let (proposed, other) = (rows.row("No.", "LL-5"), rows.row("No.", "LL-8"));
    assert_eq!(rows.get(proposed, "点検結果"), "適");
    rows.put(other, "点検結果", "不適");
    rows.put(other, "備考", "見直す");
    let cover = book.sheet_mut("表紙");
    let by = cover.row("項目", "点検した人");
    cover.put(by, "内容", "館長 A");
    book.save(&folder.file("a.xlsx"));
    let folder = folder.with("in/M1.json", member("M1", "x").to_string());
    into(&folder, "a.xlsx", &[]);
    let book = Book::open(&folder.file("a.xlsx"));
    let rows = book.sheet("点検表");
    let found = |id: &str, header: &str| rows.get(rows.row("No.", id), header).to_owned();
    assert_eq!(found("LL-5", "点検結果"), "", "nobody said so, and it is so no more");
    assert_eq!([found("LL-8", "点検結果"), found("LL-8", "備考"), found("LL-8", "機械の案")], ["不適", "見直す", ""]);
    let cover = book.sheet("表紙");
    assert_eq!(cover.get(cover.row("項目", "点検した人"), "内容"), "館長 A");
    assert!(!book.names().iter().any(|name| name.contains("前回")));
}

/// Another workbook is named: what both say is kept, the file that is replaced first.
#[test]
fn other_workbooks_may_be_carried_along() {
    let folder = library(&[member("M1", "x"), member("M2", "x")]);
    typed(&folder);
    into(&folder, "b.xlsx", &[]);
    let mut book = Book::open(&folder.file("b.xlsx"));
    let sheet = book.sheet_mut("指摘一覧");
    let row = sheet.row("何が", "L2 が");
    sheet.put(row, "理由", "別の話");
    book.save(&folder.file("b.xlsx"));
    let (old, other) = (folder.file("a.xlsx"), folder.file("b.xlsx"));
    into(&folder, "c.xlsx", &["--carry", &old, "--carry", &other]);
    let book = Book::open(&folder.file("c.xlsx"));
    assert_eq!(told(&book, book.sheet("指摘一覧").row("何が", "L2 が")), TYPED);
    let earlier = book.sheet("前回の記入");
    assert_eq!(earlier.get(earlier.row("前回の行", "L2 が"), "理由"), "別の話");
    let gone = into(&folder, "d.xlsx", &["--carry", &folder.file("none.xlsx")]);
    assert_eq!(gone.exit, Exit::Unread);
    assert!(gone.err.contains("none.xlsx") && !std::path::Path::new(&folder.file("d.xlsx")).exists());
}

/// A workbook in the other language is understood.
#[test]
fn the_language_may_change() {
    let folder = library(&[member("M1", "x")]);
    typed(&folder);
    into(&folder, "a.xlsx", &["--lang", "en"]);
    let book = Book::open(&folder.file("a.xlsx"));
    let sheet = book.sheet("Findings");
    let row = sheet.row("What", "L2 was");
    assert_eq!(["State", "Reason", "Seen to by", "Seen to on"].map(|header| sheet.get(row, header)), TYPED);
    assert_eq!(sheet.rows[sheet.head("State")].len(), 16, "no column of ours is taken for one of theirs");
    assert!(!book.names().iter().any(|name| name.contains("earlier")), "{:?}", book.names());
}
