//! `kijun review`: this month's cases, and the sheet for taking one over.

use crate::few::few;
use crate::support::{Folder, Ran, exactly, good, late, manifest};
use kijun::cli::Exit;
use serde_json::json;
use std::collections::BTreeSet;

fn review(args: &[&str]) -> Ran {
    let few = few();
    let few: Vec<&str> = few.iter().map(String::as_str).collect();
    let consent = ["review", "--select", "R38-13-10", "--ignore", "R38-13-10-order"];
    let lang: &[&str] = if args.contains(&"--lang") { &[] } else { &["--lang", "en"] };
    exactly(&[&consent[..], args, &few, lang].concat())
}

/// Twelve clients, of whom the first has a consent that came late.
fn office() -> Folder {
    let folder = Folder::new().complete().case(&late("U-01"));
    (2..=12).fold(folder, |folder, at| folder.case(&good(&format!("U-{at:02}"))))
}

/// Case and reasons of each row.
fn rows(ran: &Ran) -> Vec<(String, String)> {
    let cells = |line: &str| line.split(',').map(str::to_owned).collect::<Vec<_>>();
    let rows = ran.out.lines().skip(1).map(cells);
    rows.map(|row| (row[0].clone(), row[1].clone())).collect()
}

#[test]
fn it_proposes_what_is_not_kept_and_whose_turn_it_is() {
    // Taken later than the last of the months, so that what is not there is known not to be.
    let folder = office().with("kijun.toml", manifest("2024-12-31"));
    let mut met: BTreeSet<String> = BTreeSet::new();
    for month in ["2024-09-30", "2024-10-31", "2024-11-30"] {
        let ran = review(&[&folder.path(), "--months", "3", "--as-of", month, "--format", "csv"]);
        assert_eq!(ran.exit, Exit::Clean, "{}", ran.err);
        assert!(ran.out.starts_with("case,reasons,violations,undetermined,next_due,last_seen,group,path\n"));
        let rows = rows(&ran);
        assert!(rows[0].0 == "U-01" && rows[0].1.starts_with("violations"), "{rows:?}");
        assert!(rows.len() < 12, "{rows:?}");
        let turn = rows.into_iter().filter(|(_, reasons)| reasons.ends_with("rotation"));
        turn.for_each(|(case, _)| assert!(met.insert(case.clone()), "{case} twice"));
    }
    assert_eq!(met.len(), 12, "each once in three months");
}

#[test]
fn a_record_of_what_was_seen_is_read() {
    let seen = |case: &str, on: &str| format!("[[seen]]\ncase = \"{case}\"\non = {on}\n");
    let all: String = (1..=10).map(|at| seen(&format!("U-{at:02}"), "2024-07-05")).collect();
    let folder = office().with("seen.toml", &all);
    let args = |file: &str| review(&[&folder.path(), "--seen", file, "--format", "csv"]);
    let ran = args(&folder.file("seen.toml"));
    assert_eq!(
        rows(&ran),
        [("U-01", "violations"), ("U-11", "rotation"), ("U-12", "rotation")].map(|(a, b)| (a.to_owned(), b.to_owned()))
    );
    assert!(ran.out.lines().nth(1).unwrap().contains("2024-07-05"));
    let folder = office().with("seen.toml", "[[seen]]\ncase = \"U-01\"\n");
    let broken = review(&[&folder.path(), "--seen", &folder.file("seen.toml")]);
    assert!(broken.exit == Exit::Usage && broken.err.contains("K-seen-value"), "{}", broken.err);
}

#[test]
fn the_list_is_readable_and_takes_few_formats() {
    let folder = office();
    let ran = review(&[&folder.path(), "--lang", "ja"]);
    assert!(ran.out.starts_with("■ 今月（2024年9月）見る事例："), "{}", ran.out);
    assert!(
        ran.out.contains("U-01") && ran.out.contains("基準に合わない記録がある") && ran.out.contains("--format html")
    );
    for format in ["json", "html=x", "none"] {
        assert_eq!(review(&[&folder.path(), "--format", format]).exit, Exit::Usage, "{format}");
    }
    assert_eq!(review(&[&folder.path(), "--fail-on", "violation:reduction"]).exit, Exit::Found);
}

#[test]
fn the_sheet_says_what_is_there_and_what_is_not() {
    let mut case = late("U-01");
    case["assessments"] = json!([{ "id": "S1", "date": "2024-05-15", "text": "架空 一郎は元気" }]);
    let folder = office().case(&case);
    let ran = review(&[&folder.path(), "--take-over", "U-01", "--lang", "ja"]);
    assert_eq!(ran.exit, Exit::Clean, "{}", ran.err);
    let page = &ran.out;
    assert!(page.starts_with("■ 引き継ぐ事例 U-01（2024年9月30日 現在）"), "{page}");
    let line =
        |word: &str| page.lines().find(|line| line.trim_start().starts_with(word)).unwrap_or_default().to_owned();
    assert!(line("計画 P1").contains("2024年6月10日～2024年11月30日"), "{page}");
    assert!(
        line("アセスメント").contains("2024年5月15日") && line("アセスメント").contains("書かれていない"),
        "{page}"
    );
    assert!(line("計画 ").contains("1 件") || line("計画").contains("P1"), "{page}");
    let missing = &page[page.find("【記録のないもの】").unwrap()..page.find("【確かめること】").unwrap()];
    assert!(missing.contains("モニタリング") && !missing.contains("アセスメント"), "{missing}");
    let open = &page[page.find("【確かめること】").unwrap()..];
    assert!(open.contains("R38-13-10"), "{open}");
    assert!(!page.contains("架空") && !page.contains("U-02"), "{page}");
    assert_eq!(review(&[&folder.path(), "--take-over", "U-99"]).exit, Exit::Usage);
}

#[test]
fn what_could_not_be_read_is_said() {
    let folder = office().with("broken.json", "{");
    let ran = review(&[&folder.path()]);
    assert_eq!(ran.exit, Exit::Unread);
    assert!(ran.out.contains("broken.json") && ran.out.contains("U-01"), "{}", ran.out);
}

/// The sheet of a case tells it too: the file may have been about the case.
#[test]
fn the_sheet_says_what_could_not_be_read() {
    let folder = office().with("broken.json", "{");
    let ran = review(&[&folder.path(), "--take-over", "U-01", "--lang", "ja"]);
    assert_eq!(ran.exit, Exit::Unread);
    let open = &ran.out[ran.out.find("【確かめること】").unwrap()..ran.out.find("【これから").unwrap_or(ran.out.len())];
    assert!(open.contains("broken.json"), "{}", ran.out);
}
