//! `--format`: one result set in every form, on standard output or in files, byte for byte the same each time.

use crate::few::{check, ndjson};
use crate::support::{Folder, Ran, good, here, late, on_consent, text};
use kijun::cli::Exit;
use serde_json::Value;

const FORMATS: [&str; 8] = ["text", "brief", "json", "ndjson", "csv", "html", "months", "none"];

fn office() -> Folder {
    Folder::new()
        .complete()
        .case(&good("U-1"))
        .case(&late("U-2"))
        .with("x.json", "{ \"case_id\": \"U-3\", \"memo\": 1 }")
}

fn run(folder: &Folder, format: &str) -> Ran {
    check(&[&folder.path(), "--show", "all", "--format", format])
}

/// A workbook is no text: it has its own module.
#[test]
fn every_format_there_is_is_tried_here() {
    let texts = kijun::report::FORMATS.iter().filter(|format| !format.is_binary());
    let known: Vec<&str> = texts.map(|format| format.name).collect();
    assert_eq!(known, FORMATS);
}

#[test]
fn json_holds_the_same_objects_as_ndjson_in_the_same_order() {
    let folder = office();
    let lines = run(&folder, "ndjson").objects();
    let json = run(&folder, "json");
    let whole: Value = serde_json::from_str(&json.out).expect("one object");
    let part = |tag: &str| lines.iter().filter(|line| line["type"] == tag).cloned().collect::<Vec<_>>();
    assert_eq!(whole["notices"], Value::Array(part("notice")));
    assert_eq!(whole["verdicts"], Value::Array(part("verdict")));
    assert_eq!(whole["consequences"], Value::Array(part("consequence")));
    assert_eq!(whole["summary"], part("summary")[0]);
    assert_eq!(whole.as_object().map(serde_json::Map::len), Some(4));
    assert!(!part("notice").is_empty() && part("verdict").len() > 10);
}

#[test]
fn csv_has_a_row_for_each_verdict_and_reads_back() {
    let folder = office();
    let rows = run(&folder, "csv");
    let mut reader = csv::Reader::from_reader(rows.out.as_bytes());
    let header = reader.headers().expect("a header").iter().collect::<Vec<_>>().join(",");
    assert_eq!(
        header,
        "rule,case,subject,window,verdict,reason,class,citation,due,cured_on,message,path,line,column,sheet,cell,fingerprint"
    );
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let verdicts = run(&folder, "ndjson").of("verdict");
    assert_eq!(rows.len(), verdicts.len());
    for (row, verdict) in rows.iter().zip(&verdicts) {
        let named = |at: usize, key: &str| assert_eq!(&row[at], text(&verdict[key]), "{key}");
        [(0, "rule"), (1, "case"), (4, "verdict"), (5, "reason"), (6, "class"), (8, "due"), (16, "fingerprint")]
            .iter()
            .for_each(|(at, key)| named(*at, key));
        let first = &verdict["locations"][0];
        assert_eq!((&row[11], &row[12]), (text(&first["path"]), first["line"].to_string().as_str()));
    }
}

#[test]
fn none_prints_nothing_and_still_judges() {
    let ran = run(&office(), "none");
    assert_eq!((ran.out.as_str(), ran.err.as_str(), ran.exit), ("", "", Exit::Found));
}

#[test]
fn several_formats_go_to_their_files_and_one_to_standard_output() {
    let folder = office();
    let place = Folder::new();
    let file = |name: &str| format!("{name}={}", place.file(&format!("out.{name}")));
    let options: Vec<String> =
        ["json", "ndjson", "csv", "months", "html", "brief", "none", "text"].iter().map(|name| file(name)).collect();
    let input = folder.path();
    let mut args = vec![input.as_str(), "--show", "all", "--format", "ndjson"];
    args.extend(options.iter().flat_map(|option| ["--format", option.as_str()]));
    let ran = check(&args);
    assert_eq!(ran.out, run(&folder, "ndjson").out);
    for name in FORMATS {
        assert_eq!(place.read(&format!("out.{name}")), run(&folder, name).out, "{name}");
    }
    let only = check(&[&folder.path(), "--show", "all", "--format", &file("json")]);
    assert_eq!((only.out.as_str(), only.exit), ("", Exit::Found), "nothing but the file");
}

#[test]
fn colour_is_for_people_only_and_never_in_a_file() {
    let folder = office();
    let place = Folder::new();
    let file = format!("text={}", place.file("report.txt"));
    let ran = check(&[&folder.path(), "--color", "always", "--format", "text", "--format", &file]);
    assert!(ran.out.contains("\u{1b}[1;31m"), "{}", ran.out);
    let strip = |text: &str| {
        let mut parts = text.split('\u{1b}');
        let first = parts.next().unwrap_or("").to_owned();
        parts.fold(first, |all, part| all + part.split_once('m').map_or("", |(_, rest)| rest))
    };
    assert_eq!(strip(&ran.out), place.read("report.txt"), "the same words without it");
    for format in ["json", "ndjson", "csv"] {
        let ran = check(&[&folder.path(), "--color", "always", "--format", format]);
        assert!(!ran.out.contains('\u{1b}'), "{format}");
    }
    assert!(!check(&[&folder.path(), "--color", "never"]).out.contains('\u{1b}'));
}

/// One run of an input in every format.
fn every_format(input: &str, more: &[&str]) -> Vec<String> {
    let place = Folder::new();
    let mut args = vec![input.to_owned()];
    for name in FORMATS {
        args.extend(["--format".to_owned(), format!("{name}={}", place.file(name))]);
    }
    args.extend(more.iter().map(|word| (*word).to_owned()));
    check(&args);
    FORMATS.iter().map(|name| place.read(name)).collect()
}

#[test]
fn two_runs_and_one_thread_give_the_same_bytes_in_every_format() {
    let office = here("fixtures/office-audit").to_str().expect("UTF-8").to_owned();
    for lang in ["ja", "en"] {
        let all = ["--show", "all", "--lang", lang];
        let first = every_format(&office, &all);
        let long = ["text", "json", "ndjson", "csv", "html"];
        let texts = FORMATS.iter().zip(&first).filter(|(name, _)| long.contains(name));
        assert!(texts.clone().count() == long.len() && texts.clone().all(|(_, text)| text.len() > 10_000));
        assert!(first == every_format(&office, &[&all[..], &["-j", "1"]].concat()), "one thread, {lang}");
        if lang == "en" {
            assert!(first == every_format(&office, &all), "again");
        }
    }
}

#[test]
fn blocks_and_threads_do_not_change_the_order_of_many_cases() {
    let lines: String = (0..700)
        .map(|at| if at % 3 == 0 { late(&format!("U-{at}")) } else { good(&format!("U-{at}")) })
        .map(|case| format!("{case}\n"))
        .collect();
    let folder = Folder::new().complete().with("many.ndjson", lines);
    let run = |jobs: &str| ndjson(&on_consent(&folder.path(), &["--show", "all", "-j", jobs]));
    let (one, many) = (run("1"), run("4"));
    assert!(one.out == many.out);
    let order: Vec<String> = one.of("verdict").iter().map(|verdict| text(&verdict["case"]).to_owned()).collect();
    assert_eq!(order, (0..700).map(|at| format!("U-{at}")).collect::<Vec<_>>());
    assert_eq!(one.summary()["duties"]["violation"], 234);
}
