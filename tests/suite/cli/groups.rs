//! `--by`, `--self-check`, `--format months` and `--aliases`.

use crate::few::{check, ndjson};
use crate::support::{CONSENT, Folder, Ran, good, late, text};
use kijun::cli::Exit;
use serde_json::{Value, json};

/// A client of a care manager, with a month that was billed.
fn of(case: Value, manager: Value) -> Value {
    let mut case = case;
    case["care_manager"] = manager;
    case["claims"] = json!([{ "month": "2024-06", "state": "claimed" }]);
    case
}

fn office() -> Folder {
    Folder::new()
        .complete()
        .case(&of(late("U-1"), json!({ "id": "0002", "name": "担当 花子" })))
        .case(&of(good("U-2"), json!({ "id": "0001", "name": "担当 太郎" })))
        .case(&of(late("U-3"), json!({ "id": "0002", "name": "担当 花子" })))
        .case(&late("U-4"))
}

fn by(folder: &Folder, more: &[&str]) -> Ran {
    check(&[&[&folder.path()[..]], &CONSENT[..], more].concat())
}

/// The lines that begin with a square or name a case in a table.
fn heads(ran: &Ran) -> Vec<String> {
    ran.out.lines().filter(|line| line.starts_with('■')).map(str::to_owned).collect()
}

#[test]
fn cases_come_by_group_with_a_table_first() {
    let ran = by(&office(), &["--by", "care_manager", "--real-names"]);
    let heads = heads(&ran);
    assert_eq!(heads[0], "■ care_manager: 0001 (1)");
    assert_eq!(heads[1], "■ care_manager: 0002 (2)");
    assert!(heads[2].starts_with("■ U-1") && heads[3].starts_with("■ U-3"), "{heads:?}");
    assert_eq!(heads[4], "■ care_manager: (nobody recorded) (1)");
    let row = |name: &str| ran.out.lines().find(|line| line.trim_start().starts_with(name)).unwrap_or_default();
    assert!(row("U-2").trim_end().ends_with("U-2"), "nothing to look at: {}", row("U-2"));
    assert!(row("U-1").contains("risk of the reduction 1") || row("U-1").contains(" 1"), "{}", row("U-1"));
    let ja = by(&office(), &["--by", "担当者", "--lang", "ja", "--real-names"]);
    assert!(ja.out.contains("■ 担当者：0002"), "{}", ja.out);
    let quiet = by(&office(), &["--by", "care_manager", "-q"]);
    assert!(quiet.out.contains("U-1") && !quiet.out.lines().any(|line| line.starts_with("■ U-1")), "{}", quiet.out);
    assert_eq!(ran.exit, Exit::Found);
}

/// As of the first of October September is the last month, and what is due by the end of November is ahead.
#[test]
fn the_table_looks_at_the_month_that_is_over_and_at_sixty_days() {
    let folder = office();
    let visit = ["--select", "R38-13-14-i", "--by", "care_manager", "--assume-complete", "-q"];
    let on = |day: &str| check(&[&[&folder.path()[..], "--as-of", day], &visit[..]].concat());
    let ran = on("2024-10-01");
    assert!(ran.out.contains("Last month (2024-09)"), "{}", ran.out);
    let last = ran.out.lines().filter(|line| line.trim_start().starts_with("last month")).count();
    assert_eq!(last, 4, "nobody was visited in September: {}", ran.out);
    let next = ran.out.lines().filter(|line| line.contains("next 60 days  2024-10-31")).count();
    assert_eq!(next, 4, "{}", ran.out);
    assert!(!ran.out.contains("2024-12-31"), "it lies further ahead: {}", ran.out);
    assert!(on("2024-09-30").out.contains("Last month (2024-09)"), "its last day is over");
    assert!(on("2024-09-29").out.contains("Last month (2024-08)"));
}

#[test]
fn a_personal_field_groups_without_being_shown() {
    let folder = office();
    let hidden = by(&folder, &["--by", "care_manager.name"]);
    assert!(!hidden.out.contains("花子") && !hidden.out.contains("太郎"), "{}", hidden.out);
    let groups = heads(&hidden).into_iter().filter(|head| head.contains(": G-")).count();
    assert_eq!(groups, 2, "{}", hidden.out);
    let shown = by(&folder, &["--by", "care_manager.name", "--real-names"]);
    assert!(shown.out.contains("担当 花子"), "{}", shown.out);
}

#[test]
fn a_field_that_is_not_there_is_named_with_the_nearest() {
    for wrong in ["care_manger", "care_manager.nam", "no.thing"] {
        let ran = by(&office(), &["--by", wrong]);
        assert_eq!(ran.exit, Exit::Usage, "{wrong}");
        assert!(ran.err.contains(wrong) && ran.err.contains("K-unknown-group"), "{}", ran.err);
    }
    assert!(by(&office(), &["--by", "care_manger"]).err.contains("care_manager ?"));
}

