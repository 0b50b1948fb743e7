//! `kijun FOLDER`: what is told of the two files and of what was not read.

use crate::support::{Folder, exactly, good};
use kijun::cli::Exit;

/// Names in the results that were just written.
fn results(folder: &Folder) -> Vec<String> {
    let all = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    let new = all.filter(|path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        name.starts_with("点検結果_") && !name.contains("2020")
    });
    let files = new.flat_map(|path| std::fs::read_dir(path).unwrap());
    let mut names: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn an_earlier_workbook_that_cannot_be_read_is_told_with_what_to_do() {
    let folder = Folder::new().with("記録/a.json", good("U-1").to_string()).with("記録/x.csv", "番号,趣味\n1,将棋\n");
    let folder = folder.with("点検結果_2020-01-01/点検結果.xlsx", "only text");
    let ran = exactly(&[&folder.file("記録"), "--lang", "ja"]);
    assert_eq!(ran.exit, Exit::Unread, "{}", ran.err);
    assert_eq!(results(&folder), ["点検結果.html"]);
    assert!(ran.out.contains("印刷する報告") && !ran.out.contains("書き込む表"), "{}", ran.out);
    assert!(ran.err.contains("点検結果_2020-01-01") && ran.err.contains("移して"), "{}", ran.err);
    assert!(ran.out.contains("x.csv：この表の読み方が分からない"), "{}", ran.out);
}
