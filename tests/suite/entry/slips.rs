//! What is wrong in a filled-in workbook is told with file, sheet and cell, and the rest is judged.

use super::office::office;
use super::{schema, workbook};
use crate::support::{Folder, check, text};
use kijun::table::address;
use serde_json::Value;

/// `sheet!cell` of every place of the notices with a code.
fn told(notices: &[Value], code: &str) -> Vec<String> {
    let of_code = notices.iter().filter(|notice| notice["code"] == code);
    let places = of_code.flat_map(|notice| notice["locations"].as_array().cloned().unwrap_or_default());
    places.map(|at| format!("{} {}!{}", text(&at["path"]), text(&at["sheet"]), text(&at["cell"]))).collect()
}

#[test]
fn a_slip_is_told_by_file_sheet_and_cell_and_the_rest_is_judged() {
    let cases = office();
    let mut book = workbook::cases(schema(), &cases[..cases.len() - 1]);
    let mut spoil = |row: &str, month: (i32, u32), value: &str| {
        let at = book.month("101", row, month);
        book.sheet("月").insert(at, value.to_owned());
        format!("点検入力.xlsx 月!{}", address(at.0 + 1, at.1))
    };
    // A letter that the key does not know leaves its month unknown; of two records for one visit, one stands alone.
    let letters = spoil("訪問", (2024, 5), "ネ12");
    spoil("記録", (2024, 5), "12");
    let alone = [spoil("記録", (2024, 6), "21、22")];
    book.row(
        "計画",
        "利用者番号",
        &[("利用者番号", "999".to_owned()), ("計画番号", "P1".to_owned()), ("原案日", "R6.4.1".to_owned())],
    );
    book.row("利用者", "利用者番号", &[("利用者番号", "101".to_owned()), ("契約日", "R6.3.9".to_owned())]);
    let (header, column) = book.find("計画", "原案日");
    book.sheet("計画").insert((header + 1, column), "R6.2.30".to_owned());
    let wrong = format!("点検入力.xlsx 計画!{}", address(header + 2, column));
    let folder = Folder::new().with("点検入力.xlsx", book.bytes());
    let ran = check(&[&folder.file("点検入力.xlsx"), "--show", "all", "--format", "ndjson", "--lang", "ja"]);
    let notices = ran.of("notice");
    assert_eq!(told(&notices, "K-row-letters"), [letters]);
    assert_eq!(told(&notices, "K-row-alone"), alone);
    assert_eq!(told(&notices, "K-row-unknown-name").len(), 1);
    assert!(told(&notices, "K-row-unknown-name")[0].starts_with("点検入力.xlsx 計画!A"));
    assert_eq!(told(&notices, "K-two-values").len(), 2);
    assert_eq!(told(&notices, "K-bad-date-day"), [wrong]);
    let verdicts = ran.of("verdict");
    let may = verdicts
        .iter()
        .find(|one| one["rule"] == "R38-13-14-i" && one["case"] == "101" && one["window"]["from"] == "2024-05-01");
    assert_eq!(may.map(|one| &one["verdict"]), Some(&"undetermined".into()), "not read is not the same as not there");
    let judged = verdicts.iter().filter(|one| one["rule"] == "R38-13-14-i").count();
    assert!(judged > 100, "{judged}");
}

#[test]
fn a_workbook_that_is_there_is_never_written_over_and_two_are_alike() {
    let folder = Folder::new().with("list.csv", "利用者番号,氏名\n101,架空 一郎\n").with("old.xlsx", "old");
    let (list, old) = (folder.file("list.csv"), folder.file("old.xlsx"));
    let init = |file: &str| {
        crate::support::exactly(&["init", "cases", "--clients", &list, "-o", file, "--from", "2024-04", "--lang", "ja"])
    };
    assert_eq!(init(&old).exit, kijun::cli::Exit::Usage);
    assert_eq!(std::fs::read(&old).unwrap(), b"old");
    let files = ["a.xlsx", "b.xlsx"].map(|name| folder.file(name));
    files.iter().for_each(|file| assert_eq!(init(file).exit, kijun::cli::Exit::Clean));
    assert_eq!(std::fs::read(&files[0]).unwrap(), std::fs::read(&files[1]).unwrap());
}