/// A client of 2018 with a consent that came late then, and one of 2024.
fn years() -> Folder {
    let toml = crate::support::manifest("2024-09-30").replace("2020-01-01", "2000-01-01");
    let old = late("U-9").to_string().replace("2024-", "2018-");
    office().with("kijun.toml", toml).with("U-9.json", old)
}

#[test]
fn a_self_check_leaves_out_what_lies_before_it() {
    let folder = years();
    let run = |more: &[&str]| ndjson(&[&[&folder.path()[..], "--show", "all"], &CONSENT[..], more].concat());
    let (whole, five) = (run(&[]), run(&["--self-check", "5"]));
    assert!(whole.verdicts().contains(&"U-9 R38-13-10 violation".to_owned()), "{:?}", whole.verdicts());
    assert!(!five.verdicts().iter().any(|line| line.starts_with("U-9")), "{:?}", five.verdicts());
    assert!(five.verdicts().contains(&"U-1 R38-13-10 violation".to_owned()));
    assert_eq!(five.summary()["receipt"]["since"], "2019-09-01");
    assert_eq!(whole.summary()["receipt"].get("since"), None);
    let violations = |ran: &Ran| ran.summary()["duties"]["violation"].as_u64().unwrap();
    assert_eq!(violations(&five) + 1, violations(&whole));
    assert!(five.of("consequence").iter().all(|cost| text(&cost["month"]) >= "2019-09"));
    for years in ["1", "6", "x"] {
        assert_eq!(run(&["--self-check", years]).exit, Exit::Usage, "{years}");
    }
}

#[test]
fn its_months_are_one_table() {
    let folder = years();
    let page = by(&folder, &["--self-check", "2"]).out;
    let table = &page[page.find("■ Self-check from 2022-09-01").expect("a heading")..];
    let row = table.lines().find(|line| line.trim_start().starts_with("U-1 ")).expect("a row");
    assert_eq!(row.split_whitespace().collect::<Vec<_>>(), ["U-1", "50%"]);
    let head = table.lines().find(|line| line.trim_start().starts_with("2024 ")).expect("a year");
    assert_eq!(row.find("50%"), head.find(" 6 ").map(|june| june + 1), "{head}\n{row}");
    let japanese = by(&folder, &["--self-check", "2", "--lang", "ja"]).out;
    assert!(japanese.contains("■ 自主点検（2022年9月1日 から）"), "{japanese}");
    assert!(!table.contains("U-2") && !table.contains("U-9"), "{table}");
    let csv = by(&folder, &["--self-check", "2", "--format", "months"]).out;
    let lines: Vec<&str> = csv.strip_prefix('\u{feff}').expect("a mark").lines().collect();
    let head: Vec<&str> = lines[0].split(',').collect();
    assert_eq!((head[2], head.len()), ("2022-09", 2 + 25 + 2), "every month, empty or not");
    let row: Vec<&str> = lines.iter().find(|line| line.contains(",U-1,")).expect("a row").split(',').collect();
    let june = head.iter().position(|month| *month == "2024-06").unwrap();
    assert_eq!(row[june], "50%");
    assert!(row.iter().enumerate().all(|(at, cell)| at < 2 || at == june || cell.is_empty()), "{row:?}");
    let open = lines.iter().find(|line| line.contains(",U-4,")).expect("a row");
    assert!(open.contains("50%?"), "nobody knows whether it was billed: {open}");
}

#[test]
fn aliases_are_written_on_request_to_their_own_file_only() {
    let mut risky = good("U-5");
    risky["client"]["name"] = json!("=架空 二郎");
    let folder = office().case(&risky);
    let file = folder.file("別名.csv");
    let ran = by(&folder, &["--aliases", &file, "--show", "all", "--lang", "ja"]);
    assert!(!ran.out.contains("架空") && !ran.out.contains("KCL-1"), "{}", ran.out);
    let table = folder.read("別名.csv");
    let lines: Vec<&str> = table.strip_prefix('\u{feff}').expect("a mark").lines().collect();
    assert!(lines[0].starts_with("別名,事例番号,利用者番号,氏名"), "{}", lines[0]);
    assert!(lines[1].starts_with("U-1,U-1,KCL-1,架空 一郎"), "{}", lines[1]);
    assert!(lines[5].contains("'=架空 二郎"), "{}", lines[5]);
    assert_eq!(lines.len(), 6);
    let one = by(&folder, &["--aliases", &file, "--case", "U-2"]);
    assert_eq!((folder.read("別名.csv").lines().count(), one.exit), (2, Exit::Clean));
    let nowhere = by(&folder, &["--aliases", &folder.file("no/where.csv")]);
    assert_eq!(nowhere.exit, Exit::Usage);
    assert!(!by(&folder, &[]).out.contains("架空"));
}
