//! A file whose words cannot be read is not replaced; a report that cannot be written leaves nothing behind.

use super::book::{Book, Sheet};
use super::{into, library, member};
use kijun::cli::Exit;

fn names(folder: &str) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn an_old_file_that_cannot_be_read_stays_as_it_is() {
    let folder = library(&[member("M1", "x")]);
    into(&folder, "good.xlsx", &[]);
    let whole = std::fs::read(folder.file("good.xlsx")).unwrap();
    Book(vec![Sheet { name: "市の様式".to_owned(), rows: vec![vec!["項目".to_owned(), "適".to_owned()]] }])
        .save(&folder.file("city.xlsx"));
    let cut = |nth: usize| whole[..whole.len() * nth / 16].to_vec();
    let mut olds: Vec<(Vec<u8>, &str)> = (0..16).map(|nth| (cut(nth), "壊れている")).collect();
    olds.push((b"only text".to_vec(), "壊れている"));
    olds.push(([&[0xd0, 0xcf, 0x11, 0xe0][..], &[0; 600]].concat(), "パスワード"));
    olds.push((std::fs::read(folder.file("city.xlsx")).unwrap(), "この点検で作った表ではありません"));
    for (old, said) in olds {
        std::fs::write(folder.file("a.xlsx"), &old).unwrap();
        let ran = into(&folder, "a.xlsx", &[]);
        assert_eq!(ran.exit, Exit::Unread, "{said}");
        assert!(ran.err.contains(said) && ran.err.contains("a.xlsx"), "{said}: {}", ran.err);
        assert_eq!(std::fs::read(folder.file("a.xlsx")).unwrap(), old, "{said}");
    }
    assert_eq!(names(&folder.path()), ["a.xlsx", "city.xlsx", "good.xlsx", "in"], "nothing half-written");
}

/// A spreadsheet program puts a file beside the one that it has open.
#[test]
fn a_file_that_is_open_elsewhere_stays_and_the_other_reports_are_written() {
    let folder = library(&[member("M1", "x")]);
    into(&folder, "a.xlsx", &[]);
    let before = std::fs::read(folder.file("a.xlsx")).unwrap();
    for mark in ["~$a.xlsx", ".~lock.a.xlsx#"] {
        std::fs::write(folder.file(mark), "").unwrap();
        let other = format!("csv={}", folder.file("a.csv"));
        let ran = into(&folder, "a.xlsx", &["--format", &other]);
        assert_eq!(ran.exit, Exit::Unread);
        assert!(ran.err.contains("開いています") && ran.err.contains("閉じて"), "{}", ran.err);
        assert_eq!(std::fs::read(folder.file("a.xlsx")).unwrap(), before);
        assert!(folder.read("a.csv").contains("LL-5"));
        std::fs::remove_file(folder.file(mark)).unwrap();
        std::fs::remove_file(folder.file("a.csv")).unwrap();
    }
}

#[test]
fn a_folder_that_cannot_be_written_to_is_said() {
    let folder = library(&[member("M1", "x")]).with("plain", "a file");
    for name in ["none/a.xlsx", "plain/a.xlsx"] {
        let ran = into(&folder, name, &[]);
        assert_eq!(ran.exit, Exit::Usage, "{name}");
        assert!(ran.err.contains(name) && ran.err.contains("書き込めません"), "{}", ran.err);
    }
    assert_eq!(names(&folder.path()), ["in", "plain"]);
}
